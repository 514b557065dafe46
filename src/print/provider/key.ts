import { createHash } from "node:crypto";

/** A send's id as a key that providers take: 64 characters at most, as the shortest of them asks. */
export function keyOf(id: string): string {
  return /^[A-Za-z0-9_-]{1,64}$/.test(id) ? id : createHash("sha256").update(id).digest("hex");
}
