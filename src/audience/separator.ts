/** What may stand between two cells of a list. */
export const separators = [";", ",", "\t", "|"] as const;
export type Separator = (typeof separators)[number];

/** How often each separator stands in each of the first lines, outside of quotes. */
function countsOf(start: string, mostLines: number): Map<Separator, number>[] {
  const lines: Map<Separator, number>[] = [];
  let line = new Map<Separator, number>();
  let quoted = false;
  let empty = true;
  for (const sign of start) {
    if (sign === '"') quoted = !quoted;
    if ((sign === "\n" || sign === "\r") && !quoted) {
      if (!empty) lines.push(line);
      if (lines.length === mostLines) return lines;
      line = new Map();
      empty = true;
      continue;
    }
    empty = false;
    const separator = separators.find((one) => one === sign);
    if (separator !== undefined && !quoted) line.set(separator, (line.get(separator) ?? 0) + 1);
  }
  // A line that is cut off counts only where it is the only one.
  return lines.length > 0 ? lines : [line];
}

/**
 * The separator of a list, from its beginning: the one that divides the most lines as it divides the first one, then the one
 * that stands there more often. A list of one column has none, and `;` does no harm.
 */
export function separatorOf(start: string): Separator {
  const [header = new Map<Separator, number>(), ...rows] = countsOf(start, 20);
  let best: { separator: Separator; agree: number; count: number } = { separator: ";", agree: -1, count: 0 };
  for (const separator of separators) {
    const count = header.get(separator) ?? 0;
    if (count === 0) continue;
    const agree = rows.filter((row) => row.get(separator) === count).length;
    if (agree > best.agree || (agree === best.agree && count > best.count)) best = { separator, agree, count };
  }
  return best.separator;
}
