import { Fault, isCurrency, Recipient } from "../../contract/index.ts";
import { reservedNames } from "../json.ts";
import { isCountry } from "./country.ts";
import { enumKey, type Field, hasDefault, pathOf, type TableOptions, targetName } from "./field.ts";
import { readerOf } from "./reader.ts";
import { kept } from "./reading.ts";

/** Properties of a recipient that are more than one value; one field can be an address, none of the others. */
const recipientParts: ReadonlySet<string> = new Set(["postalAddress", "location", "consent", "attributes"]);
/** Types whose values are no texts. */
const notText: ReadonlySet<Field["type"]> = new Set(["number", "boolean", "money", "address"]);

/**
 * What is wrong with a table of fields, all at once and in the order of its rows; empty when it can be deployed.
 * Rows count from 1.
 */
export function checkFields(fields: readonly Field[], table: TableOptions = {}): Fault[] {
  const keys = fields.filter((field) => field.target === "case-key");
  const faults: Fault[] = [];
  if (keys.length === 0 && table.keyless !== true) faults.push(new Fault("webhook.fields.no-case-key"));
  if (keys.length > 1)
    faults.push(new Fault("webhook.fields.two-case-keys", { names: keys.map(({ name }) => name).join(", ") }));
  for (const [index, field] of fields.entries()) {
    const data = { row: index + 1, name: field.name };
    const earlier = fields.slice(0, index);
    faults.push(...nameFaults(field, earlier, data), ...targetFaults(field, earlier, data, table));
    if (field.type === "enum") faults.push(...valueFaults(field, data));
    faults.push(...standingFaults(field, table, data));
  }
  return faults;
}

type Row = { row: number; name: string };

function nameFaults(field: Field, earlier: readonly Field[], data: Row): Fault[] {
  const path = pathOf(field);
  if (path.some((name) => name.trim() === "")) return [new Fault("webhook.fields.no-name", data)];
  const reserved = [...path, targetName(field)].find((name) => reservedNames.has(name));
  if (reserved !== undefined) return [new Fault("webhook.fields.reserved", { ...data, reserved })];
  if (earlier.some(({ name }) => name === field.name)) return [new Fault("webhook.fields.duplicate", data)];
  const inside = earlier.find(({ name }) => name.startsWith(`${field.name}.`) || field.name.startsWith(`${name}.`));
  return inside === undefined ? [] : [new Fault("webhook.fields.inside", { ...data, other: inside.name })];
}

function targetFaults(field: Field, earlier: readonly Field[], data: Row, table: TableOptions): Fault[] {
  if (field.target === "case-key") {
    return field.type === "text" || field.type === "number" ? [] : [new Fault("webhook.fields.case-key-type", data)];
  }
  const as = targetName(field);
  if (field.target === "recipient" && as === "id") {
    // Only who starts a journey says whose it is.
    if (table.recipientId === true && (field.type === "text" || field.type === "number")) return [];
    return [new Fault("webhook.fields.recipient-id", data)];
  }
  const address = as === "postalAddress" && field.type === "address";
  if (field.target === "recipient" && recipientParts.has(as) && !address) {
    return [new Fault("webhook.fields.recipient-part", { ...data, part: as })];
  }
  if (field.target === "recipient" && Object.hasOwn(Recipient.shape, as) && !address && notText.has(field.type)) {
    return [new Fault("webhook.fields.recipient-type", { ...data, part: as })];
  }
  const other = earlier.find((candidate) => candidate.target === field.target && targetName(candidate) === as);
  return other === undefined || other.name === field.name
    ? []
    : [new Fault("webhook.fields.same-target", { ...data, other: other.name, as })];
}

/** Faults of what holds where the body says nothing: country, currency, default. */
function standingFaults(field: Field, table: TableOptions, data: Row): Fault[] {
  const faults: Fault[] = [];
  const { country = "", currency = "" } = field;
  if (country !== "" && !isCountry(country)) faults.push(new Fault("webhook.fields.country", { ...data, country }));
  if (currency !== "" && !isCurrency(currency))
    faults.push(new Fault("webhook.fields.currency", { ...data, currency }));
  if (!hasDefault(field) || faults.length > 0) return faults;
  if (field.target === "case-key") return [new Fault("webhook.fields.case-key-default", data)];
  // Whether a phone number fits is looked at when the table is compiled; see compileFields.
  const options = { ...table, text: typeof field.default === "string", phone: () => kept };
  if (!readerOf(field, options)(field.default ?? null).ok) faults.push(new Fault("webhook.fields.default", data));
  return faults;
}

function valueFaults(field: Field, data: Row): Fault[] {
  const values = field.values ?? [];
  if (values.length === 0) return [new Fault("webhook.fields.no-values", data)];
  const faults: Fault[] = [];
  const owner = new Map<string, string>();
  for (const { value, synonyms } of values) {
    if (enumKey(value) === "") faults.push(new Fault("webhook.fields.blank-value", data));
    for (const word of [value, ...synonyms]) {
      const folded = enumKey(word);
      if (folded === "") continue;
      const other = owner.get(folded);
      // A synonym that folds like its own value is harmless; a value listed twice is not.
      const again = other !== undefined && (other !== value || word === value);
      if (again) faults.push(new Fault("webhook.fields.same-values", { ...data, word, value, other }));
      owner.set(folded, other ?? value);
    }
  }
  return faults;
}
