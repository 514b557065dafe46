/** A value and what else it may be called, as the forms of the webhook and the decision switch write them. */
interface Word {
  value: string;
  synonyms: readonly string[];
}

/** `a, b` as a list; empty parts are left out. */
export function splitList(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** One value a line: `accepted = accepté, accord`. */
export function readWords(text: string): Word[] {
  const lines = text.split("\n").map((line) => line.trim());
  return lines
    .filter((line) => line !== "")
    .map((line) => {
      const at = line.indexOf("=");
      return at < 0
        ? { value: line, synonyms: [] }
        : { value: line.slice(0, at).trim(), synonyms: splitList(line.slice(at + 1)) };
    });
}

export function writeWords(words: readonly Word[]): string {
  return words
    .map(({ value, synonyms }) => (synonyms.length === 0 ? value : `${value} = ${synonyms.join(", ")}`))
    .join("\n");
}
