/** What stands in for Clerk's React hooks where the simulator stands in for Clerk. */

export { type ProofQuestion, useSimulatedReverification } from "./useSimulatedReverification.ts";
