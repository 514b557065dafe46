import { Fault, type Problem } from "../../src/contract/index.ts";
import { TemplateFault } from "../../src/message/index.ts";
import { inWords } from "../shared/in-words.ts";
import type { PlacedProblem } from "./preview-answer.ts";

/** Why a message cannot be written: everything that was found, not only the first. */
export class NotWritten extends Error {
  /** Of the first fault. */
  readonly key: string;
  readonly problems: Problem[];

  constructor(key: string, problems: Problem[]) {
    super(key);
    this.key = key;
    this.problems = problems;
  }
}

/** The problems of one fault; one of a message as a whole has no place. */
export function problemsOfFault(fault: Fault, language: string): Problem[] {
  if (fault instanceof TemplateFault) return fault.problems;
  return [{ pointer: "", code: fault.key, detail: inWords(fault, language) }];
}

/** A problem in a line, for logs and people. */
export function problemInWords({ pointer, detail }: Problem): string {
  return pointer === "" ? detail : `${pointer}: ${detail}`;
}

/** Does the parts of a work one after the other, and keeps what is wrong with each. */
export function gathering(language: string) {
  const faults: Fault[] = [];
  const keep = (error: unknown): undefined => {
    if (!(error instanceof Fault)) throw error;
    faults.push(error);
    return undefined;
  };
  const attempt = <Result>(part: () => Result): Result | undefined => {
    try {
      return part();
    } catch (error) {
      return keep(error);
    }
  };
  /** The same of a part that takes its time. */
  const attemptLater = <Result>(part: () => Promise<Result>): Promise<Result | undefined> => part().catch(keep);
  /** @throws NotWritten where something was wrong */
  const end = () => {
    const [first] = faults;
    if (first !== undefined)
      throw new NotWritten(
        first.key,
        faults.flatMap((fault) => problemsOfFault(fault, language)),
      );
  };
  return { attempt, attemptLater, end };
}

const place = /^(\w+)(?:\.([^/:]+))?(?:\/([^:]+))?:(\d+):(\d+)$/;

/** A problem at its place in the form; one of the message as a whole at the beginning of `otherwise`. */
export function placedProblem(problem: Problem, overcome: boolean, otherwise: string): PlacedProblem {
  const { detail } = problem;
  const [, text, language, block, line, column] = place.exec(problem.pointer) ?? [];
  if (text === undefined) return { text: otherwise, line: 1, column: 1, detail, overcome };
  return {
    text,
    ...(language !== undefined && { language }),
    ...(block !== undefined && { block }),
    line: Number(line),
    column: Number(column),
    detail,
    overcome,
  };
}
