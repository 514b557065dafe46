import { PbfReader, PbfWriter } from "pbf";
import { featureKinds } from "./content.ts";
import type { PackedFeature } from "./packed.ts";

const shapes = ["polygon", "line", "point"] as const;
/** Zoom levels are kept in hundredths. */
const hundredth = 100;

/** A feature and its place in the order of painting: a whole number below 2^53. */
export interface OrderedFeature extends PackedFeature {
  order: number;
}

/** The bytes of a tile: features in ascending order, all numbers as differences to the one before. */
export function encodeTile(features: readonly OrderedFeature[]): Uint8Array {
  const writer = new PbfWriter();
  let [order, lon, lat] = [0, 0, 0];
  for (const feature of features) {
    writer.writeVarint(featureKinds.indexOf(feature.kind));
    writer.writeVarint(shapes.indexOf(feature.shape));
    writer.writeVarint(Math.round(feature.zoom[0] * hundredth));
    writer.writeVarint(Math.round(feature.zoom[1] * hundredth));
    writer.writeVarint(feature.order - order);
    order = feature.order;
    writer.writeString(feature.name);
    const { rings, coordinates } = feature;
    writer.writeVarint(rings.length - 1);
    for (let r = 1; r < rings.length; r++) writer.writeVarint(rings[r]! - rings[r - 1]!);
    for (let i = 0; i < coordinates.length; i += 2) {
      writer.writeSVarint(coordinates[i]! - lon);
      writer.writeSVarint(coordinates[i + 1]! - lat);
      lon = coordinates[i]!;
      lat = coordinates[i + 1]!;
    }
  }
  return writer.finish();
}

/** @throws Error where the bytes are no tile */
export function* decodeTile(bytes: Uint8Array): Generator<OrderedFeature> {
  const reader = new PbfReader(bytes);
  let [order, lon, lat] = [0, 0, 0];
  const signed = () => {
    // The library's own reader of signed numbers stops at 32 bits.
    const value = reader.readVarint();
    return value % 2 === 1 ? (value + 1) / -2 : value / 2;
  };
  while (reader.pos < bytes.length) {
    const kind = featureKinds[reader.readVarint()];
    const shape = shapes[reader.readVarint()];
    if (kind === undefined || shape === undefined) throw new Error("a feature of no kind");
    const zoom = [reader.readVarint() / hundredth, reader.readVarint() / hundredth] as const;
    order += reader.readVarint();
    const name = reader.readString();
    const rings = new Uint32Array(reader.readVarint() + 1);
    for (let r = 1; r < rings.length; r++) rings[r] = rings[r - 1]! + reader.readVarint();
    const coordinates = new Int32Array(2 * rings[rings.length - 1]!);
    for (let i = 0; i < coordinates.length; i += 2) {
      lon += signed();
      lat += signed();
      coordinates[i] = lon;
      coordinates[i + 1] = lat;
    }
    yield { kind, shape, name, zoom, order, rings, coordinates };
  }
}
