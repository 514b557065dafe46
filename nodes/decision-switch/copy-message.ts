import type { Message } from "../shared/handle-input.ts";

/** Node-RED's copy shares them on purpose: they are no data. */
const shared: ReadonlySet<string> = new Set(["req", "res"]);

/**
 * A message that shares nothing with the one it was copied from, except what Node-RED never copies. Its own copy leaves the
 * bytes of a Buffer where they are, so that one branch could write over the letter of another.
 *
 * @param copy Node-RED's, `RED.util.cloneMessage`
 */
export function copyMessage(message: Message, copy: (message: Message) => Message): Message {
  const seen = new WeakSet<object>();
  const ownBytes = (value: unknown): unknown => {
    if (Buffer.isBuffer(value)) return Buffer.from(value);
    if (typeof value !== "object" || value === null || seen.has(value)) return value;
    seen.add(value);
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null && !Array.isArray(value)) return value;
    const members = value as Record<string, unknown>;
    for (const name of Object.keys(members)) {
      const member = members[name];
      const own = ownBytes(member);
      if (own !== member) members[name] = own;
    }
    return value;
  };
  const copied = copy(message);
  for (const name of Object.keys(copied)) if (!shared.has(name)) copied[name] = ownBytes(copied[name]);
  return copied;
}
