/** Highest character of a letter in Latin script, with its dashes, quotation marks, currencies and arrows. */
const lastLatin = 0x22ff;

/** Stands for a sign that the typeface lacks (Unicode, REPLACEMENT CHARACTER). */
const substitute = 0xfffd;

/** Whether a font cut to Latin serves for the text. */
export function isLatin(text: string): boolean {
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code > lastLatin || (code > 0x24f && code < 0x1e00)) return false;
  }
  return true;
}

/**
 * A TrueType font without what a letter never asks for and each document would read again: the names of its glyphs
 * (`post`), all maps from characters to glyphs (`cmap`) but the full one and, where the letter is in Latin script, its
 * other characters. Nothing is moved; the entries that lead there are changed.
 *
 * @see https://learn.microsoft.com/typography/opentype/spec/otff
 */
export function leanFont(font: Uint8Array, latin: boolean): Uint8Array {
  const bytes = Uint8Array.from(font);
  const view = new DataView(bytes.buffer);
  const post = tableOf(view, "post");
  if (post !== undefined) {
    view.setUint32(post.offset, 0x00030000);
    view.setUint32(post.entry + 12, 32);
  }
  const cmap = tableOf(view, "cmap");
  if (cmap !== undefined) keepFullMap(bytes, view, cmap.offset, latin);
  return bytes;
}

function tableOf(view: DataView, tag: string): { entry: number; offset: number } | undefined {
  for (let entry = 12; entry < 12 + view.getUint16(4) * 16; entry += 16) {
    const name = String.fromCharCode(...[0, 1, 2, 3].map((at) => view.getUint8(entry + at)));
    if (name === tag) return { entry, offset: view.getUint32(entry + 8) };
  }
  return undefined;
}

/** Leaves the one map of format 12, which holds every character of Unicode that the font knows. */
function keepFullMap(bytes: Uint8Array, view: DataView, cmap: number, latin: boolean): void {
  const records = Array.from({ length: view.getUint16(cmap + 2) }, (_, index) => cmap + 4 + index * 8);
  const full = records.find((record) => view.getUint16(cmap + view.getUint32(record + 4)) === 12);
  if (full === undefined) return;
  const map = cmap + view.getUint32(full + 4);
  bytes.copyWithin(cmap + 4, full, full + 8);
  view.setUint16(cmap + 2, 1);
  if (latin) keepLatin(bytes, view, map);
}

/** Leaves those groups of characters (first, last, glyph of the first) that hold any that `isLatin` lets pass, and the substitute. */
function keepLatin(bytes: Uint8Array, view: DataView, map: number): void {
  const groups = map + 16;
  let kept = 0;
  for (let group = 0; group < view.getUint32(map + 12); group += 1) {
    const at = groups + group * 12;
    const [first, last] = [view.getUint32(at), view.getUint32(at + 4)];
    const substitutes = first <= substitute && last >= substitute;
    if (!substitutes && (first > lastLatin || (first > 0x24f && last < 0x1e00))) continue;
    bytes.copyWithin(groups + kept * 12, at, at + 12);
    kept += 1;
  }
  view.setUint32(map + 12, kept);
}
