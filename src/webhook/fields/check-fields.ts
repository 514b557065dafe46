import { Fault, Recipient } from "../../contract/index.ts";
import { reservedNames } from "../json.ts";
import { enumKey, type Field, pathOf, targetName } from "./field.ts";

/** Properties of a recipient that are more than one value and so cannot come from one field. */
const recipientParts: ReadonlySet<string> = new Set(["postalAddress", "location", "consent", "attributes"]);

/**
 * What is wrong with a table of fields, all at once and in the order of its rows; empty when it can be deployed.
 * Rows count from 1.
 */
export function checkFields(fields: readonly Field[]): Fault[] {
  const keys = fields.filter((field) => field.target === "case-key");
  const faults: Fault[] = [];
  if (keys.length === 0) faults.push(new Fault("webhook.fields.no-case-key"));
  if (keys.length > 1)
    faults.push(new Fault("webhook.fields.two-case-keys", { names: keys.map(({ name }) => name).join(", ") }));
  for (const [index, field] of fields.entries()) {
    const data = { row: index + 1, name: field.name };
    const earlier = fields.slice(0, index);
    faults.push(...nameFaults(field, earlier, data), ...targetFaults(field, earlier, data));
    if (field.type === "enum") faults.push(...valueFaults(field, data));
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

function targetFaults(field: Field, earlier: readonly Field[], data: Row): Fault[] {
  if (field.target === "case-key") {
    return field.type === "text" || field.type === "number" ? [] : [new Fault("webhook.fields.case-key-type", data)];
  }
  const as = targetName(field);
  if (field.target === "recipient" && as === "id") return [new Fault("webhook.fields.recipient-id", data)];
  if (field.target === "recipient" && recipientParts.has(as)) {
    return [new Fault("webhook.fields.recipient-part", { ...data, part: as })];
  }
  if (field.target === "recipient" && Object.hasOwn(Recipient.shape, as) && field.type === "number") {
    return [new Fault("webhook.fields.recipient-type", { ...data, part: as })];
  }
  const other = earlier.find((candidate) => candidate.target === field.target && targetName(candidate) === as);
  return other === undefined || other.name === field.name
    ? []
    : [new Fault("webhook.fields.same-target", { ...data, other: other.name, as })];
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
