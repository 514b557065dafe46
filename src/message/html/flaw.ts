import type { Fault, Problem } from "../../contract/index.ts";
import { sentence } from "../../language/index.ts";
import { mostProblems } from "../problems.ts";

/** A text as a person wrote it. */
export interface Text {
  source: string;
  /** Name of the block that it is; undefined for the template itself. */
  block?: string;
}

/** What is wrong at a place of a text. */
export interface Flaw {
  text: Text;
  /** Where it begins in the text. */
  begin: number;
  fault: Fault;
}

/** More help nobody, and each costs a walk through the text. */
export function addFlaw(flaws: Flaw[], flaw: Flaw): void {
  if (flaws.length < mostProblems) flaws.push(flaw);
}

/** Line and column of a place, both from 1. */
function positionOf(source: string, begin: number): [line: number, column: number] {
  const before = source.slice(0, begin);
  const lineBegin = before.lastIndexOf("\n") + 1;
  return [before.split("\n").length, begin - lineBegin + 1];
}

/** `html.fr:3:12`, or `html.fr/footer:3:12` in a block. */
export function pointerTo(name: string, text: Text, begin: number): string {
  const [line, column] = positionOf(text.source, begin);
  return `${name}${text.block === undefined ? "" : `/${text.block}`}:${line}:${column}`;
}

export function problemsOfFlaws(flaws: readonly Flaw[], name: string, language: string): Problem[] {
  return flaws.map(({ text, begin, fault }) => ({
    pointer: pointerTo(name, text, begin),
    code: fault.key,
    detail: sentence(fault.key, fault.data, language),
  }));
}
