import { useEffect, useRef, useState } from "react";
import type { Flow } from "./flow.ts";
import { remember } from "./remember.ts";
import { duplicatesInWords, wordsOf } from "./words.ts";

/** How long news are gathered before they are said, in milliseconds: one sentence, however much happens. */
const GATHER_MS = 1500;

/** One sentence about the events that came to an end since the last one, for those who listen. */
export function useNews(flows: readonly Flow[]): string {
  const since = useRef(Date.now());
  const told = useRef(new Set<string>());
  const fresh = useRef<Flow[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [news, setNews] = useState("");

  useEffect(() => {
    // What was there when the page came is no news.
    const isNews = ({ id, seenAt, stage }: Flow) =>
      seenAt >= since.current && !told.current.has(id) && (stage === "settled" || stage === "lost");
    for (const flow of flows.filter(isNews)) {
      remember(told.current, flow.id);
      fresh.current.push(flow);
    }
    if (fresh.current.length === 0) return;
    timer.current ??= setTimeout(() => {
      setNews(sentence(fresh.current.splice(0)));
      timer.current = undefined;
    }, GATHER_MS);
  }, [flows]);

  useEffect(() => () => clearTimeout(timer.current), []);
  return news;
}

function sentence(flows: readonly Flow[]): string {
  const [latest] = flows;
  if (!latest) return "";
  if (flows.length > 1) {
    const titles = flows.map((it) => wordsOf(it).title.toLowerCase());
    const counted = [...new Set(titles)].map(
      (it) => `${titles.filter((other) => other === it).length} ${it}`,
    );
    return `${flows.length} events: ${counted.join(", ")}.`;
  }
  const duplicates = duplicatesInWords(latest.duplicates);
  return `${latest.eventType ?? "An event"}: ${wordsOf(latest).title.toLowerCase()}${duplicates ? `, ${duplicates}` : ""}.`;
}
