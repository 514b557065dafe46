export { checkFields } from "./check-fields.ts";
export { type CompiledFields, compileFields, type ReadFields } from "./compile-fields.ts";
export type { Field, FieldValue } from "./field.ts";
