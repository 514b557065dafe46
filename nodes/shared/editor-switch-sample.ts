/** Parts of a campaign's message, which are objects: a field of an event may have such a name, with a word in it. */
const parts = ["campaign", "journey", "recipient", "event", "decision", "map", "content", "service", "payload"];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A value where a path has it: `event.data.decision`. */
function placed(path: string, value: unknown): unknown {
  const names = path.replace(/^msg\./, "").split(".");
  return names.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
}

/**
 * The message that somebody means who pastes a text: a whole message, the body of an event as the webhook keeps it, or, where
 * it is no object of JSON, the value itself.
 */
export function messageOf(pasted: string, property: string): Record<string, unknown> {
  let value: unknown = pasted;
  try {
    value = JSON.parse(pasted);
  } catch {
    // A word without quotes.
  }
  if (!isObject(value)) return placed(property, value) as Record<string, unknown>;
  return isMessage(value, property) ? value : { event: { data: value } };
}

function isMessage(value: Record<string, unknown>, property: string): boolean {
  if (Object.hasOwn(value, "_msgid") || parts.some((name) => isObject(value[name]))) return true;
  const [first = ""] = property.replace(/^msg\./, "").split(".");
  return first !== "event" && Object.hasOwn(value, first);
}

/** What one would paste to try a value of a property. */
export function sampleOf(property: string, value: string): string {
  const { event, ...rest } = placed(property, value) as { event?: { data?: unknown } };
  const body = isObject(event?.data) && Object.keys(rest).length === 0 ? event.data : placed(property, value);
  return JSON.stringify(body, null, 2);
}
