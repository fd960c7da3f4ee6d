import { ago, event, failedEvent } from "../../test/samples.ts";
import { merged } from "./merged.ts";

const old = event({ svixId: "msg_old", receivedAt: ago(200_000) });
const failed = failedEvent({ receivedAt: ago(30) });
const ids = (...given: Parameters<typeof merged>) => merged(...given).map((it) => it.svixId);

test("without news a page is as it came", () => {
  expect(ids([failed, old], undefined)).toEqual(["msg_failed", "msg_old"]);
});

test("news come first, and what is older than they reach stays", () => {
  const fresh = event({ svixId: "msg_fresh", receivedAt: ago(1) });
  expect(ids([failed, old], { since: ago(86_400), events: [fresh, failed] })).toEqual([
    "msg_fresh",
    "msg_failed",
    "msg_old",
  ]);
});

test("what the news no longer name is gone", () => {
  expect(ids([failed, old], { since: ago(86_400), events: [] })).toEqual(["msg_old"]);
});

test("an event is there once, also on the border", () => {
  expect(ids([old], { since: old.receivedAt, events: [old] })).toEqual(["msg_old"]);
});
