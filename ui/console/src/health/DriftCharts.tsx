import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { Point } from "./points.ts";

interface Series {
  key: "repaired" | "left" | "missed";
  name: string;
  /** A token of styles/tokens.css. */
  fill: string;
}

const DIFFERED: Series[] = [
  { key: "repaired", name: "repaired", fill: "var(--c-chart-calm)" },
  { key: "left", name: "left as they were", fill: "var(--c-chart-loud)" },
];
const MISSED: Series[] = [{ key: "missed", name: "missed events", fill: "var(--c-chart-loud)" }];

/** What the runs found, as bars over time. The table below the charts says the same in numbers. */
export default function DriftCharts({ points }: { points: Point[] }) {
  return (
    <div className="charts">
      <Chart title="Users who differed, by run" points={points} series={DIFFERED} />
      <Chart title="Changes that no event had brought, by run" points={points} series={MISSED} />
    </div>
  );
}

function Chart({ title, points, series }: { title: string; points: Point[]; series: Series[] }) {
  const isCalm = points.every((point) => series.every(({ key }) => point[key] === 0));
  return (
    <figure className="chart">
      <figcaption>
        {title}
        {isCalm && <span className="small block">none in the last {points.length} runs</span>}
      </figcaption>
      <ul className="legend">
        {series.map(({ key, name }) => (
          <li key={key} className={key}>
            {name}
          </li>
        ))}
      </ul>
      <ResponsiveContainer width="100%" height={220}>
        <BarChart
          accessibilityLayer
          data={points}
          title={title}
          margin={{ top: 8, right: 8, bottom: 0, left: -16 }}
        >
          <CartesianGrid vertical={false} stroke="var(--c-line)" />
          <XAxis dataKey="time" tick={AXIS} stroke="var(--c-line-strong)" minTickGap={48} tickLine={false} />
          <YAxis
            allowDecimals={false}
            tick={AXIS}
            stroke="var(--c-line-strong)"
            tickLine={false}
            axisLine={false}
          />
          <Tooltip cursor={{ fill: "var(--c-hover)" }} contentStyle={TOOLTIP} isAnimationActive={false} />
          {series.map(({ key, name, fill }) => (
            <Bar
              key={key}
              dataKey={key}
              name={name}
              fill={fill}
              stackId="all"
              isAnimationActive={false}
              maxBarSize={24}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </figure>
  );
}

const AXIS = { fill: "var(--c-muted)", fontSize: 12 };
const TOOLTIP = {
  background: "var(--c-surface)",
  border: "1px solid var(--c-line-strong)",
  borderRadius: 6,
  fontSize: 13,
};
