import { Fault } from "../contract/index.ts";

const deepest = 60;
const most = 100_000;

/**
 * A copy of what a template may see, as JSON has it. Liquid calls the functions and waits for the promises that it
 * finds, so that no code may get in: functions are left out, and neither getters nor `toJSON` are run. A date is its
 * ISO 8601 text.
 * @throws Fault `message.context` for circles, big integers and what is endless
 */
export function plainData(context: unknown): Record<string, unknown> {
  let seen = 0;

  function copy(value: unknown, depth: number): unknown {
    if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
    if (typeof value === "number") return Number.isFinite(value) ? value + 0 : null;
    if (typeof value === "bigint") throw new Fault("message.context");
    if (typeof value !== "object" || ArrayBuffer.isView(value)) return undefined;
    seen += 1;
    if (depth > deepest || seen > most) throw new Fault("message.context");
    if (value instanceof Date) return Number.isNaN(Date.prototype.getTime.call(value)) ? null : isoOf(value);
    if (Array.isArray(value)) return copyList(value, depth);
    return copyMembers(value, depth);
  }

  function copyList(list: readonly unknown[], depth: number): unknown[] {
    const items: unknown[] = [];
    if (list.length > most) throw new Fault("message.context");
    for (let index = 0; index < list.length; index += 1)
      items.push(copy(memberOf(list, String(index)), depth + 1) ?? null);
    return items;
  }

  function copyMembers(members: object, depth: number): Record<string, unknown> {
    const copied: Record<string, unknown> = {};
    for (const name of Object.keys(members)) {
      if (name === "__proto__") continue;
      const value = copy(memberOf(members, name), depth + 1);
      if (value !== undefined) copied[name] = value;
    }
    return copied;
  }

  const data = copy(context, 0);
  return typeof data === "object" && data !== null && !Array.isArray(data) ? (data as Record<string, unknown>) : {};
}

const isoOf = (date: Date) => Date.prototype.toISOString.call(date);

/** What an object holds under a name of its own, unless code would have to say it. */
function memberOf(holder: object, name: string): unknown {
  return Object.getOwnPropertyDescriptor(holder, name)?.value;
}
