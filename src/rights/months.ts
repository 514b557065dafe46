/** The same instant so many calendar months earlier, UTC; of a day that the month has not, its last one. */
export async function monthsBefore(at: number, months: number): Promise<number> {
  const { Temporal } = await import("temporal-polyfill");
  const now = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO("UTC");
  return now.subtract({ months }).epochMilliseconds;
}
