export { checkFields } from "./check-fields.ts";
export { type CompiledFields, type CompileOptions, compileFields, type ReadFields } from "./compile-fields.ts";
export type { Field, FieldType, FieldValue, TableOptions } from "./field.ts";
export { fieldsFromJsonSchema } from "./from-json-schema.ts";
export { fieldsFromSample, type ImportedFields } from "./from-sample.ts";
export { type SchemaOptions, toJsonSchema } from "./to-json-schema.ts";
