import { hash } from "node:crypto";

/** SHA-256 as lower-case hex. */
export function sha256(data: string | Uint8Array): string {
  return hash("sha256", data, "hex");
}

/** A short, stable id from its parts: 26 characters of hex, so that it may stand in a file name or an address. */
export function idFrom(...parts: readonly string[]): string {
  return sha256(JSON.stringify(parts)).slice(0, 26);
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
