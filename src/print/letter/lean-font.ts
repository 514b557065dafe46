/**
 * Characters that a letter may hold: `western` those of Western and Central Europe with their dashes, quotation marks and
 * the euro; `latin` those of Latin script with its marks, currencies and arrows; `all` that the typeface has.
 */
export type Reach = "western" | "latin" | "all";

const isWestern = (code: number) =>
  code <= 0x17f || (code >= 0x2000 && code <= 0x206f) || code === 0x20ac || code === 0x2122;
const isLatin = (code: number) => code <= 0x24f || (code >= 0x1e00 && code <= 0x22ff);

/** Stands for a sign that the typeface lacks (Unicode, REPLACEMENT CHARACTER). */
const substitute = 0xfffd;

/** The narrowest that the text is in. */
export function reachOf(text: string): Reach {
  let reach: Reach = "western";
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (isWestern(code)) continue;
    if (!isLatin(code)) return "all";
    reach = "latin";
  }
  return reach;
}

/**
 * A TrueType font without what a letter never asks for and each document would read again: the names of its glyphs
 * (`post`), its own names but those that a cut one keeps, all maps from characters to glyphs (`cmap`) but the full one,
 * characters out of reach, and glyphs behind the last one within. Nothing is moved; the entries that lead there are
 * changed.
 *
 * @see https://learn.microsoft.com/typography/opentype/spec/otff
 */
export function leanFont(font: Uint8Array, reach: Reach): Uint8Array {
  const bytes = Uint8Array.from(font);
  const view = new DataView(bytes.buffer);
  const at = (tag: string) => tableOf(view, tag);
  const [post, name, cmap] = [at("post"), at("name"), at("cmap")];
  if (post !== undefined) {
    view.setUint32(post.offset, 0x00030000);
    view.setUint32(post.entry + 12, 32);
  }
  if (name !== undefined) keepEnglishNames(bytes, view, name.offset);
  const map = cmap && keepFullMap(bytes, view, cmap.offset);
  if (map === undefined || reach === "all") return bytes;
  const glyphs = keepCharacters(view, map, reach === "western" ? isWestern : isLatin);
  const [head, hhea, maxp, loca, glyf] = [at("head"), at("hhea"), at("maxp"), at("loca"), at("glyf")];
  if (head === undefined || hhea === undefined || maxp === undefined || loca === undefined || glyf === undefined)
    return bytes;
  const long = view.getInt16(head.offset + 50) === 1;
  const startOf = (glyph: number) =>
    glyf.offset + (long ? view.getUint32(loca.offset + glyph * 4) : view.getUint16(loca.offset + glyph * 2) * 2);
  const count = lastOf(view, glyphs, startOf) + 1;
  view.setUint16(maxp.offset + 4, count);
  view.setUint16(hhea.offset + 34, Math.min(count, view.getUint16(hhea.offset + 34)));
  return bytes;
}

interface Table {
  entry: number;
  offset: number;
}

function tableOf(view: DataView, tag: string): Table | undefined {
  for (let entry = 12; entry < 12 + view.getUint16(4) * 16; entry += 16) {
    const name = String.fromCharCode(...[0, 1, 2, 3].map((at) => view.getUint8(entry + at)));
    if (name === tag) return { entry, offset: view.getUint32(entry + 8) };
  }
  return undefined;
}

/** Leaves the first names, in Unicode and English: family, style, that of PostScript. */
function keepEnglishNames(bytes: Uint8Array, view: DataView, name: number): void {
  let kept = 0;
  for (let record = 0; record < view.getUint16(name + 2); record += 1) {
    const at = name + 6 + record * 12;
    const [platform, encoding, language, id] = [0, 2, 4, 6].map((by) => view.getUint16(at + by));
    if (platform !== 3 || encoding !== 1 || language !== 0x409 || id! > 6) continue;
    bytes.copyWithin(name + 6 + kept * 12, at, at + 12);
    kept += 1;
  }
  view.setUint16(name + 2, kept);
}

/** Leaves the one map of format 12, which holds every character of Unicode that the font knows; answers where it is. */
function keepFullMap(bytes: Uint8Array, view: DataView, cmap: number): number | undefined {
  const records = Array.from({ length: view.getUint16(cmap + 2) }, (_, index) => cmap + 4 + index * 8);
  const full = records.find((record) => view.getUint16(cmap + view.getUint32(record + 4)) === 12);
  if (full === undefined) return undefined;
  const map = cmap + view.getUint32(full + 4);
  bytes.copyWithin(cmap + 4, full, full + 8);
  view.setUint16(cmap + 2, 1);
  return map;
}

/** Leaves what of each group of characters (first, last, glyph of the first) is within, and the substitute; answers their glyphs. */
function keepCharacters(view: DataView, map: number, within: (code: number) => boolean): number[] {
  const groups = map + 16;
  // That of a character which is not there.
  const glyphs = [0];
  let kept = 0;
  const count = view.getUint32(map + 12);
  for (let group = 0; group < count; group += 1) {
    const at = groups + group * 12;
    const [first, last, glyph] = [view.getUint32(at), view.getUint32(at + 4), view.getUint32(at + 8)];
    const asked = (code: number) => within(code) || code === substitute;
    // Of a group that leaves and comes back, all between is kept.
    let from = first;
    let to = last;
    while (from <= to && !asked(from)) from += 1;
    while (to >= from && !asked(to)) to -= 1;
    if (from > to) continue;
    const entry = groups + kept * 12;
    view.setUint32(entry, from);
    view.setUint32(entry + 4, to);
    view.setUint32(entry + 8, glyph + from - first);
    for (let code = from; code <= to; code += 1) glyphs.push(glyph + code - first);
    kept += 1;
  }
  view.setUint32(map + 12, kept);
  return glyphs;
}

/** The last of the glyphs and of those that they are put together from (`glyf`, composite glyphs). */
function lastOf(view: DataView, glyphs: readonly number[], startOf: (glyph: number) => number): number {
  const known = new Set(glyphs);
  for (const glyph of known) {
    const start = startOf(glyph);
    if (startOf(glyph + 1) === start || view.getInt16(start) >= 0) continue;
    for (let at = start + 10, flags = 0x20; (flags & 0x20) !== 0; ) {
      flags = view.getUint16(at);
      known.add(view.getUint16(at + 2));
      const places = (flags & 1) === 0 ? 2 : 4;
      const scale = (flags & 8) !== 0 ? 2 : (flags & 0x40) !== 0 ? 4 : (flags & 0x80) !== 0 ? 8 : 0;
      at += 4 + places + scale;
    }
  }
  return Math.max(...known);
}
