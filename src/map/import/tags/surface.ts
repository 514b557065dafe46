import type { Surface } from "../../area/content.ts";
import type { Tags } from "../osm-objects.ts";

/** Values of `surface` that are not even (wiki.openstreetmap.org/wiki/Key:surface); all others are paved. */
const cobbled = new Set("sett cobblestone unhewn_cobblestone cobblestone:flattened grass_paver metal_grid".split(" "));
const unpaved = new Set(
  `unpaved compacted fine_gravel gravel pebblestone rock ground dirt earth grass mud sand woodchips snow ice salt
  dirt/sand stepping_stones shells`.split(/\s+/u),
);

/** What one drives on; where it is not said, a track and a path are unpaved. */
export function surfaceOf(tags: Tags): Surface {
  const said = tags.surface?.split(";")[0]?.trim();
  if (said !== undefined && cobbled.has(said)) return "cobbled";
  if (said !== undefined) return unpaved.has(said) ? "unpaved" : "paved";
  if (tags.tracktype !== undefined) return tags.tracktype === "grade1" ? "paved" : "unpaved";
  return tags.highway === "track" || tags.highway === "path" || tags.highway === "bridleway" ? "unpaved" : "paved";
}
