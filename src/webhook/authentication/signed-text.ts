import type { SignedPart } from "./scheme.ts";

/** What the parts of a signed text stand for in one call; `query` is without its question mark. */
export interface SignedValues {
  timestamp?: string;
  id?: string;
  method: string;
  path: string;
  query: string;
}

/**
 * What is signed before and after the body, which stands there once. Shared by the check and the samples, and free of
 * `node:`.
 */
export function signedText(parts: readonly SignedPart[]): (values: SignedValues) => { before: string; after: string } {
  const at = parts.findIndex(({ part }) => part === "body");
  const before = parts.slice(0, at);
  const after = parts.slice(at + 1);
  return (values) => ({ before: write(before, values), after: after.length === 0 ? "" : write(after, values) });
}

function write(parts: readonly SignedPart[], values: SignedValues): string {
  let text = "";
  for (const part of parts) text += part.part === "text" ? part.text : value(part.part, values);
  return text;
}

function value(part: Exclude<SignedPart["part"], "text">, values: SignedValues): string {
  if (part === "body") return "";
  if (part === "target") return values.query === "" ? values.path : `${values.path}?${values.query}`;
  return values[part] ?? "";
}
