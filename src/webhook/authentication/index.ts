/** The door of the webhook's authentication; the editor takes `settings.ts`, `presets.ts`, `read-settings.ts` and `sample.ts` alone. */
export { type AddressCall, sourceOf } from "./address.ts";
export { type Authentication, compileAuthentication } from "./authentication.ts";
export type { Accepted, Authenticated, Call, Refused } from "./call.ts";
export { type Preset, type PresetId, presets } from "./presets.ts";
export { checkAuthentication, readSettings } from "./read-settings.ts";
export { requestHeaders } from "./request-headers.ts";
export { type SampleCall, type SampleProof, sampleHeaders } from "./sample.ts";
export type { EventIdSource, HmacScheme, MacEncoding, SecretEncoding, SignedPart } from "./scheme.ts";
export { readSecret, type Secret } from "./secret.ts";
export {
  type Addresses,
  type AuthenticationInput,
  AuthenticationSettings,
  type JwtAlgorithm,
  type Proof,
  windowBounds,
} from "./settings.ts";
export { type Secrets, slotOf, slotsOf, type Which } from "./slots.ts";
export { sign } from "./standard-webhooks.ts";
