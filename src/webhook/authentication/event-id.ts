import { type Call, header } from "./call.ts";
import type { EventIdSource } from "./scheme.ts";

/** Visible ASCII without commas: a header that came twice, which Node joins with one, is no id. */
const idPattern = /^[\x21-\x2b\x2d-\x7e]{1,200}$/;

/**
 * The event id where the settings say it is; undefined where the sender left it out, null where it cannot be one.
 * A field is not a header: what does not fit there is for the table of fields to refuse.
 */
export function readEventId(source: EventIdSource, call: Call): string | undefined | null {
  if (source.in === "field") return fieldOf(call.body, source.field);
  const id = header(call.headers, source.header);
  return id === undefined || idPattern.test(id) ? id : null;
}

const decoder = new TextDecoder("utf-8", { fatal: true });

function fieldOf(body: Uint8Array, path: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(decoder.decode(body));
  } catch {
    // What cannot be read is told where the body is parsed, with its line and column.
    return undefined;
  }
  for (const name of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  if (Number.isSafeInteger(value)) return String(value);
  return typeof value === "string" && idPattern.test(value) ? value : undefined;
}
