export { checkFields } from "./check-fields.ts";
export { type CompiledFields, type CompileOptions, compileFields, type ReadFields } from "./compile-fields.ts";
export { countryCodes } from "./country.ts";
export {
  type Field,
  type FieldType,
  type FieldValue,
  isBlank,
  isRequired,
  pathOf,
  type TableOptions,
  targetName,
} from "./field.ts";
export { fieldsFromJsonSchema } from "./from-json-schema.ts";
export { fieldsFromSample, type ImportedFields } from "./from-sample.ts";
export { type SchemaOptions, toJsonSchema } from "./to-json-schema.ts";
