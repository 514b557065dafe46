import type { Problem } from "../../contract/index.ts";
import { pointerTo } from "./flaw.ts";
import { type Compiled, writtenAt } from "./words.ts";

const pointed = /^(.*?)(?:\/(.+))?:(\d+):(\d+)$/s;

/** Of a text, the place of a line and a column. */
function placeOf(text: string, line: number, column: number): number {
  let begin = 0;
  for (let at = 1; at < line; at += 1) begin = text.indexOf("\n", begin) + 1;
  return begin + column - 1;
}

/** What became of a text, and of the blocks that were compiled with it, by their names. */
interface Made {
  document?: Compiled;
  blocks?: ReadonlyMap<string, Compiled>;
}

/** A problem of what was compiled, at the place where a person wrote it. `name` is of the part, without slashes. */
export function asWritten(problem: Problem, name: string, { document, blocks }: Made): Problem {
  const [, , block, line, column] = pointed.exec(problem.pointer) ?? [];
  const compiled = block === undefined ? document : blocks?.get(block);
  if (compiled === undefined) return problem;
  const place = placeOf(compiled.html, Number(line), Number(column));
  return { ...problem, pointer: pointerTo(name, compiled.source, writtenAt(compiled, place)) };
}
