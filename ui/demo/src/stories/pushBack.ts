import { forThePlatform } from "@profile-sync/simulator";
import { pendingFields } from "../compare/compare.ts";
import type { Story } from "./story.ts";

/** An edit on the platform while Clerk is down. */
export const PUSH_BACK: Story = {
  id: "push",
  title: "Clerk is down",
  shows: "An edit here is kept until Clerk can be told",
  begin() {
    let tier: 1 | 2 | 3 = 2;
    return [
      {
        says: "Clerk's API goes down.",
        async act({ clerk, record }) {
          const before = (await record()).builder?.validationTier;
          if (before === undefined)
            throw new Error("Liam is no builder now. Give him the role BUILDER back first.");
          tier = before === 2 ? 3 : 2;
          await clerk.setFaults(forThePlatform({ kind: "down" }));
          return `No request gets an answer. Liam's tier is ${before}.`;
        },
      },
      {
        says: "Noor, an admin, sets Liam's tier on the platform.",
        async act({ platform, record }) {
          await platform.setTier((await record()).user.id, tier);
          const waiting = pendingFields(await record()).join(", ");
          return `The record says ${tier} at once. ${waiting || "Nothing"} waits to be told to Clerk (R21).`;
        },
      },
      {
        says: "Clerk comes back.",
        async act({ clerk, until, record }) {
          await clerk.setFaults([]);
          await until("the end of the pending push", async () => pendingFields(await record()).length === 0);
          return "The queue tried again, and the push went through.";
        },
      },
      {
        says: "Clerk has the platform's word, and its echo changes nothing.",
        async act({ person, record }) {
          const copy = (await person()).public_metadata.validationTier;
          return `Clerk's copy says ${String(copy)}, the platform says ${(await record()).builder?.validationTier} (R22).`;
        },
      },
    ];
  },
};
