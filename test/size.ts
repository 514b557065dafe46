/**
 * How large the campaigns of the tests are: short in `npm test`, long in `npm run test:long`, which sets
 * `BELLE_HISTOIRE_LONG=1`.
 */
export const isLong = process.env.BELLE_HISTOIRE_LONG === "1";

export function long(short: number, long: number): number {
  return isLong ? long : short;
}

/** Milliseconds that a test may take whose campaign grows. */
export function patience(milliseconds: number): number {
  return long(milliseconds, 30 * milliseconds);
}

/** How often fast-check tries a property. */
export const fuzz = { numRuns: long(100, 10_000) };
