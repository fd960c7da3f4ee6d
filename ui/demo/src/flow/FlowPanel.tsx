import { useMemo, useState } from "react";
import { useConnection } from "../connection/connection.tsx";
import { webhooksInWords } from "../faults/now.ts";
import { useDeliveries, useLedger } from "../live/live.ts";
import { Switch } from "../parts/Switch.tsx";
import { Tag } from "../parts/Tag.tsx";
import { FlowItem } from "./FlowItem.tsx";
import { flows } from "./flow.ts";
import { useNews } from "./useNews.ts";

/** How many events are shown. */
const MOST_SHOWN = 20;

/** What the panel is told. */
export interface FlowPanelProps {
  clerkId: string;
  nameOf(clerkId: string | null): string;
}

/** What is on its way from Clerk to the record, and what came of it. */
export function FlowPanel({ clerkId, nameOf }: FlowPanelProps) {
  const { config } = useConnection();
  const [isOfAll, setIsOfAll] = useState(false);
  const deliveries = useDeliveries();
  const events = useLedger(isOfAll ? null : clerkId);
  const shown = useMemo(() => {
    const attempts = (deliveries?.attempts ?? []).filter((it) => isOfAll || it.userId === clerkId);
    return events ? flows(attempts, events).slice(0, MOST_SHOWN) : [];
  }, [deliveries, events, isOfAll, clerkId]);
  const news = useNews(shown);

  return (
    <section className="flows" aria-labelledby="flow-title">
      <header>
        <h2 id="flow-title">Events on their way</h2>
        {deliveries && <State deliveries={deliveries} />}
        <Switch label="Everybody's" isOn={isOfAll} onSwitch={setIsOfAll} />
      </header>
      <p role="status" className="hidden">
        {news}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
      <section className="scroll" tabIndex={0} aria-label="Events, the newest first">
        <Waiting held={deliveries?.held ?? 0} pending={deliveries?.pending ?? 0} />
        {events && shown.length === 0 && (
          <p className="nothing">No event yet. Change something on the left.</p>
        )}
        <ol className="flow-list">
          {shown.map((flow) => (
            <FlowItem
              key={flow.id}
              flow={flow}
              who={isOfAll && flow.clerkId ? nameOf(flow.clerkId) : null}
              href={config.consoleUrl && `${config.consoleUrl}events/${encodeURIComponent(flow.id)}`}
            />
          ))}
        </ol>
      </section>
    </section>
  );
}

function State({
  deliveries: { mode, held },
}: {
  deliveries: NonNullable<ReturnType<typeof useDeliveries>>;
}) {
  const { text, tone } = webhooksInWords({ mode, held, faults: [] });
  return <Tag tone={tone}>{text}</Tag>;
}

/** What Clerk has made and not sent yet. Of these the simulator says only how many there are. */
function Waiting({ held, pending }: { held: number; pending: number }) {
  if (held + pending === 0) return null;
  return (
    <p className="waiting">
      {Array.from({ length: Math.min(held + pending, 12) }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are alike
        <span key={index} className="envelope" aria-hidden="true" />
      ))}
      {held > 0 ? `${held} held back` : `${pending} on the way, or waiting to be sent again`}
    </p>
  );
}
