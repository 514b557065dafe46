export { readSecret, type Secret, sign, tolerance, type VerifyReason, verify } from "./authentication/index.ts";
export {
  type CompiledFields,
  checkFields,
  compileFields,
  type Field,
  type FieldValue,
  type ReadFields,
} from "./fields/index.ts";
export { isEndpoint, isSecret, mintEndpoint, mintSecret } from "./mint.ts";
export type { Answer, Refusal } from "./problem.ts";
export { type AcceptedCall, type Endpoint, receive, receiveLimits } from "./receive.ts";
export { refuseCall } from "./write-reply.ts";
