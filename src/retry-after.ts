/** Milliseconds: longer than this nobody is waited for. */
const longestPause = 3_600_000;

/** `Retry-After`, RFC 9110 §10.2.3: seconds, or a date; in milliseconds from `now`, an hour at most. */
export function pauseAsked(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? "";
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : readDate(text) - now;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), longestPause);
}

/** `Date.parse` reads much that is no date of HTTP, such as `-5`. */
function readDate(text: string): number {
  return /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : Number.NaN;
}
