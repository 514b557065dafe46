import { timingSafeEqual } from "node:crypto";

/**
 * Whether two byte strings are the same, in a time that does not depend on where they differ. The only comparison that a
 * signature, password or capability goes through. Their lengths are not hidden: those of a MAC are public.
 */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
