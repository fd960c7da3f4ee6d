import { remember } from "./remember.ts";

test("the latest thousand ids are remembered, however many there were", () => {
  const known = new Set<string>();
  for (let at = 0; at < 3000; at += 1) remember(known, [`msg_${at}`]);
  expect(known.size).toBe(1000);
  expect(known.has("msg_2999")).toBe(true);
  expect(known.has("msg_2000")).toBe(true);
  expect(known.has("msg_1999")).toBe(false);
});
