import { readFileSync } from "node:fs";

/** A glyph's outline in font units, y upwards: M x y, L x y, Q cx cy x y, flattened as [kind, …numbers]. */
type Outline = readonly (readonly [kind: "M" | "L" | "Q", ...numbers: number[]])[];

/** The outlines of a TrueType font by character. */
export interface Outlines {
  unitsPerEm: number;
  of(character: string): Outline;
  /** Whether the font has this character at all. */
  has(character: string): boolean;
}

/** The outlines of a TrueType font by the number of the glyph. */
export interface Glyphs {
  unitsPerEm: number;
  /** Empty for one that the font does not have. */
  of(glyph: number): Outline;
}

/** Reads outlines of glyphs (OpenType 1.9: loca, glyf). @throws Error: it is no whole TrueType font */
export function readGlyphs(file: Buffer): Glyphs & { table(tag: string): number } {
  const tables = new Map<string, number>();
  for (let i = 0; i < file.readUInt16BE(4); i++) {
    const entry = 12 + 16 * i;
    tables.set(file.toString("latin1", entry, entry + 4), file.readUInt32BE(entry + 8));
  }
  const table = (tag: string): number => {
    const at = tables.get(tag);
    if (at === undefined) throw new Error(`the font has no table ${tag}`);
    return at;
  };
  const [head, loca, glyf, maxp] = [table("head"), table("loca"), table("glyf"), table("maxp")];
  const count = file.readUInt16BE(maxp + 4);
  const long = file.readInt16BE(head + 50) === 1;
  const offset = (glyph: number) =>
    long ? file.readUInt32BE(loca + 4 * glyph) : 2 * file.readUInt16BE(loca + 2 * glyph);
  const outline = (glyph: number): Outline => {
    if (glyph >= count) return [];
    const [from, to] = [offset(glyph), offset(glyph + 1)];
    if (from === to) return [];
    const contours = file.readInt16BE(glyf + from);
    return contours >= 0 ? simple(file, glyf + from, contours) : composite(file, glyf + from, outline);
  };
  return { unitsPerEm: file.readUInt16BE(head + 18), of: outline, table };
}

/**
 * Reads outlines from a TrueType file (OpenType 1.9: cmap format 4, loca, glyf). Needed because the drawing library writes
 * outlined text into a PDF as a second, Type 3 font: print shops refuse those, and every word would be found twice.
 */
export function readOutlines(path: string): Outlines {
  const file = readFileSync(path);
  const { unitsPerEm, of: outline, table } = readGlyphs(file);
  const glyphOf = characterMap(file, table("cmap"));
  const known = new Map<string, Outline>();

  return {
    unitsPerEm,
    has: (character) => glyphOf(character.codePointAt(0) ?? 0) !== 0,
    of(character) {
      const found = known.get(character) ?? outline(glyphOf(character.codePointAt(0) ?? 0));
      known.set(character, found);
      return found;
    },
  };
}

/** An accented letter: letter and accent, each with its place. */
function composite(file: Buffer, start: number, outline: (glyph: number) => Outline): Outline {
  const parts: Outline[] = [];
  let at = start + 10;
  for (let more = true; more; ) {
    const [flags, glyph] = [file.readUInt16BE(at), file.readUInt16BE(at + 2)];
    const wide = (flags & 1) !== 0;
    const [dx, dy] = wide
      ? [file.readInt16BE(at + 4), file.readInt16BE(at + 6)]
      : [file.readInt8(at + 4), file.readInt8(at + 5)];
    at += wide ? 8 : 6;
    if ((flags & 8) !== 0) at += 2;
    else if ((flags & 0x40) !== 0) at += 4;
    else if ((flags & 0x80) !== 0) at += 8;
    more = (flags & 0x20) !== 0;
    parts.push(
      outline(glyph).map(([kind, ...numbers]) => [kind, ...numbers.map((value, i) => value + (i % 2 === 0 ? dx : dy))]),
    );
  }
  return parts.flat();
}

/** Glyph number by code point, from the Unicode map of the basic plane; 0 where the font has none. */
function characterMap(file: Buffer, cmap: number): (codePoint: number) => number {
  for (let i = 0; i < file.readUInt16BE(cmap + 2); i++) {
    const map = cmap + file.readUInt32BE(cmap + 8 + 8 * i);
    if (file.readUInt16BE(map) !== 4) continue;
    const segments = file.readUInt16BE(map + 6) / 2;
    return (codePoint) => {
      for (let s = 0; s < segments; s++) {
        const end = map + 14 + 2 * s;
        if (file.readUInt16BE(end) < codePoint) continue;
        const start = end + 2 * segments + 2;
        if (file.readUInt16BE(start) > codePoint) return 0;
        const delta = file.readUInt16BE(start + 2 * segments);
        const rangeAt = start + 4 * segments;
        const range = file.readUInt16BE(rangeAt);
        if (range === 0) return (codePoint + delta) & 0xffff;
        const glyph = file.readUInt16BE(rangeAt + range + 2 * (codePoint - file.readUInt16BE(start)));
        return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
      }
      return 0;
    };
  }
  throw new Error("the font has no Unicode map");
}

interface FontPoint {
  x: number;
  y: number;
  on: boolean;
}

function simple(file: Buffer, start: number, contours: number): Outline {
  let at = start + 10;
  const ends = Array.from({ length: contours }, (_, i) => file.readUInt16BE(at + 2 * i));
  at += 2 * contours;
  at += 2 + file.readUInt16BE(at);
  const count = (ends[ends.length - 1] ?? -1) + 1;
  const flags: number[] = [];
  while (flags.length < count) {
    const flag = file[at++]!;
    const times = (flag & 8) !== 0 ? file[at++]! + 1 : 1;
    for (let k = 0; k < times; k++) flags.push(flag);
  }
  const axis = (short: number, same: number) => {
    let value = 0;
    return flags.map((flag) => {
      if ((flag & short) !== 0) value += (flag & same) !== 0 ? file[at++]! : -file[at++]!;
      else if ((flag & same) === 0) {
        value += file.readInt16BE(at);
        at += 2;
      }
      return value;
    });
  };
  const xs = axis(2, 16);
  const ys = axis(4, 32);
  const points = flags.map((flag, i): FontPoint => ({ x: xs[i]!, y: ys[i]!, on: (flag & 1) !== 0 }));
  return ends.flatMap((end, i) => contour(points.slice(i === 0 ? 0 : ends[i - 1]! + 1, end + 1)));
}

/** Two control points in a row have a point of the curve half-way between them. */
function contour(points: readonly FontPoint[]): Outline {
  const between = (a: FontPoint, b: FontPoint): FontPoint => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, on: true });
  const full = points.flatMap((point, i) => {
    const next = points[(i + 1) % points.length]!;
    return point.on || next.on ? [point] : [point, between(point, next)];
  });
  const first = full.findIndex(({ on }) => on);
  if (first === -1) return [];
  const ring = [...full.slice(first), ...full.slice(0, first + 1)];
  const path: [kind: "M" | "L" | "Q", ...numbers: number[]][] = [["M", ring[0]!.x, ring[0]!.y]];
  for (let i = 1; i < ring.length; i++) {
    const point = ring[i]!;
    if (point.on) path.push(["L", point.x, point.y]);
    else {
      const end = ring[++i]!;
      path.push(["Q", point.x, point.y, end.x, end.y]);
    }
  }
  return path;
}
