import { hash } from "node:crypto";

/** SHA-256 as lower-case hex. */
export function sha256(data: string | Uint8Array): string {
  return hash("sha256", data, "hex");
}

/** A short, stable id from its parts: 26 characters of hex, so that it may stand in a file name or an address. */
export function idFrom(...parts: readonly string[]): string {
  return sha256(JSON.stringify(parts)).slice(0, 26);
}

/** Begins an id that sorts by the instant at which it was made, and tells it from a hash. */
export const instantMark = "t";
/** The mark and the milliseconds, in hex. */
const instantLength = 12;

/**
 * The id of what grows from a task, as stable: where the task's id begins with its instant, so does this one, so that the rows of
 * what is worked on lie together in an index. 56 bits tell apart what grows from the tasks of one millisecond.
 */
export function idAfter(kind: string, task: string, ...parts: readonly string[]): string {
  const id = idFrom(kind, task, ...parts);
  return task.startsWith(instantMark) ? task.slice(0, instantLength) + id.slice(instantLength) : id;
}

/** JSON with sorted keys, so that two bodies that say the same thing hash to the same value. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const members = value as Readonly<Record<string, unknown>>;
  let said = "";
  for (const key of Object.keys(members).sort()) {
    if (members[key] === undefined) continue;
    said += `${said === "" ? "" : ","}${JSON.stringify(key)}:${canonicalJson(members[key])}`;
  }
  return `{${said}}`;
}
