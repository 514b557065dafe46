const numeric = /^[+-]?\d+(?:[.,]\d+)?$/;
const maybeThousands = /^[+-]?[1-9]\d{0,2},\d{3}$/;

/**
 * The number that a value is: a finite number, or a text of digits alone with a decimal point or comma.
 * `1,234` is a number in neither reading, because it is one in French and a thousand in English. Blank text, null and
 * booleans are never numbers, whatever JavaScript makes of them.
 */
export function asNumber(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  if (!numeric.test(text) || maybeThousands.test(text)) return undefined;
  return Number(text.replace(",", "."));
}
