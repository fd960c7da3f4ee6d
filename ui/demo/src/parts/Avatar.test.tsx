import { render } from "@testing-library/react";
import { expect, test } from "vitest";
import { Avatar } from "./Avatar.tsx";

test.each([
  ["Liam Park", "LP"],
  ["Ada Maria Byron", "AB"],
  ["Noor", "N"],
  ["😀 🦊", "😀🦊"],
  [null, "?"],
])("%s has the initials %s", (name, initials) => {
  const { container } = render(<Avatar name={name} url={null} />);
  expect(container).toHaveTextContent(initials);
});
