/**
 * How fast a host may be called: one place in a row at an even distance from the next, as a token bucket of one token
 * gives them. The row is shared by all services of this process. A place is taken before the call, so that whoever
 * would have to wait too long knows it at once and takes none.
 */
const rows = new Map<string, number>();

/** Host names come from settings: a process sees few. Beyond this, rows that have run out go. */
const mostRows = 500;

/**
 * Takes the next place of a row.
 * @param rate calls a second
 * @param patience milliseconds that the caller would wait at most
 * @returns milliseconds to wait before the call; undefined where that is more than the caller would wait
 */
export function takePlace(row: string, rate: number, now: number, patience: number): number | undefined {
  const place = Math.max(now, rows.get(row) ?? 0);
  if (place - now > patience) return undefined;
  if (rows.size >= mostRows) for (const [name, free] of rows) if (free <= now) rows.delete(name);
  rows.set(row, place + 1000 / rate);
  return place - now;
}

/** Nobody calls before `until`: the host has asked for a pause. */
export function pauseRow(row: string, until: number): void {
  rows.set(row, Math.max(until, rows.get(row) ?? 0));
}
