import { duration } from "../parts/times.ts";
import { otherLastNames } from "./names.ts";
import type { Story } from "./story.ts";

const COPIES = 3;

/** The same event three times. */
export const DUPLICATES: Story = {
  id: "duplicates",
  title: "Duplicates",
  shows: "One event comes three times; it is applied once",
  begin() {
    let began = 0;
    let before = 0;
    return [
      {
        says: "Clerk is told to send each event three times.",
        async act({ clerk, record }) {
          before = (await record()).user.version;
          await clerk.setDeliveries({ copies: COPIES });
          return `The record stands at version ${before}.`;
        },
      },
      {
        says: "Liam changes his last name in Clerk.",
        async act({ clerk, clerkId, person }) {
          const [name = "Park"] = otherLastNames(await person());
          began = Date.now();
          await clerk.rename(clerkId, "Liam", name);
          return `In Clerk he is Liam ${name} now.`;
        },
      },
      {
        says: "Three copies arrive at the same moment, under one id.",
        async act({ until, flowsSince }) {
          const flow = await until("three deliveries of one event, and what came of it", async () => {
            const [latest] = await flowsSince(began);
            return latest?.duplicates === COPIES - 1 && latest.stage === "settled" && latest;
          });
          return `All were answered with 202. One was applied after ${duration(flow.tookMs ?? 0)}, two found that done.`;
        },
      },
      {
        says: "So the record changed once.",
        async act({ record }) {
          const { version } = (await record()).user;
          return `From version ${before} to ${version}: the event's id and its effect are one transaction (R1).`;
        },
      },
    ];
  },
};
