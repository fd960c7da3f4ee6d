import { expect, test } from "vitest";
import { remember } from "./remember.ts";

test("the latest thousand ids are remembered, however many there were", () => {
  const known = new Set<string>();
  for (let at = 0; at < 3000; at += 1) remember(known, `msg_${at}`);

  expect(known.size).toBe(1000);
  expect([...known].at(0)).toBe("msg_2000");
  expect([...known].at(-1)).toBe("msg_2999");
});
