import { writeFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import { PbfWriter } from "pbf";

export type TestTags = Readonly<Record<string, string>>;

/** A small map of OpenStreetMap, as people would draw it. */
export interface TestMap {
  /** id: lon, lat, tags */
  nodes: Readonly<Record<number, readonly [lon: number, lat: number, tags?: TestTags]>>;
  /** id: nodes, tags */
  ways?: Readonly<Record<number, readonly [refs: readonly number[], tags?: TestTags]>>;
  /** id: members as "w7 outer", tags */
  relations?: Readonly<Record<number, readonly [members: readonly string[], tags: TestTags]>>;
}

export interface TestPbf {
  /** west, south, east, north */
  bbox?: readonly [number, number, number, number];
  /** seconds since 1970 */
  timestamp?: number;
  /** Objects to a block; absent: all nodes in one, all ways in one, all relations in one. */
  perBlock?: number;
  /** How the blocks are packed: as nearly all files are, not at all, or in a way that nobody here reads. */
  packing?: "zlib" | "raw" | "lz4";
  features?: readonly string[];
  /** Node ids in this order instead of ascending. */
  order?: readonly number[];
  /** Leaves out what ends the tags of the last node. */
  endless?: boolean;
}

/** The bytes of an `.osm.pbf` file (wiki.openstreetmap.org/wiki/PBF_Format), with dense nodes. */
export function pbfBytes(map: TestMap, settings: TestPbf = {}): Buffer {
  const { perBlock = Number.MAX_SAFE_INTEGER, packing = "zlib" } = settings;
  const blocks = [blob("OSMHeader", headerBlock(settings), packing)];
  const inParts = <Item>(items: readonly Item[], write: (part: readonly Item[]) => Uint8Array) => {
    for (let i = 0; i < items.length; i += perBlock) {
      blocks.push(blob("OSMData", write(items.slice(i, i + perBlock)), packing));
    }
  };
  const ids = settings.order ?? Object.keys(map.nodes).map(Number);
  inParts(
    ids.map((id) => [id, ...map.nodes[id]!] as const),
    (nodes) => nodeBlock(nodes, settings.endless === true),
  );
  const entries = <Value>(table: Readonly<Record<number, Value>> | undefined) =>
    Object.entries(table ?? {}).map(([id, value]) => [Number(id), value] as const);
  inParts(entries(map.ways), wayBlock);
  inParts(entries(map.relations), relationBlock);
  return Buffer.concat(blocks);
}

export function writePbf(path: string, map: TestMap, settings?: TestPbf): string {
  writeFileSync(path, pbfBytes(map, settings));
  return path;
}

function blob(type: string, data: Uint8Array, packing: TestPbf["packing"]): Buffer {
  const body = new PbfWriter();
  if (packing === "raw") body.writeBytesField(1, data);
  else {
    body.writeVarintField(2, data.length);
    body.writeBytesField(packing === "zlib" ? 3 : 6, deflateSync(data));
  }
  const bytes = body.finish();
  const head = new PbfWriter();
  head.writeStringField(1, type);
  head.writeVarintField(3, bytes.length);
  const header = head.finish();
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.length);
  return Buffer.concat([length, header, bytes]);
}

function headerBlock({ bbox, timestamp, features = ["OsmSchema-V0.6", "DenseNodes"] }: TestPbf): Uint8Array {
  const writer = new PbfWriter();
  if (bbox !== undefined) {
    const [west, south, east, north] = bbox.map((degrees) => Math.round(degrees * 1e9));
    const box = new PbfWriter();
    for (const [field, value] of [west, east, north, south].entries()) box.writeSVarintField(field + 1, value!);
    writer.writeBytesField(1, box.finish());
  }
  for (const feature of features) writer.writeStringField(4, feature);
  if (timestamp !== undefined) writer.writeVarintField(32, timestamp);
  return writer.finish();
}

/** Texts of a block; the first is the empty one. */
function textTable() {
  const texts = [""];
  return {
    of(text: string): number {
      const known = texts.indexOf(text, 1);
      return known === -1 ? texts.push(text) - 1 : known;
    },
    block(field: number, group: Uint8Array): Uint8Array {
      const table = new PbfWriter();
      for (const text of texts) table.writeBytesField(1, Buffer.from(text));
      const outer = new PbfWriter();
      outer.writeBytesField(field, group);
      const writer = new PbfWriter();
      writer.writeBytesField(1, table.finish());
      writer.writeBytesField(2, outer.finish());
      return writer.finish();
    },
  };
}

const differences = (values: readonly number[]) => values.map((value, i) => value - (i === 0 ? 0 : values[i - 1]!));

function nodeBlock(nodes: readonly (readonly [number, number, number, TestTags?])[], endless: boolean): Uint8Array {
  const texts = textTable();
  const dense = new PbfWriter();
  dense.writePackedSVarint(1, differences(nodes.map(([id]) => id)));
  dense.writePackedSVarint(8, differences(nodes.map(([, , lat]) => Math.round(lat * 1e7))));
  dense.writePackedSVarint(9, differences(nodes.map(([, lon]) => Math.round(lon * 1e7))));
  const tags = nodes.flatMap(([, , , all = {}]) => [
    ...Object.entries(all).flatMap(([key, value]) => [texts.of(key), texts.of(value)]),
    0,
  ]);
  dense.writePackedVarint(10, endless ? tags.slice(0, -1) : tags);
  return texts.block(2, dense.finish());
}

function tagged(writer: PbfWriter, id: number, tags: TestTags, texts: ReturnType<typeof textTable>): void {
  writer.writeVarintField(1, id);
  writer.writePackedVarint(
    2,
    Object.keys(tags).map((key) => texts.of(key)),
  );
  writer.writePackedVarint(
    3,
    Object.values(tags).map((value) => texts.of(value)),
  );
}

/** A group holds one field again and again: each object is one of them. */
function group(objects: readonly Uint8Array[], field: number, texts: ReturnType<typeof textTable>): Uint8Array {
  const [first, ...rest] = objects;
  const writer = new PbfWriter();
  for (const bytes of rest) writer.writeBytesField(field, bytes);
  const whole = texts.block(field, first!);
  if (rest.length === 0) return whole;
  const more = new PbfWriter();
  more.writeBytesField(2, writer.finish());
  return Buffer.concat([whole, more.finish()]);
}

function wayBlock(ways: readonly (readonly [number, readonly [readonly number[], TestTags?]])[]): Uint8Array {
  const texts = textTable();
  const objects = ways.map(([id, [refs, tags = {}]]) => {
    const writer = new PbfWriter();
    tagged(writer, id, tags, texts);
    writer.writePackedSVarint(8, differences(refs));
    return writer.finish();
  });
  return group(objects, 3, texts);
}

const kinds = { n: 0, w: 1, r: 2 };

function relationBlock(relations: readonly (readonly [number, readonly [readonly string[], TestTags]])[]): Uint8Array {
  const texts = textTable();
  const objects = relations.map(([id, [members, tags]]) => {
    const read = members.map(
      (member) => /^([nwr])(\d+) ?(.*)$/u.exec(member) as unknown as [string, "n", string, string],
    );
    const writer = new PbfWriter();
    tagged(writer, id, tags, texts);
    writer.writePackedVarint(
      8,
      read.map(([, , , role]) => texts.of(role)),
    );
    writer.writePackedSVarint(9, differences(read.map(([, , ref]) => Number(ref))));
    writer.writePackedVarint(
      10,
      read.map(([, kind]) => kinds[kind]),
    );
    return writer.finish();
  });
  return group(objects, 4, texts);
}
