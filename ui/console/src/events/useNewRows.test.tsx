import { renderHook } from "@testing-library/react";
import { useNewRows } from "./useNewRows.ts";

afterEach(() => vi.useRealTimers());

/** A list that shows one event, and then two. */
function watch(onNew: (count: number) => void) {
  vi.useFakeTimers();
  const list = renderHook(({ ids }) => useNewRows(ids, "all", onNew), { initialProps: { ids: ["msg_1"] } });
  list.rerender({ ids: ["msg_2", "msg_1"] });
  return list;
}

test("what has come is said within three seconds", () => {
  const onNew = vi.fn();
  const list = watch(onNew);
  expect([...list.result.current]).toEqual(["msg_2"]);
  vi.advanceTimersByTime(3000);
  expect(onNew).toHaveBeenCalledExactlyOnceWith(1);
});

test("who leaves the list hears no more of it", () => {
  const onNew = vi.fn();
  watch(onNew).unmount();
  vi.advanceTimersByTime(3000);
  expect(onNew).not.toHaveBeenCalled();
});
