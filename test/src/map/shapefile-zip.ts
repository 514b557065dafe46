import { writeFileSync } from "node:fs";
import { crc32 } from "node:zlib";

/** Rings of one polygon in the shapefile's own coordinates; outer rings clockwise, as the format wants them. */
type Rings = readonly (readonly (readonly [number, number])[])[];

export const webMercator =
  'PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",GEOGCS["GCS_WGS_1984"],PROJECTION["Mercator_Auxiliary_Sphere"]]';
export const degrees = 'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984"],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925]]';

/** A shapefile of polygons (ESRI Shapefile Technical Description, July 1998), or of points where `points` is set. */
export function shapes(polygons: readonly Rings[], points = false): Buffer {
  const records = polygons.map((rings, i) => record(i + 1, points ? pointShape(rings) : polygonShape(rings)));
  const body = Buffer.concat(records);
  const header = Buffer.alloc(100);
  header.writeInt32BE(9994, 0);
  header.writeInt32BE((100 + body.length) / 2, 24);
  header.writeInt32LE(1000, 28);
  header.writeInt32LE(points ? 1 : 5, 32);
  return Buffer.concat([header, body]);
}

function record(number: number, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeInt32BE(number, 0);
  head.writeInt32BE(content.length / 2, 4);
  return Buffer.concat([head, content]);
}

function pointShape([ring]: Rings): Buffer {
  const bytes = Buffer.alloc(20);
  bytes.writeInt32LE(1, 0);
  bytes.writeDoubleLE(ring![0]![0], 4);
  bytes.writeDoubleLE(ring![0]![1], 12);
  return bytes;
}

function polygonShape(rings: Rings): Buffer {
  const points = rings.flat();
  const bytes = Buffer.alloc(44 + 4 * rings.length + 16 * points.length);
  bytes.writeInt32LE(5, 0);
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  for (const [i, value] of [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)].entries()) {
    bytes.writeDoubleLE(value, 4 + 8 * i);
  }
  bytes.writeInt32LE(rings.length, 36);
  bytes.writeInt32LE(points.length, 40);
  let start = 0;
  for (const [r, ring] of rings.entries()) {
    bytes.writeInt32LE(start, 44 + 4 * r);
    start += ring.length;
  }
  for (const [i, [x, y]] of points.entries()) {
    bytes.writeDoubleLE(x, 44 + 4 * rings.length + 16 * i);
    bytes.writeDoubleLE(y, 52 + 4 * rings.length + 16 * i);
  }
  return bytes;
}

/** A zip file whose entries are stored as they are (APPNOTE 6.3.10, sections 4.3.7 to 4.3.16). */
export function writeZip(path: string, files: Readonly<Record<string, Buffer | string>>): string {
  const [local, central]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const bytes = Buffer.from(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    local.push(Buffer.from("PK\u0003\u0004", "latin1"), common, Buffer.from(name), bytes);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    central.push(Buffer.from("PK\u0001\u0002\u0014\u0000", "latin1"), common, rest, Buffer.from(name));
    at += 30 + Buffer.byteLength(name) + bytes.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", 0, "latin1");
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  writeFileSync(path, Buffer.concat([...local, directory, end]));
  return path;
}
