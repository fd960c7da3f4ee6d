import { useConnection } from "../connection/connection.tsx";
import { useDoing } from "../connection/doing.ts";
import { useDeliveries, useFaults } from "../live/live.ts";
import { Tag } from "../parts/Tag.tsx";
import { Trouble as TroubleAlert } from "../parts/Trouble.tsx";
import { apiInWords, type Now, webhooksInWords } from "./now.ts";
import { API_TROUBLES, API_UP, THROUGH, type Trouble, WEBHOOK_TROUBLES } from "./troubles.ts";

/** Buttons that make something go wrong, each with what will be seen. */
export function TroublePanel() {
  const { simulator } = useConnection();
  const deliveries = useDeliveries();
  const faults = useFaults();
  const doing = useDoing();
  if (!deliveries || !faults) return null;
  const now: Now = { mode: deliveries.mode, faults, held: deliveries.held };
  const start = (it: Trouble) => doing.do(() => it.start(simulator));
  const webhooks = webhooksInWords(now);
  const api = apiInWords(now);

  return (
    <section className="troubles" aria-labelledby="troubles-title">
      <h2 id="troubles-title">Make it go wrong</h2>
      <p className="lead">
        Networks do all of this sooner or later. The record must come out right all the same.
      </p>
      <TroubleAlert error={doing.error} />
      <div className="trouble-groups">
        <Group
          title="Webhooks on their way"
          state={webhooks}
          now={now}
          start={start}
          troubles={[THROUGH, ...WEBHOOK_TROUBLES]}
        />
        <Group title="Clerk's API" state={api} now={now} start={start} troubles={[API_UP, ...API_TROUBLES]} />
      </div>
    </section>
  );
}

interface GroupProps {
  title: string;
  state: ReturnType<typeof webhooksInWords>;
  troubles: readonly Trouble[];
  now: Now;
  start(trouble: Trouble): void;
}

function Group({ title, state, troubles, now, start }: GroupProps) {
  return (
    <section aria-label={title}>
      <h3>
        {title} <Tag tone={state.tone}>{state.text}</Tag>
      </h3>
      <ul>
        {troubles.map((it) => (
          <li key={it.id}>
            <button
              type="button"
              className="button"
              aria-pressed={it.isOn ? it.isOn(now) : undefined}
              aria-describedby={`trouble-${it.id}`}
              onClick={() => start(it)}
            >
              {it.label}
            </button>
            <span id={`trouble-${it.id}`} className="shows">
              {it.shows}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
