export { forbidden } from "./consent.ts";
export { fingerprint, type Identity, identitiesOf } from "./fingerprint.ts";
export { judge } from "./judge.ts";
export { readList } from "./list.ts";
export type { PastSend, Suppressed } from "./past.ts";
export { judged, type Rules } from "./rules.ts";
export { redirected, redirectedMessage, testClock } from "./testing.ts";
export { timeZoneOf } from "./where.ts";
