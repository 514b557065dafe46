import { Fault } from "../../contract/index.ts";
import { metresBetween } from "../area/plane.ts";
import { type Match, onePlace, type Precision, precisions } from "./match.ts";

export interface Demands {
  /** How exactly the place has to be known; "house" where it is not said. */
  precision?: Precision | undefined;
  /** 0 to 1; 0.8 where it is not said. */
  minScore?: number | undefined;
}

/** A town alone whose score is lower is another one than was written. */
const townIsKnown = 0.4;
/** Matches whose scores differ by less fit equally well. */
const equallyWell = 0.02;

/**
 * The place that an address means. There is no "nearest match": a letter with a way from a wrong door is worse than one
 * without a map. Faults say why, and nothing of the address, for it is personal data.
 * @param matches the best first
 * @throws Fault map.address-unknown with the reason `nothing`, `street`, `number` or `far`; map.address-ambiguous
 */
export function placeOf(matches: readonly Match[], { precision = "house", minScore = 0.8 }: Demands = {}): Match {
  const exactEnough = (match: Match) => precisions.indexOf(match.precision) <= precisions.indexOf(precision);
  const [best] = matches.filter((match) => exactEnough(match) && match.score >= minScore);
  if (best === undefined) throw new Fault("map.address-unknown", { reason: reasonOf(matches, minScore) });
  const rival = matches.some(
    (match) =>
      exactEnough(match) &&
      match.score > best.score - equallyWell &&
      metresBetween(match.location, best.location) > onePlace,
  );
  if (rival) throw new Fault("map.address-ambiguous");
  return best;
}

function reasonOf(matches: readonly Match[], minScore: number): "nothing" | "street" | "number" | "far" {
  const [best] = matches;
  if (best === undefined) return "nothing";
  if (best.precision === "locality") return best.score >= townIsKnown ? "street" : "nothing";
  return best.score >= minScore ? "number" : "far";
}
