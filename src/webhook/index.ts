export { spokenTo } from "./accept-language.ts";
export {
  type Accepted,
  type Authentication,
  type AuthenticationInput,
  compileAuthentication,
  readSecret,
  readSettings,
  type Secrets,
  sampleHeaders,
  sign,
  slotOf,
  slotsOf,
  sourceOf,
} from "./authentication/index.ts";
export { mediaFault, parseForm } from "./body/index.ts";
export type { AcceptedCall, Endpoint, SeenCall } from "./endpoint.ts";
export {
  type CompiledFields,
  compileFields,
  countryCodes,
  type Field,
  isBlank,
  isRequired,
  pathOf,
  targetName,
} from "./fields/index.ts";
export { hold } from "./held-bytes.ts";
export { checkIdentity } from "./identity.ts";
export type { IdentityPlace } from "./identity-place.ts";
export { hiddenPart, type KitFacts, kitPage, openApi, type Tried, tryLimit } from "./kit/index.ts";
export { isEndpoint, isSecret, mintEndpoint, mintSecret, mintToken } from "./mint.ts";
export { type Answer, json, type Refusal, type Reply, refusal, refusalReply } from "./problem.ts";
export { type RateLimits, rates } from "./rates.ts";
export { readBody } from "./read-body.ts";
export { receive } from "./receive.ts";
export {
  type SampledCall,
  type SampleLanguage,
  sampleBody,
  sampleData,
  sampleIn,
  sampleLanguages,
  shellCall,
} from "./samples/index.ts";
export { ignore, refuseCall, writeReply } from "./write-reply.ts";
