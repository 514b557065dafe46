import type { Position, PostalAddress, Store } from "../../../../../src/contract/index.ts";

/** Places of the made-up town, so that its area file can step in. */
export const home: Position = [-2.9512, 46.5512];
export const port: Store = { id: "port", name: "Agence du Port", location: [-2.9571, 46.5496] };
export const station: Store = { id: "gare", name: "Agence de la Gare", location: [-2.942, 46.557] };
export const address: PostalAddress = {
  country: "FR",
  postalCode: "99380",
  locality: "Saint-Aurèle-sur-Mer",
  thoroughfare: ["4 boulevard de l’Océan"],
};

const metresInDegree = 111_195;

/** Metres of a line, on a plane that is good enough for a town. */
export function lengthOf(line: readonly Position[]): number {
  let sum = 0;
  for (let i = 1; i < line.length; i++) {
    const [[a, b], [c, d]] = [line[i - 1]!, line[i]!];
    sum += Math.hypot((c - a) * Math.cos((b * Math.PI) / 180), d - b) * metresInDegree;
  }
  return sum;
}

/** A way round one corner, in three points. */
export const corner = (from: Position, to: Position): Position[] => [from, [to[0], from[1]], to];
