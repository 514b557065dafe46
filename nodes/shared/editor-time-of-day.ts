/**
 * A time of day as people write it, `9`, `9:30`, `9h30`, `18 h`, as `HH:MM`. What is none stays as it is, so that the form
 * can say so; so does a variable.
 */
export function timeOfDay(text: string): string {
  const written = text.trim();
  const [, hours, minutes = "00"] = /^(\d{1,2})(?:\s*[:h.]\s*(\d{2})?)?$/i.exec(written) ?? [];
  return hours === undefined ? written : `${hours.padStart(2, "0")}:${minutes}`;
}
