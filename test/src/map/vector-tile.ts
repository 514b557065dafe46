import { PbfWriter } from "pbf";
import type { VectorTile } from "../../../src/map/service/provider.ts";

type Properties = Readonly<Record<string, string | number | boolean>>;
type Ring = readonly (readonly [number, number])[];

/** A shape in units of its tile (4096 a side), y downwards; outer rings clockwise on the screen. */
export interface Shape {
  layer: string;
  type: "point" | "line" | "polygon";
  parts: readonly Ring[];
  properties: Properties;
}

/** A vector tile (Mapbox Vector Tile 2.1) with these shapes. */
export function tileOf(z: number, x: number, y: number, shapes: readonly Shape[]): VectorTile {
  const pbf = new PbfWriter();
  for (const layer of new Set(shapes.map((shape) => shape.layer))) {
    pbf.writeMessage(3, writeLayer, { layer, shapes: shapes.filter((shape) => shape.layer === layer) });
  }
  return { z, x, y, bytes: pbf.finish() };
}

function writeLayer({ layer, shapes }: { layer: string; shapes: readonly Shape[] }, pbf: PbfWriter): void {
  pbf.writeVarintField(15, 2);
  pbf.writeStringField(1, layer);
  const [keys, values]: [string[], (string | number | boolean)[]] = [[], []];
  for (const shape of shapes) {
    const tags = Object.entries(shape.properties).flatMap(([key, value]) => [
      indexOf(keys, key),
      indexOf(values, value),
    ]);
    pbf.writeMessage(2, writeFeature, { shape, tags });
  }
  for (const key of keys) pbf.writeStringField(3, key);
  for (const value of values) pbf.writeMessage(4, writeValue, value);
  pbf.writeVarintField(5, 4096);
}

function indexOf<Item>(list: Item[], item: Item): number {
  const known = list.indexOf(item);
  return known === -1 ? list.push(item) - 1 : known;
}

function writeFeature({ shape, tags }: { shape: Shape; tags: number[] }, pbf: PbfWriter): void {
  pbf.writePackedVarint(2, tags);
  pbf.writeVarintField(3, { point: 1, line: 2, polygon: 3 }[shape.type]);
  const commands: number[] = [];
  let [cx, cy] = [0, 0];
  const step = ([x, y]: readonly [number, number]) => {
    for (const by of [x - cx, y - cy]) commands.push((by << 1) ^ (by >> 31));
    [cx, cy] = [x, y];
  };
  for (const part of shape.parts) {
    commands.push(1 | (1 << 3));
    step(part[0]!);
    if (part.length > 1) commands.push(2 | ((part.length - 1) << 3));
    for (const point of part.slice(1)) step(point);
    if (shape.type === "polygon") commands.push(7 | (1 << 3));
  }
  pbf.writePackedVarint(4, commands);
}

function writeValue(value: string | number | boolean, pbf: PbfWriter): void {
  if (typeof value === "string") pbf.writeStringField(1, value);
  else if (typeof value === "number") pbf.writeDoubleField(3, value);
  else pbf.writeBooleanField(7, value);
}
