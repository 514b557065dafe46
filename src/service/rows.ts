import { Fault, type Json, type JsonObject } from "../contract/index.ts";
import { readPath } from "../decision/index.ts";
import type { BodyRow } from "./settings.ts";

/** What a call is made from: the message as templates see it, `callback` among it. */
export interface Material {
  message: JsonObject;
  /** Renders a template as text; `what` names it in problems. */
  text(template: string, what: string): string;
}

/** The fixed value of a row. @throws Fault `service.row-json` */
export function fixedValue(row: BodyRow): Json {
  try {
    return JSON.parse(row.value) as Json;
  } catch {
    throw new Fault("service.row-json", { name: row.name });
  }
}

function sourced(row: BodyRow, { message, text }: Material): Json | undefined {
  switch (row.source) {
    case "message":
      return readPath(message, row.value.trim()) as Json | undefined;
    case "text":
      return text(row.value, row.name);
    case "json":
      return fixedValue(row);
    case "callback":
      if (typeof message.callback !== "string") throw new Fault("service.no-callback");
      return message.callback;
  }
}

/** Without a prototype: a field may be called `toString`. */
const bare = () => Object.create(null) as JsonObject;
const isAbsent = (value: Json | undefined) => value === undefined || value === null || value === "";

function values(rows: readonly BodyRow[], material: Material): [row: BodyRow, value: Json][] {
  return rows.flatMap((row): [BodyRow, Json][] => {
    const value = sourced(row, material);
    if (row.required && isAbsent(value)) throw new Fault("service.row-missing", { name: row.name, value: row.value });
    return value === undefined ? [] : [[row, value]];
  });
}

/**
 * The object that a mapping table describes.
 * @throws Fault `service.row-missing`, `service.row-json`, `service.no-callback`; TemplateFault
 */
export function objectOf(rows: readonly BodyRow[], material: Material): JsonObject {
  const body = bare();
  for (const [{ name }, value] of values(rows, material)) {
    const path = name.trim().split(".");
    const last = path.pop() ?? "";
    let inside = body;
    for (const part of path) {
      inside[part] ??= bare();
      inside = inside[part] as JsonObject;
    }
    inside[last] = value;
  }
  return body;
}

/** The same as fields of a form, each with its text. @throws as `objectOf` */
export function formValues(rows: readonly BodyRow[], material: Material): [name: string, text: string][] {
  return values(rows, material).map(([{ name }, value]) => [
    name.trim(),
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
}

/** The same as a web form, WHATWG URL §5. @throws as `objectOf` */
export function formOf(rows: readonly BodyRow[], material: Material): string {
  return new URLSearchParams(formValues(rows, material)).toString();
}
