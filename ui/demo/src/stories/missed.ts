import { type Person, primaryAddress } from "@profile-sync/simulator";
import type { Story, World } from "./story.ts";

/** The local stack counts a change as missed once it is two seconds old. */
const GRACE_MS = 2500;

const OLD = "liam@buildappswith.ai";
const NEW = "liam@buildappswith.com";

/** The case that was reported: the platform kept an old address (R19). */
export const MISSED: Story = {
  id: "missed",
  title: "A missed webhook",
  shows: "Liam's new address gets lost, is found and repaired",
  begin() {
    let address = NEW;
    return [
      {
        says: "Webhooks are cut off.",
        async act({ clerk, person }) {
          address = other(await person());
          await clerk.setDeliveries({ state: "drop" });
          return "Whatever Clerk sends now is lost.";
        },
      },
      {
        says: "Liam moves to another address in Clerk.",
        async act({ clerk, clerkId, record }) {
          await clerk.setEmail(clerkId, address);
          const { email } = (await record()).user;
          return `Clerk has ${address}; the platform still has ${email ?? "none"}.`;
        },
      },
      {
        says: "A reconciliation looks, and changes nothing.",
        async act(world) {
          await world.wait(GRACE_MS);
          const { counts, fields } = await run(world, true);
          const names = Object.keys(fields).join(", ");
          return `Compared: ${counts.compared}. Differing: ${counts.drifted}, in ${names}. Missed by the webhooks: ${counts.missed} (R24).`;
        },
      },
      {
        says: "A reconciliation repairs.",
        async act(world) {
          const { counts } = await run(world, false);
          const { email } = (await world.record()).user;
          return `Repaired: ${counts.repaired}. The platform has ${email ?? "none"} now.`;
        },
      },
      {
        says: "The audit trail says what was replaced, and why.",
        async act({ platform, record }) {
          const entry = await platform.lastChange((await record()).user.id);
          const change = entry?.changes.find((it) => it.field === "email");
          const what = change ? `${change.before ?? "none"} became ${change.after ?? "none"}` : "no entry";
          const why = entry?.note ? `, because ${entry.note}` : "";
          return `Version ${entry?.version ?? "?"}, by the ${entry?.actor.type ?? "?"}: ${what}${why} (R19).`;
        },
      },
    ];
  },
};

function other(person: Person): string {
  return primaryAddress(person) === OLD ? NEW : OLD;
}

async function run({ platform, until }: World, dryRun: boolean) {
  const runId = await platform.startRun({ mode: "incremental", dryRun });
  return until("the end of the reconciliation", async () => {
    const report = await platform.run(runId);
    return report?.state !== "open" && report;
  });
}
