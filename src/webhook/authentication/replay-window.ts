/** Digits only, no sign, no leading zero: `Number.parseInt` would read a time out of `1614265330abc`. */
const patterns = { s: /^[1-9]\d{0,11}$/, ms: /^[1-9]\d{0,14}$/ } as const;

export type Untimely = { reason: "timestamp-form" } | { reason: "timestamp-old" | "timestamp-new"; seconds: number };

/**
 * Judges the time of an attempt: seconds or milliseconds since the epoch, at most `window` seconds away from `now`
 * (milliseconds) either way. Undefined: timely.
 */
export function untimely(timestamp: string, unit: "s" | "ms", window: number, now: number): Untimely | undefined {
  if (!patterns[unit].test(timestamp)) return { reason: "timestamp-form" };
  const ahead = unit === "s" ? Number(timestamp) - Math.floor(now / 1000) : (Number(timestamp) - now) / 1000;
  if (ahead < -window) return { reason: "timestamp-old", seconds: Math.round(-ahead) };
  if (ahead > window) return { reason: "timestamp-new", seconds: Math.round(ahead) };
  return undefined;
}
