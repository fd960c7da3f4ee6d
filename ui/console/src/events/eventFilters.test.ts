import { readFilters, toQuery } from "./eventFilters.ts";

const NOW = Date.parse("2026-11-26T14:00:00.000Z");
const read = (query: string) => toQuery(readFilters(new URLSearchParams(query)), NOW);

test("without filters the newest fifty are asked for", () => {
  expect(read("")).toEqual({ limit: 50 });
});

test("an id of Clerk's and one of ours go to different parameters", () => {
  expect(read("user=user_2abc")).toEqual({ limit: 50, clerkId: "user_2abc" });
  expect(read("user=usr_liam")).toEqual({ limit: 50, userId: "usr_liam" });
});

test("a range is counted back from now and wins over times", () => {
  expect(read("range=1h&from=2020-01-01T00:00:00Z")).toEqual({ limit: 50, from: "2026-11-26T13:00:00.000Z" });
});

test("what makes no sense is left out", () => {
  expect(read("status=odd&range=9y&from=soon&until=2026-11-26T14:00:00Z")).toEqual({
    limit: 50,
    until: "2026-11-26T14:00:00.000Z",
  });
});

test("a day alone is a time that the API can read", () => {
  expect(read("from=2026-11-20")).toEqual({ limit: 50, from: "2026-11-20T00:00:00.000Z" });
});

test("a year that the API can't read is left out", () => {
  expect(read("from=%2B012026-01-01T00:00:00.000Z")).toEqual({ limit: 50 });
});

test("status, type and cursor go through", () => {
  expect(read("status=failed&type=user.created&cursor=c")).toEqual({
    limit: 50,
    status: "failed",
    eventType: "user.created",
    cursor: "c",
  });
});
