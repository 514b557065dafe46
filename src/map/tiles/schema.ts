import type { FeatureKind, RoadClass } from "../area/content.ts";
import { said, type TileShape } from "./decode.ts";

/** What a shape is drawn as. */
export interface Drawn {
  kind: FeatureKind;
  /** Web-map zoom levels between which it is shown. */
  zoom: readonly [number, number];
  /** Whether its name is written. */
  named?: boolean;
  /** The less, the sooner it takes its place. */
  rank?: number;
}

const always = [0, 24] as const;
const from = (zoom: number) => [zoom, 24] as const;

const area = (kind: FeatureKind, zoom: readonly [number, number] = always): Drawn => ({ kind, zoom });

const landKinds: Readonly<Record<string, FeatureKind>> = {
  wood: "wood",
  forest: "wood",
  grass: "meadow",
  grassland: "meadow",
  meadow: "meadow",
  scrub: "meadow",
  heath: "meadow",
  wetland: "meadow",
  farmland: "farmland",
  vineyard: "farmland",
  orchard: "farmland",
  sand: "beach",
  beach: "beach",
  rock: "rock",
  bare_rock: "rock",
  scree: "rock",
  park: "park",
  garden: "park",
  village_green: "park",
  recreation_ground: "park",
  golf_course: "park",
  cemetery: "cemetery",
  grave_yard: "cemetery",
  residential: "built",
  suburb: "built",
  quarter: "built",
  neighbourhood: "built",
  retail: "built",
  commercial: "industrial",
  industrial: "industrial",
  railway: "industrial",
  pitch: "pitch",
};
const placeKinds: Readonly<Record<string, Drawn>> = {
  city: { kind: "place-name", zoom: [0, 14.5], named: true },
  capital: { kind: "place-name", zoom: [0, 14.5], named: true },
  state_capital: { kind: "place-name", zoom: [0, 14.5], named: true },
  town: { kind: "place-name", zoom: [7, 15], named: true },
  village: { kind: "place-name", zoom: [10, 15.6], named: true },
  hamlet: { kind: "place-name", zoom: [12.5, 16.5], named: true },
  suburb: { kind: "quarter", zoom: [11.5, 16.6], named: true },
  quarter: { kind: "quarter", zoom: [12.5, 16.6], named: true },
  neighbourhood: { kind: "quarter", zoom: [13.5, 17], named: true },
};

/** Points of interest that people find their way by; all others are left to other maps. */
const poiKinds: Readonly<Record<string, Drawn>> = {
  railway: { kind: "landmark", zoom: from(13.5), named: true },
  station: { kind: "landmark", zoom: from(13.5), named: true },
  hospital: { kind: "poi", zoom: from(14.2), named: true },
  town_hall: { kind: "poi", zoom: from(14.5), named: true },
  townhall: { kind: "poi", zoom: from(14.5), named: true },
  museum: { kind: "poi", zoom: from(14.8), named: true },
  stadium: { kind: "poi", zoom: from(14.5), named: true },
  castle: { kind: "poi", zoom: from(14.5), named: true },
  college: { kind: "poi", zoom: from(15), named: true },
  school: { kind: "poi", zoom: from(15.6), named: true },
  place_of_worship: { kind: "poi", zoom: from(15.2), named: true },
  attraction: { kind: "poi", zoom: from(15.2), named: true },
  theatre: { kind: "poi", zoom: from(15.2), named: true },
  library: { kind: "poi", zoom: from(15.6), named: true },
  post: { kind: "poi", zoom: from(15.8), named: true },
  post_office: { kind: "poi", zoom: from(15.8), named: true },
  park: { kind: "park", zoom: from(14), named: true },
  garden: { kind: "park", zoom: from(15), named: true },
};

/** What a shape of either schema is drawn as; undefined where it is not. */
export function drawnAs(shape: TileShape): Drawn | undefined {
  const kind = said(shape, "class") || said(shape, "kind");
  const sub = said(shape, "subclass");
  switch (shape.layer) {
    case "ocean":
      return area("sea");
    case "water":
      return area(kind === "ocean" ? "sea" : kind === "swimming_pool" ? "pond" : "water");
    case "water_polygons":
      return area(kind === "swimming_pool" ? "pond" : "water");
    case "waterway":
    case "water_lines":
      return { ...area("waterway", from(kind === "river" || kind === "canal" ? 8 : 13)), named: true };
    case "landcover":
    case "landuse":
    case "land":
    case "sites":
      return landOf(sub, kind);
    case "building":
    case "buildings":
      return area("building", from(14.2));
    case "transportation":
      return kind === "rail" ? railwayOf(shape) : kind === "pier" ? area("pier") : undefined;
    case "streets":
      return shape.properties.rail === true ? railwayOf(shape) : undefined;
    case "pier_polygons":
    case "pier_lines":
      return area("pier");
    case "street_polygons":
      return area("plaza", from(13));
    case "water_name":
    case "water_polygons_labels":
      // Its size is not told: a fountain's basin is a lake as well.
      if (!/ocean|sea|bay/u.test(kind)) return { kind: "water-name", zoom: from(16.5), named: true };
      return { kind: "sea-name", zoom: from(9), named: true };
    case "place":
    case "place_labels":
      return ranked(placeKinds[kind], shape);
    case "poi":
    case "pois":
      return ranked(poiKinds[sub] ?? poiKinds[kind] ?? poiKinds[said(shape, "amenity")], shape);
    default:
      return undefined;
  }
}

function landOf(sub: string, kind: string): Drawn | undefined {
  const land = landKinds[sub] ?? landKinds[kind];
  return land === undefined ? undefined : area(land, land === "pitch" ? from(13.5) : always);
}

function railwayOf(shape: TileShape): Drawn | undefined {
  const below = said(shape, "brunnel") === "tunnel" || shape.properties.tunnel === true;
  const siding = said(shape, "service") !== "";
  return below ? undefined : area("railway", from(siding ? 14.5 : 9));
}

function ranked(drawn: Drawn | undefined, { properties }: TileShape): Drawn | undefined {
  const rank = Number(properties.rank ?? -Number(properties.population ?? 0));
  return drawn === undefined ? undefined : { ...drawn, rank: Number.isFinite(rank) ? rank : 0 };
}

const roadKinds: Readonly<Record<string, RoadClass>> = {
  motorway: "motorway",
  trunk: "motorway",
  primary: "primary",
  secondary: "secondary",
  tertiary: "tertiary",
  minor: "residential",
  residential: "residential",
  unclassified: "residential",
  living_street: "residential",
  busway: "service",
  service: "service",
  pedestrian: "pedestrian",
  cycleway: "cycleway",
  track: "track",
  path: "footway",
  footway: "footway",
  steps: "footway",
  bridleway: "footway",
};

/** The kind of road a shape is; undefined where it is none. */
export function roadOf(shape: TileShape): RoadClass | undefined {
  const kind = said(shape, "class") || said(shape, "kind");
  if (kind === "path") return roadKinds[said(shape, "subclass")] ?? "footway";
  return roadKinds[kind.replace(/_(link|construction)$/u, "")];
}
