/** Part of some bytes, both ends within. `none`: it lies behind their end. */
export type ByteRange = { first: number; last: number } | "none";

/**
 * What a `Range` header asks for (RFC 9110 §14.1.2); undefined: all, which is also the answer to several ranges at once and to
 * what cannot be read (§14.2).
 */
export function byteRange(header: string | undefined, length: number): ByteRange | undefined {
  const [, from = "", to = ""] = /^bytes=[ \t]*(\d{0,15})-(\d{0,15})[ \t]*$/i.exec(header ?? "") ?? [];
  if (from === "" && to === "") return undefined;
  if (from === "")
    return Number(to) === 0 || length === 0 ? "none" : { first: Math.max(0, length - Number(to)), last: length - 1 };
  const first = Number(from);
  if (to !== "" && Number(to) < first) return undefined;
  return first >= length ? "none" : { first, last: to === "" ? length - 1 : Math.min(Number(to), length - 1) };
}
