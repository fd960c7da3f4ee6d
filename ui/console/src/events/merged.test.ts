import type { EventSummary } from "@buildappswith/profile-sync-react";
import { ago, event, failedEvent } from "../../test/samples.ts";
import { merged } from "./merged.ts";

const old = event({ svixId: "msg_old", receivedAt: ago(200_000) });
const failed = failedEvent({ receivedAt: ago(30) });
const page = (...events: EventSummary[]) => ({ askedAt: 1000, events, nextCursor: null, unreadable: 0 });
const news = (...events: EventSummary[]) => ({ askedAt: 1500, since: ago(86_400), events });
const ids = (...given: Parameters<typeof merged>) => merged(...given).map((it) => it.svixId);

test("without news a page is as it came", () => {
  expect(ids(page(failed, old), undefined)).toEqual(["msg_failed", "msg_old"]);
});

test("news come first, and what is older than they reach stays", () => {
  const fresh = event({ svixId: "msg_fresh", receivedAt: ago(1) });
  expect(ids(page(failed, old), news(fresh, failed))).toEqual(["msg_fresh", "msg_failed", "msg_old"]);
});

test("what the news no longer name is gone", () => {
  expect(ids(page(failed, old), news())).toEqual(["msg_old"]);
});

test("an event is there once, also on the border", () => {
  expect(ids(page(old), { ...news(old), since: old.receivedAt })).toEqual(["msg_old"]);
});

test("a page that was asked for after the news is as it came", () => {
  const settled = event({ svixId: failed.svixId });
  expect(merged({ ...page(settled, old), askedAt: 2000 }, news(failed))).toEqual([settled, old]);
});
