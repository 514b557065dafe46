export { fingerprint, type Identity, identitiesOf } from "./fingerprint.ts";
export { readList } from "./list.ts";
export type { PastSend, Purpose, Suppressed } from "./purpose.ts";
