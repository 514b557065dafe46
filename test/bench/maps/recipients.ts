import type { Position, Store } from "../../../src/contract/index.ts";
import type { Area } from "../../../src/map/area/area.ts";
import { palette } from "../../../src/map/draw/palette.ts";
import type { Picture } from "../../../src/map/draw/picture.ts";
import { readArea } from "../../../src/map/index.ts";
import { wayToNearest } from "../../../src/map/road/nearest.ts";

const settings = { attribution: "Belle Histoire", lineColour: palette.way, markerColour: palette.marker };

/** Five stores: those of the town and one more. */
export function storesOf(area: Area): Store[] {
  const [first] = area.stores;
  return [
    ...area.stores,
    { ...first!, id: "fifth", name: "Agence de l’Océan", location: area.plane.position(-250, -1000) },
  ];
}

export const storeMap = (area: Area, store: Store): Picture => ({
  ...settings,
  ground: area,
  store,
  streets: new Set(),
});

/** Pictures of recipients spread over the town, each with the way to the nearest of the stores; the way is not timed. */
export function* recipients(area: Area, count: number): Generator<Picture> {
  const stores = storesOf(area);
  const samples = readArea(area.path).samples.map(({ location }) => location);
  for (let i = 0; i < count; i++) {
    // Addresses differ from the samples by a step along a fixed pattern, within the town.
    const [lon, lat] = samples[i % samples.length]!;
    const home: Position = [lon + (((i * 7) % 23) - 11) * 1.3e-4, lat + (((i * 5) % 19) - 9) * 0.9e-4];
    const { store, way } = wayToNearest(area, "car", stores, home);
    const streets = new Set(way.pieces.map(({ edge }) => area.roads.names[area.roads.name[edge]!]!));
    yield { ...settings, ground: area, store, home, way: way.points, streets };
  }
}
