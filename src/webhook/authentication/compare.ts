import { hash, timingSafeEqual } from "node:crypto";

/**
 * Whether two byte strings are the same, in a time that does not depend on where they differ. The only comparison that a
 * signature or password goes through. Their lengths are not hidden: those of a MAC are public.
 */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

/** A text that can be compared and not read. */
export interface HiddenText {
  matches(text: string): boolean;
}

/** Keeps a text by its digest, so that the time of a comparison tells nothing of its length either. */
export function hideText(text: string): HiddenText {
  const kept = hash("sha256", text, "buffer");
  return { matches: (given) => sameBytes(hash("sha256", given, "buffer"), kept) };
}
