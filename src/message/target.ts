/**
 * What a template writes. Values are escaped for it, so that data can never be taken for more than data: `text` as it
 * is, `json` as part of a JSON text (inside quotes, or bare for numbers, lists and objects), `address` as one part of
 * a URL's path or query.
 */
export type Target = "text" | "json" | "address";

/** How an output of a template is escaped for its target; undefined: not at all. */
export function escapeFor(target: Target): ((value: unknown) => string) | undefined {
  if (target === "json") return inJson;
  return target === "address" ? inAddress : undefined;
}

/** A text without the quotes around it, which the template writes; everything else as JSON has it. */
function inJson(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value).slice(1, -1);
  return JSON.stringify(value ?? null);
}

function inAddress(value: unknown): string {
  if (value === undefined || value === null) return "";
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  // Half of a surrogate pair cannot be encoded.
  return encodeURIComponent(text.replace(/\p{Cs}/gu, "\ufffd"));
}
