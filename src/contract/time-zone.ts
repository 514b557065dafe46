const known = new Set<string>();
const mostKnown = 1_000;

/** Whether a name is an IANA time zone. Rows by the million name the same few, and to try one takes a while. */
export function isTimeZone(name: string): boolean {
  if (known.has(name)) return true;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
  } catch {
    return false;
  }
  if (known.size < mostKnown) known.add(name);
  return true;
}
