import { Fault, type Problem } from "../../../src/contract/index.ts";
import { sentence } from "../../../src/language/index.ts";
import type { Finding } from "../../../src/print/index.ts";
import { NotWritten, problemsOfFault } from "../problems.ts";

/** Why a letter is not printed: nothing of its data or templates, but of how it would look on paper. */
export class NotPrinted extends NotWritten {}

/** Findings in words, each once; the zone of a letter by its name. */
export function problemsOfFindings(findings: readonly Finding[], language: string): Problem[] {
  return findings.map(({ key, data }) => {
    const { where } = data;
    const named = where === undefined ? data : { ...data, where: sentence(`print.zone.${where}`, {}, language) };
    return { pointer: "", code: key, detail: sentence(key, { reason: where, ...named }, language) };
  });
}

/** Does what only the letter's own files and settings can spoil. @throws NotPrinted instead of a fault of theirs */
export async function printed<Answer>(language: string, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    throw new NotPrinted(error.key, problemsOfFault(error, language));
  }
}
