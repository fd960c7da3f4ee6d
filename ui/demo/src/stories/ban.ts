import type { Story } from "./story.ts";

/** A ban in Clerk, and what it does on the platform. */
export const BAN: Story = {
  id: "ban",
  title: "A ban",
  shows: "Banned in Clerk: nothing is open any more here",
  begin() {
    let profile = "";
    return [
      {
        says: "Liam is signed in, and everybody can see his profile.",
        async act({ clerkId, record, statusFor }) {
          profile = `/v1/builders/${(await record()).user.id}`;
          const [his, publics] = await Promise.all([statusFor(clerkId, "/v1/me"), statusFor(null, profile)]);
          return `His account answers ${his}, his public profile ${publics}.`;
        },
      },
      {
        says: "Clerk bans him.",
        async act({ clerk, clerkId, until, record }) {
          await clerk.ban(clerkId);
          await until("a suspended record", async () => (await record()).user.status === "suspended");
          return "The webhook came, and the record is suspended (R13).";
        },
      },
      {
        says: "His token is still good for a minute, but it opens nothing.",
        async act({ clerkId, statusFor }) {
          const account = `${profile.replace("builders", "users")}`;
          const [his, publics] = await Promise.all([statusFor(clerkId, account), statusFor(null, profile)]);
          return `His account answers ${his}, his public profile ${publics}: the record decides, not the token.`;
        },
      },
      {
        says: "The ban is lifted.",
        async act({ clerk, clerkId, until, record, statusFor }) {
          await clerk.unban(clerkId);
          await until("an active record", async () => (await record()).user.status === "active");
          return `Everything is as it was: his public profile answers ${await statusFor(null, profile)}.`;
        },
      },
    ];
  },
};
