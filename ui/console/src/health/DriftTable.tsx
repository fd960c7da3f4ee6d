import { Link } from "react-router";
import { Columns } from "../parts/Columns.tsx";
import type { Point } from "./points.ts";

/** The charts' numbers as a table, newest first. */
export function DriftTable({ points }: { points: readonly Point[] }) {
  return (
    <div className="table-wrap">
      <table>
        <Columns
          words={["Run", "Kind"]}
          numbers={["Compared", "Differed", "Repaired", "Left", "Missed events"]}
        />
        <tbody>
          {points.toReversed().map((point) => (
            <tr key={point.runId}>
              <th scope="row" className="nowrap">
                <Link to={`/reconciliations/${encodeURIComponent(point.runId)}`}>{point.time}</Link>
              </th>
              <td>{point.kind}</td>
              <td className="number">{point.compared}</td>
              <td className="number">{point.repaired + point.left}</td>
              <td className="number">{point.repaired}</td>
              <td className="number">{point.left}</td>
              <td className="number">{point.missed}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
