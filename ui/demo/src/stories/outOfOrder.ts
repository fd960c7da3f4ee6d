import { nameOf } from "@profile-sync/simulator";
import { otherLastNames } from "./names.ts";
import type { Story } from "./story.ts";

/** Three edits that arrive the wrong way round. */
export const OUT_OF_ORDER: Story = {
  id: "order",
  title: "Out of order",
  shows: "Three edits arrive backwards; the latest one wins",
  begin() {
    let began = 0;
    let names: string[] = [];
    return [
      {
        says: "Webhooks are held back.",
        async act({ clerk }) {
          await clerk.setDeliveries({ state: "hold" });
          return "Clerk makes events, and none is sent.";
        },
      },
      {
        says: "Liam changes his last name three times.",
        async act({ clerk, clerkId, person }) {
          names = otherLastNames(await person()).slice(0, 3);
          began = Date.now();
          for (const name of names) await clerk.rename(clerkId, "Liam", name);
          return `First ${names.join(", then ")}.`;
        },
      },
      {
        says: "They are released, the last one first.",
        async act({ clerk, until, flowsSince }) {
          await clerk.setDeliveries({ state: "send", release: "reversed" });
          const arrived = await until("three events that are through", async () => {
            const those = await flowsSince(began);
            return those.filter((it) => it.stage === "settled").length === names.length && those;
          });
          const superseded = arrived.filter((it) => it.event?.status === "superseded").length;
          return `The first to come was applied. ${superseded} came after it although they are older: superseded (R2).`;
        },
      },
      {
        says: "Both sides say what Liam said last.",
        async act({ person, until, record }) {
          const name = nameOf(await person());
          await until("the same name on both sides", async () => (await record()).user.name === name);
          return `${name}, in Clerk and on the platform.`;
        },
      },
    ];
  },
};
