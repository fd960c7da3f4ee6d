import { createSimulator } from "@profile-sync/simulator";
import { DEMO } from "./addresses.ts";

/** Clerk's side. What a test needs of it is prepared here, by the way that the pages have. */
export const clerk = createSimulator({ url: `${DEMO}clerk` });
