import { BAN } from "./ban.ts";
import { DUPLICATES } from "./duplicates.ts";
import { MISSED } from "./missed.ts";
import { OUT_OF_ORDER } from "./outOfOrder.ts";
import { PUSH_BACK } from "./pushBack.ts";
import type { Story } from "./story.ts";

/** Every story, in the order in which they are offered. */
export const STORIES: readonly Story[] = [DUPLICATES, OUT_OF_ORDER, MISSED, PUSH_BACK, BAN];
