import { LABELS } from "../board/FieldRow.tsx";
import { type PlatformRecord, pendingFields } from "../compare/compare.ts";
import { Tag } from "../parts/Tag.tsx";
import { clock } from "../parts/times.ts";

/** What Clerk has still to be told of. Nothing when there is nothing. */
export function Pending({ record }: { record: PlatformRecord }) {
  const fields = pendingFields(record);
  if (fields.length === 0) return null;
  const since = [record.user, record.builder, record.client].find((it) => it?.pendingPush)?.pendingPush
    ?.since;
  const names = fields.map((it) => (it in LABELS ? Reflect.get(LABELS, it) : it)).join(", ");
  return (
    <Tag tone="wait" icon="left">
      Waits to be told to Clerk: {names} {since && `since ${clock(since)}`}
    </Tag>
  );
}
