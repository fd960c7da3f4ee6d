import "@testing-library/jest-dom/vitest";
import { notifyManager } from "@tanstack/react-query";
import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

// In milliseconds: machines that do much at once take their time.
configure({ asyncUtilTimeout: 5000 });

// By default by a timer, which may fire before or after a test's next line.
notifyManager.setScheduler(queueMicrotask);

// Testing Library does so by itself only where `afterEach` is global.
afterEach(cleanup);
