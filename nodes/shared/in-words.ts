import { Fault } from "../../src/contract/index.ts";
import { sentence } from "../../src/language/index.ts";

/** The sentence of an error for people: a fault's own, or what was thrown. Whatever that is, it makes a sentence. */
export function inWords(error: unknown, language: string): string {
  if (error instanceof Fault) return sentence(error.key, error.data, language);
  try {
    return String((error as { message?: unknown } | undefined)?.message ?? error);
  } catch {
    return "an error that cannot be told";
  }
}
