import { type FileHandle, open } from "node:fs/promises";
import { basename } from "node:path";
import { promisify } from "node:util";
import { inflate } from "node:zlib";
import { PbfReader } from "pbf";
import { Fault } from "../../contract/index.ts";

/**
 * The blocks of an `.osm.pbf` file (wiki.openstreetmap.org/wiki/PBF_Format): read here and not by the streams of
 * osm-pbf-parser-node, which take a web page's first letters for a length, end the process at a broken block, wait
 * for ever for a file that is not there, and cannot begin in the middle.
 */
interface PbfBlock {
  /** Where the next block begins, in bytes. */
  end: number;
  /** The block itself, inflated. */
  data: Buffer;
}

interface PbfHeader extends PbfBlock {
  /** west, south, east, north in degrees; undefined where the file does not say. */
  bbox?: [number, number, number, number];
  /** Seconds since 1970 up to which the data is complete; 0 where the file does not say. */
  timestamp: number;
}

export interface PbfFile {
  size: number;
  header: PbfHeader;
  /** The blocks of data from the one on that begins at this byte. */
  blocks(start: number): AsyncGenerator<PbfBlock>;
  close(): Promise<void>;
}

/** The format's own limits, in bytes. */
const largestHeader = 64 * 1024;
const largestBlock = 32 * 1024 * 1024;

const known = new Set(["OsmSchema-V0.6", "DenseNodes", "Sort.Type_then_ID", "Has_Metadata", "LocationsOnWays"]);

const inflated = promisify<Uint8Array, { maxOutputLength: number }, Buffer>(inflate);

