import { createRequire } from "node:module";
import type { RouteStep } from "../../contract/index.ts";
import { languageOf } from "../../language/index.ts";
import type { OsrmStep } from "../osrm/shape.ts";

interface Compiler {
  compile(language: string, step: OsrmStep, options?: { legCount: number; legIndex: number }): string;
}

/** The package has no types; it is loaded when the first way is told. */
let loaded: Compiler | undefined;
function compiler(): Compiler {
  const textInstructions = createRequire(import.meta.url)("osrm-text-instructions") as (version: "v5") => Compiler;
  loaded ??= textInstructions("v5");
  return loaded;
}

/** Steps of an OSRM way as sentences in the product's language for a BCP 47 tag. */
export function sentencesOf(steps: readonly OsrmStep[], language: string): RouteStep[] {
  return steps.map((step) => ({
    text: compiler().compile(languageOf(language), step, { legCount: 1, legIndex: 0 }),
    distance: Math.round(step.distance),
    duration: Math.round(step.duration),
  }));
}

/** Names of the streets along a way, each once. */
export function streetsOf(steps: readonly OsrmStep[]): string[] {
  return [...new Set(steps.map(({ name }) => name ?? "").filter((name) => name !== ""))];
}
