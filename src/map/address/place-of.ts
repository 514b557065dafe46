import { Fault } from "../../contract/index.ts";
import { metresBetween } from "../area/plane.ts";
import { type Match, type Precision, precisions } from "./match.ts";

/** Scores and metres by which two places that fit an address are the same. */
const same = { score: 0.02, metres: 150 } as const;

/**
 * The place that an address means.
 * @param matches the best first
 * @throws Fault map.address-unknown, map.address-ambiguous
 */
export function placeOf(
  matches: readonly Match[],
  { precision = "house", minScore = 0.8 }: { precision?: Precision; minScore?: number } = {},
): Match {
  const exact = matches.filter(
    (match) => match.score >= minScore && precisions.indexOf(match.precision) <= precisions.indexOf(precision),
  );
  const [best] = exact;
  if (best === undefined) throw new Fault("map.address-unknown");
  const rival = exact.some(
    ({ score, location }) => best.score - score < same.score && metresBetween(best.location, location) > same.metres,
  );
  if (rival) throw new Fault("map.address-ambiguous");
  return best;
}
