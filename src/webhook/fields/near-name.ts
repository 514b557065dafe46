import { fold } from "../../contract/index.ts";

/**
 * The name among `known` that `name` was probably meant to be: the same but for case, accents and separators, or a
 * slip of one or two letters away (Levenshtein). Short names are one slip away from too many others, so they are given less.
 */
export function nearName(name: string, known: readonly string[]): string | undefined {
  const written = fold(name);
  let best: { name: string; distance: number } | undefined;
  for (const candidate of known) {
    const meant = fold(candidate);
    const most = meant.length > 5 ? 2 : meant.length > 3 ? 1 : 0;
    if (Math.abs(written.length - meant.length) > most) continue;
    const distance = editDistance(written, meant);
    if (distance <= most && (best === undefined || distance < best.distance)) best = { name: candidate, distance };
  }
  return best?.name;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
