export { readSecret, type Secret, sign, tolerance, type VerifyReason, verify } from "./authentication/index.ts";
export { checkFields } from "./check-fields.ts";
export { type CompiledFields, compileFields, type ReadFields } from "./compile-fields.ts";
export type { Field, FieldValue } from "./field.ts";
export { isEndpoint, isSecret, mintEndpoint, mintSecret } from "./mint.ts";
export type { Answer, Refusal } from "./problem.ts";
export { type AcceptedCall, type Endpoint, receive, receiveLimits } from "./receive.ts";
export { refuseCall } from "./write-reply.ts";
