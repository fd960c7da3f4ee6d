import { Link } from "react-router";
import type { Point } from "./points.ts";

/** The charts' numbers as a table, newest first. */
export function DriftTable({ points }: { points: readonly Point[] }) {
  return (
    <div className="table-wrap">
      <table>
        <thead>
          <tr>
            <th scope="col">Run</th>
            <th scope="col">Kind</th>
            <th scope="col" className="number">
              Compared
            </th>
            <th scope="col" className="number">
              Differed
            </th>
            <th scope="col" className="number">
              Repaired
            </th>
            <th scope="col" className="number">
              Left
            </th>
            <th scope="col" className="number">
              Missed events
            </th>
          </tr>
        </thead>
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
