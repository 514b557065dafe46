/** A rendering on a summer day in Paris. */
export const options = (language = "fr", timeZone = "Europe/Paris") => ({
  language,
  timeZone,
  now: Date.UTC(2026, 6, 14, 22, 30),
  what: "body",
  kind: "print" as const,
});
