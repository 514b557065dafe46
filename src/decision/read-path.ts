/**
 * Reads a property of a message by its path, names and list positions divided by dots: `event.data.decision`,
 * `items.0.price`; a leading `msg.` is what people write and changes nothing. Follows what a value owns itself, never
 * what it inherits; undefined where the path ends early.
 */
export function readPath(message: unknown, path: string): unknown {
  let value = message;
  for (const name of path.replace(/^msg\./, "").split(".")) {
    if (typeof value !== "object" || value === null || name === "__proto__" || !Object.hasOwn(value, name)) {
      return undefined;
    }
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}
