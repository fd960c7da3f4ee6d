import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

// In milliseconds: machines that do much at once take their time.
configure({ asyncUtilTimeout: 5000 });

// Testing Library does so by itself only where `afterEach` is global.
afterEach(cleanup);
