import { separatorOf } from "./separator.ts";

/**
 * The names of the columns in the first line of a list, as a spreadsheet or a CSV file (RFC 4180) gives it; nameless ones are
 * left out.
 */
export function headerOf(text: string): string[] {
  const line = text.trimStart().split(/\r?\n/, 1)[0] ?? "";
  const separator = separatorOf(line);
  const names: string[] = [];
  let name = "";
  let quoted = false;
  for (const sign of line) {
    if (sign === '"') quoted = !quoted;
    if (sign !== separator || quoted) name += sign;
    else {
      names.push(name);
      name = "";
    }
  }
  return [...names, name]
    .map((one) => one.trim())
    .map((one) => (/^".*"$/.test(one) ? one.slice(1, -1).replaceAll('""', '"').trim() : one))
    .filter((one) => one !== "");
}
