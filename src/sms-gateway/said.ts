import type { Json } from "../contract/index.ts";
import { asObject } from "./providers/provider.ts";

const codes = ["code", "errorCode", "error_code", "class", "type"];
const sentences = ["message", "detail", "error_description", "description", "title", "error"];
const longest = 200;

function wordIn(answer: Json | undefined, names: readonly string[]): string {
  const found = names
    .map((name) => asObject(answer)[name])
    .find((value) => typeof value === "string" || typeof value === "number");
  return found === undefined ? "" : String(found);
}

/**
 * A provider's own reason in one line, for people: what may be a number or quotes what is not ours to show is left out.
 * @param hidden what must not be told: secrets, the text, the number
 */
export function saidBy(answer: Json | undefined, hidden: readonly string[]): string {
  const inner =
    asObject(answer).error ??
    (Array.isArray(asObject(answer).errors) ? (asObject(answer).errors as Json[])[0] : undefined);
  const told = typeof inner === "object" && inner !== null ? inner : answer;
  const code = wordIn(told, codes);
  let text = [code, wordIn(told, sentences)].filter((part) => part !== "").join(": ");
  for (const part of hidden) if (part.length >= 3) text = text.replaceAll(part, "…");
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ")
    .replace(/\+?\d(?:[\s().-]{0,3}\d){5,}/g, "…")
    .trim()
    .slice(0, longest);
}