/** @throws Fault map.import-missing, map.import-foreign, map.import-short, map.import-feature */
export async function openPbf(path: string): Promise<PbfFile> {
  const file = basename(path);
  const handle = await open(path, "r").catch((error: unknown) => {
    throw new Fault("map.import-missing", { file }, { cause: error });
  });
  try {
    const found = await handle.stat();
    if (!found.isFile()) throw new Fault("map.import-missing", { file });
    const reader = blockReader(handle, found.size, file);
    const first = await reader(0, "OSMHeader");
    const header = { ...first, ...readHeader(first.data, file) };
    return {
      size: found.size,
      header,
      async *blocks(start) {
        for (let at = Math.max(start, first.end); at < found.size; ) {
          const block = await reader(at, "OSMData");
          yield block;
          at = block.end;
        }
      },
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function blockReader(handle: FileHandle, size: number, file: string) {
  const bytes = async (at: number, length: number): Promise<Buffer> => {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at);
    if (bytesRead < length) throw new Fault("map.import-short", { file, at });
    return buffer;
  };
  return async (at: number, expected: "OSMHeader" | "OSMData"): Promise<PbfBlock> => {
    if (at === 0 && size < 16) throw foreign(file, await bytes(0, size));
    const length = (await bytes(at, 4)).readUInt32BE(0);
    if (length === 0 || length > largestHeader) {
      throw at === 0
        ? foreign(file, await bytes(0, Math.min(size, 64)))
        : new Fault("map.import-damaged", { file, at });
    }
    if (at + 4 + length > size && at > 0) throw new Fault("map.import-short", { file, at });
    if (at + 4 + length > size) throw foreign(file, await bytes(0, Math.min(size, 64)));
    const head = readMessage(await bytes(at + 4, length), { type: "", size: 0 }, (tag, found, pbf) => {
      if (tag === 1) found.type = pbf.readString();
      else if (tag === 3) found.size = pbf.readVarint();
    });
    if (at === 0 && head?.type !== expected) throw foreign(file, await bytes(0, Math.min(size, 64)));
    if (head?.type !== expected || head.size === 0 || head.size > largestBlock) {
      throw new Fault("map.import-damaged", { file, at });
    }
    const end = at + 4 + length + head.size;
    if (end > size) throw new Fault("map.import-short", { file, at });
    return { end, data: await unpacked(await bytes(at + 4 + length, head.size), file, at) };
  };
}

async function unpacked(blob: Buffer, file: string, at: number): Promise<Buffer> {
  const parts = readMessage(blob, { other: false } as { raw?: Uint8Array; zlib?: Uint8Array; other: boolean }, read);
  if (parts?.raw !== undefined) return Buffer.from(parts.raw);
  if (parts?.zlib === undefined) {
    if (parts?.other === true) throw new Fault("map.import-feature", { file, feature: "lzma, lz4, zstd" });
    throw new Fault("map.import-damaged", { file, at });
  }
  try {
    return await inflated(parts.zlib, { maxOutputLength: largestBlock });
  } catch (error) {
    throw new Fault("map.import-damaged", { file, at }, { cause: error });
  }

  function read(tag: number, found: { raw?: Uint8Array; zlib?: Uint8Array; other: boolean }, pbf: PbfReader): void {
    if (tag === 1) found.raw = pbf.readBytes();
    else if (tag === 3) found.zlib = pbf.readBytes();
    else if (tag >= 4) found.other = true;
  }
}

/** Undefined where the bytes are no message. */
function readMessage<Found>(
  bytes: Uint8Array,
  found: Found,
  field: (tag: number, found: Found, pbf: PbfReader) => void,
): Found | undefined {
  try {
    const reader = new PbfReader(bytes);
    const message = reader.readFields(field, found);
    return reader.pos === bytes.length ? message : undefined;
  } catch {
    return undefined;
  }
}

function readSide(side: number, box: Record<number, number>, pbf: PbfReader): void {
  const value = pbf.readVarint();
  box[side] = value % 2 === 1 ? (value + 1) / -2 : value / 2;
}

function readHeader(data: Buffer, file: string): Pick<PbfHeader, "bbox" | "timestamp"> {
  const header = readMessage(
    data,
    { required: [] as string[], box: undefined as Record<number, number> | undefined, timestamp: 0 },
    (tag, found, pbf) => {
      if (tag === 1) found.box = pbf.readMessage(readSide, {} as Record<number, number>);
      else if (tag === 4) found.required.push(pbf.readString());
      else if (tag === 32) found.timestamp = pbf.readVarint(true);
    },
  );
  if (header === undefined) throw new Fault("map.import-damaged", { file, at: 0 });
  const feature = header.required.find((one) => !known.has(one));
  if (feature !== undefined) throw new Fault("map.import-feature", { file, feature: feature.slice(0, 60) });
  // Fields 1 to 4 are left, right, top, bottom, in 1e-9 degrees.
  const { 1: left, 2: right, 3: top, 4: bottom } = header.box ?? {};
  const said = left !== undefined && right !== undefined && top !== undefined && bottom !== undefined;
  const bbox = said ? ([left, bottom, right, top].map((value) => value / 1e9) as PbfHeader["bbox"]) : undefined;
  const dated = header.timestamp > 0 && header.timestamp < latest;
  return { ...(bbox !== undefined && sensible(bbox) ? { bbox } : {}), timestamp: dated ? header.timestamp : 0 };
}

/** The year 2100, in seconds since 1970: what is said to be later is no date. */
const latest = 4_102_444_800;

const sensible = ([west, south, east, north]: readonly number[]): boolean =>
  west! >= -180 && east! <= 180 && south! >= -90 && north! <= 90 && west! < east! && south! < north!;

/** Says what such a file seems to be, for people who were handed a web page or another form of the map. */
function foreign(file: string, start: Buffer): Fault {
  const text = start.toString("latin1").trimStart().toLowerCase();
  const kinds: [is: boolean, key: string][] = [
    [text.startsWith("<!doctype html") || text.startsWith("<html"), "html"],
    [text.startsWith("<?xml") || text.startsWith("<osm"), "xml"],
    [text.startsWith("pk\u0003\u0004"), "zip"],
    [text.startsWith("bzh") || text.startsWith("\u001f\u008b") || text.startsWith("\u00fd7zxz"), "packed"],
  ];
  const kind = kinds.find(([is]) => is)?.[1] ?? "other";
  return new Fault(`map.import-foreign-${kind}`, { file });
}
