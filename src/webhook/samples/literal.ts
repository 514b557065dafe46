import { idHere } from "./call-plan.ts";

/** How a language writes a value in its source. */
export interface Spelling {
  object: readonly [string, string];
  list: readonly [string, string];
  /** Between a name and its value. */
  pair: string;
  yes: string;
  no: string;
  none: string;
  /** Blanks that one step is set in by. */
  step: string;
  text(text: string): string;
  /** The variable with the event's id. */
  id: string;
}

/** A value as source text, each member of an object on a line of its own. */
export function literal(value: unknown, spelling: Spelling, indent = ""): string {
  const { object, list, pair, step, text } = spelling;
  if (value === idHere) return spelling.id;
  if (typeof value === "string") return text(value);
  if (value === null || value === undefined) return spelling.none;
  if (typeof value === "boolean") return value ? spelling.yes : spelling.no;
  if (Array.isArray(value)) return list[0] + value.map((item) => literal(item, spelling, indent)).join(", ") + list[1];
  if (typeof value !== "object") return String(value);
  const inner = indent + step;
  const lines = Object.entries(value).map(
    ([name, one]) => `${inner}${text(name)}${pair}${literal(one, spelling, inner)}`,
  );
  return `${object[0]}\n${lines.join(",\n")}\n${indent}${object[1]}`;
}
