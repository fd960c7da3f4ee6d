/** A typed client of the Clerk simulator: see tests/clerk-simulator/README.md for what each request does. */

export type { Attempt, Deliveries, DeliveryMode, Replay } from "./deliveries.ts";
export { type Fault, type FaultRule, forThePlatform } from "./faults.ts";
export { keptToken } from "./keptToken.ts";
export {
  type EmailAddress,
  nameOf,
  type Person,
  type PersonChange,
  primaryAddress,
  rolesOf,
} from "./person.ts";
export { SEEDED, type Seeded } from "./seeded.ts";
export {
  createSimulator,
  type NewPerson,
  type Simulator,
  type SimulatorOptions,
  type TokenOptions,
} from "./simulator.ts";
export { SimulatorError } from "./transport.ts";
