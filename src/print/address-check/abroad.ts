import { Fault } from "../../contract/index.ts";

/** What fits behind a window, whatever the country. */
const bounds = { least: 3, lines: 7, characters: 45 } as const;

/**
 * What is wrong with the lines of an address abroad: few rules hold everywhere. The country stands alone in the last line,
 * in capitals and in a language of the country that the letter is posted in.
 * @param country its name, as `Intl.DisplayNames` gives it in that language
 */
export function checkForeignAddress(lines: readonly string[], country: string): Fault[] {
  if (lines.length < bounds.least) return [new Fault("address.too-few", { lines: lines.length })];
  const faults: Fault[] = [];
  if (lines.length > bounds.lines)
    faults.push(new Fault("address.too-many", { lines: lines.length, most: bounds.lines }));
  for (const [index, line] of lines.entries()) {
    const at = { line: index + 1 };
    const length = [...line].length;
    if (line.trim() === "") faults.push(new Fault("address.blank", at));
    else if (length > bounds.characters)
      faults.push(new Fault("address.too-long", { ...at, length, most: bounds.characters }));
    if (line.trim() !== "" && (line !== line.trim() || / {2}|[\t\r\n]/.test(line)))
      faults.push(new Fault("address.spaces", at));
  }
  const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "");
  const last = plain(lines.at(-1) ?? "");
  if (last !== plain(country).toUpperCase())
    faults.push(new Fault("address.country", { line: lines.length, country: country.toUpperCase() }));
  return faults;
}
