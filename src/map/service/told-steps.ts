import type { RouteStep } from "../../contract/index.ts";
import type { OsrmStep } from "../osrm/shape.ts";
import { sentenceOf } from "../words/sentence.ts";
import type { Ask } from "./provider.ts";

/** Steps of OSRM's shape in sentences, as the embedded engine tells its own. */
export function toldSteps(
  steps: readonly OsrmStep[],
  { language, place }: Pick<Ask, "language" | "place">,
): RouteStep[] {
  return steps.map((step) => ({
    text: sentenceOf(step, language, place),
    distance: Math.round(step.distance),
    duration: Math.round(step.duration),
  }));
}

/** Names of the streets along a way, each once. */
export function streetsOf(steps: readonly OsrmStep[]): string[] {
  return [...new Set(steps.map(({ name }) => name ?? "").filter((name) => name !== ""))];
}
