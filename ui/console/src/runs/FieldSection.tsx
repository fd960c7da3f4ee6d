import type { RunReport } from "@buildappswith/profile-sync-react";
import { Columns } from "../parts/Columns.tsx";
import { Scroller } from "../parts/Scroller.tsx";
import { fieldName } from "../words/fields.ts";

/** How often each field differed, most often first. */
export function FieldSection({ fields }: { fields: RunReport["fields"] }) {
  const rows = Object.entries(fields)
    .map(([field, counts]) => ({ field, ...counts, all: counts.missing + counts.extra + counts.differing }))
    .sort((a, b) => b.all - a.all);
  return (
    <section className="section" aria-labelledby="fields">
      <h2 id="fields">By field</h2>
      {rows.length === 0 ? (
        <p className="empty">No field differed.</p>
      ) : (
        <Scroller label="How often each field differed">
          <table>
            <Columns
              words={["Field"]}
              numbers={["Both have another value", "Only Clerk has one", "Only the platform has one", "All"]}
            />
            <tbody>
              {rows.map(({ field, missing, extra, differing, all }) => (
                <tr key={field}>
                  <th scope="row">{fieldName(field)}</th>
                  <td className="number">{differing}</td>
                  <td className="number">{missing}</td>
                  <td className="number">{extra}</td>
                  <td className="number">{all}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
      )}
    </section>
  );
}
