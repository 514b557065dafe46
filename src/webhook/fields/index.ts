export { checkFields } from "./check-fields.ts";
export { type CompiledFields, type CompileOptions, compileFields, type ReadFields } from "./compile-fields.ts";
export type { Field, FieldType, FieldValue, TableOptions } from "./field.ts";
