import { createHash } from "node:crypto";
import { Fault } from "../../contract/index.ts";
import type { Ground } from "../area/area.ts";
import { planeOf } from "../area/plane.ts";
import type { VectorTile } from "../service/provider.ts";
import { decodeTile, type TileShape } from "./decode.ts";
import { featureIndex } from "./feature-index.ts";
import { featuresOf } from "./features.ts";
import { roadsOf } from "./roads.ts";
import { placeOnPlane } from "./tile-grid.ts";

/**
 * What vector tiles hold of one view, as ground to draw on. Tiles of one zoom level, in the schema of OpenMapTiles or of
 * Shortbread; where they meet cannot be seen.
 * @throws Fault map.no-tiles, map.tile-damaged
 */
export function groundOfTiles(tiles: readonly VectorTile[]): Ground {
  const [first] = tiles;
  if (first === undefined) throw new Fault("map.no-tiles");
  const place = placeOnPlane(tiles);
  const plane = planeOf(place.bbox);
  const shapes: TileShape[] = tiles.flatMap((tile) => decodeTile(tile));
  const features = featuresOf(shapes, place.onto(plane));
  return {
    hash: hashOf(tiles),
    plane,
    roads: roadsOf(shapes, place.onto(plane)),
    featuresIn: featureIndex(features),
  };
}

function hashOf(tiles: readonly VectorTile[]): string {
  const hash = createHash("sha256");
  for (const { z, x, y, bytes } of tiles) hash.update(`${z} ${x} ${y} ${bytes.length} `).update(bytes);
  return hash.digest("hex");
}
