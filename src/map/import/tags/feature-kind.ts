import type { FeatureKind } from "../../area/content.ts";
import type { Tags } from "../osm-objects.ts";

/** What an object of OpenStreetMap is on the map. */
export interface Shown {
  kind: FeatureKind;
  /** Zoom level from which it is drawn. */
  from: number;
  /** Whether its name is written. */
  named?: boolean;
}

type Rule = readonly [key: string, values: string, kind: FeatureKind, from: number];

/** What fills an area, the first that fits. */
const areas: readonly Rule[] = [
  ["leisure", "swimming_pool", "pond", 15.5],
  ["water", "pond basin reflecting_pool fountain", "pond", 13],
  ["amenity", "fountain", "pond", 15.5],
  ["natural", "water", "water", 8],
  ["waterway", "riverbank dock", "water", 8],
  ["landuse", "reservoir basin", "water", 10],
  ["man_made", "pier breakwater groyne quay", "pier", 12],
  ["leisure", "pitch track", "pitch", 14],
  ["landuse", "cemetery", "cemetery", 12],
  ["amenity", "grave_yard", "cemetery", 12],
  ["leisure", "park garden playground golf_course dog_park miniature_golf", "park", 11],
  ["landuse", "recreation_ground village_green", "park", 11],
  ["amenity", "parking", "parking", 15],
  ["place", "square", "plaza", 13.5],
  ["natural", "beach sand", "beach", 11],
  ["natural", "bare_rock scree shingle rock cliff", "rock", 12],
  ["natural", "wood", "wood", 8],
  ["landuse", "forest", "wood", 8],
  ["natural", "scrub heath grassland fell wetland", "meadow", 10],
  ["landuse", "meadow grass orchard vineyard greenfield flowerbed", "meadow", 11],
  ["landuse", "farmland farmyard allotments greenhouse_horticulture", "farmland", 9],
  ["landuse", "industrial railway port harbour quarry landfill depot construction military", "industrial", 10],
  ["landuse", "residential commercial retail garages education institutional religious", "built", 9],
];

/** What stands out of the houses, where it has a name. */
const landmarks: readonly (readonly [key: string, values: string])[] = [
  ["building", "cathedral church chapel mosque synagogue temple train_station hospital university castle palace"],
  ["amenity", "townhall hospital theatre library university college casino courthouse place_of_worship arts_centre"],
  ["amenity", "police fire_station marketplace conference_centre exhibition_centre school bus_station prefecture"],
  ["tourism", "museum attraction aquarium gallery"],
  ["historic", "castle fort monument palace church monastery city_gate"],
  ["leisure", "stadium sports_centre"],
  ["shop", "mall department_store"],
  ["railway", "station"],
  ["aeroway", "terminal"],
];

/** Places with a name at a point, or that fill no area of their own. */
const points: readonly Rule[] = [
  ["natural", "tree", "tree", 16.4],
  ["place", "city", "place-name", 8],
  ["place", "town", "place-name", 9],
  ["place", "village", "place-name", 11],
  ["place", "hamlet", "place-name", 13],
  ["place", "suburb borough", "quarter", 12],
  ["place", "quarter", "quarter", 13],
  ["place", "neighbourhood", "quarter", 14.3],
  ["place", "sea ocean", "sea-name", 8],
  ["natural", "bay strait", "sea-name", 11],
  ["natural", "peak cape", "place-name", 13.5],
  ["place", "island islet", "place-name", 12],
  ["railway", "station halt", "poi", 13],
  ["amenity", "townhall hospital university casino theatre courthouse", "poi", 14],
  ["tourism", "museum aquarium", "poi", 14.5],
  ["historic", "castle fort monument palace", "poi", 14.5],
  ["leisure", "stadium marina", "poi", 14],
  ["amenity", "library arts_centre marketplace cinema conference_centre college police", "poi", 15.5],
  ["amenity", "place_of_worship school fire_station post_office bus_station", "poi", 16],
  ["tourism", "attraction", "poi", 15.5],
  ["shop", "mall department_store", "poi", 15],
];

const railways: Readonly<Record<string, number>> = {
  rail: 10,
  narrow_gauge: 12,
  light_rail: 12,
  funicular: 14,
  monorail: 14,
  subway: 13,
  tram: 14.5,
};

const has = (tags: Tags, key: string, values: string): boolean =>
  tags[key] !== undefined && values.split(" ").includes(tags[key]);
const is = (value: string | undefined): boolean => value !== undefined && value !== "no";

function isUnderground(tags: Tags): boolean {
  return tags.location === "underground" || tags.parking === "underground" || Number(tags.layer ?? 0) < -1;
}

/** What fills a closed way or a multipolygon; undefined for what is not drawn. */
export function areaKind(tags: Tags): Shown | undefined {
  if (isUnderground(tags) || is(tags.tunnel)) return undefined;
  if (is(tags.building) && !has(tags, "building", "demolished proposed")) {
    const stands = tags.name !== undefined && landmarks.some(([key, values]) => has(tags, key, values));
    return stands ? { kind: "landmark", from: 13, named: true } : { kind: "building", from: 14.2 };
  }
  if (tags.highway !== undefined) {
    const square = has(tags, "highway", "pedestrian footway living_street") && tags.area !== "no";
    return square ? { kind: "plaza", from: 13.5 } : undefined;
  }
  const rule = areas.find(([key, values]) => has(tags, key, values));
  if (rule === undefined) return undefined;
  const [, , kind, from] = rule;
  if (kind === "parking" && has(tags, "parking", "multi-storey underground street_side lane rooftop")) return undefined;
  return { kind, from, named: kind === "park" || kind === "wood" };
}

/** What a way is as a line; undefined for what is not drawn. */
export function lineKind(tags: Tags): Shown | undefined {
  if (tags.natural === "coastline") return { kind: "coast", from: 8 };
  if (has(tags, "man_made", "pier breakwater groyne")) return { kind: "pier", from: 13 };
  if (is(tags.tunnel) || tags.covered === "yes") return undefined;
  if (has(tags, "waterway", "river canal")) return { kind: "waterway", from: 10, named: true };
  if (has(tags, "waterway", "stream")) return { kind: "waterway", from: 13, named: true };
  if (has(tags, "waterway", "ditch drain")) return { kind: "waterway", from: 15 };
  const from = railways[tags.railway ?? ""];
  if (from === undefined || isUnderground(tags)) return undefined;
  return { kind: "railway", from: is(tags.service) ? Math.max(14, from) : from };
}

/** What stands at a point; undefined for what is not drawn. */
export function pointKind(tags: Tags): Shown | undefined {
  const rule = points.find(([key, values]) => has(tags, key, values));
  if (rule === undefined) return undefined;
  const [, , kind, from] = rule;
  return kind === "tree" ? { kind, from } : tags.name === undefined ? undefined : { kind, from, named: true };
}
