import type { Json, JsonObject } from "../../contract/index.ts";

const sentences = ["detail", "message", "error_description", "description", "title", "reason", "error"];
const longest = 200;

export const asObject = (value: Json | undefined): JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};

/** Words of other people on one line, for people. @param hidden what must not be told: secrets, the recipient */
export function tidyWords(words: string, hidden: readonly string[]): string {
  let text = words;
  // The longest first: a name may be part of a line.
  // Providers write addresses in capitals.
  for (const part of [...hidden].sort((one, other) => other.length - one.length))
    if (part.trim().length >= 3)
      text = text.replace(new RegExp(part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"), "gi"), "…");
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim()
    .slice(0, longest)
    .trim();
}

function wordsOf(problem: Json | undefined): string {
  if (typeof problem === "string") return problem;
  const told = asObject(problem);
  const sentence = sentences.map((name) => told[name]).find((value) => typeof value === "string" && value !== "");
  // Which field it is about, JSON:API 1.1 "Error Objects".
  const { pointer, parameter } = asObject(told.source);
  const where = [pointer, parameter, told.field].find((value) => typeof value === "string" && value !== "");
  return [where, sentence].filter((part) => part !== undefined).join(": ");
}

/** A provider's own reason: `errors` of JSON:API, `error` of Lob and PostGrid, or plain members. */
export function saidBy(answer: Json | undefined, hidden: readonly string[]): string {
  const { errors, error } = asObject(answer);
  const problems = Array.isArray(errors) ? errors.slice(0, 5) : [typeof error === "object" ? error : answer];
  return tidyWords(
    problems
      .map(wordsOf)
      .filter((words) => words !== "")
      .join("; "),
    hidden,
  );
}
