/**
 * The modules of a QR code as bits: each line from its second bit on, the lowest first, in `stride` words of 32; what lies
 * beside the modules is 0.
 */
export interface Lines {
  rows: Uint32Array;
  columns: Uint32Array;
}

/** Words of a line: the module at a word's end is looked at together with those of the next. */
export const strideOf = (size: number): number => ((size + 1) >>> 5) + 2;

/** Modules that are judged at a time: with the one before and the ten after them they fill a word. */
const judged = 21;
const these = 0x3f_fffe;

/** Bits of a word that begins one before module `from` and stand for modules before `end`. */
function before(end: number, from: number): number {
  const count = end - from + 1;
  return (count >= 32 ? -1 : count <= 0 ? 0 : (1 << count) - 1) & (from === 0 ? -2 : -1);
}

function onesOf(bits: number): number {
  let count = bits - ((bits >>> 1) & 0x5555_5555);
  count = (count & 0x3333_3333) + ((count >>> 2) & 0x3333_3333);
  return Math.imul((count + (count >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}

/** Bits of those modules that are as the next one. */
const alike = (word: number, within: number): number => ~(word ^ (word >>> 1)) & within;

function wordAt(lines: Uint32Array, line: number, from: number): number {
  const [at, by] = [line + (from >>> 5), from & 31];
  return by === 0 ? lines[at]! : (lines[at]! >>> by) | (lines[at + 1]! << (32 - by));
}

/** Five and more alike in a row: three, and one for each beyond five. */
function runsIn(same: number): number {
  const fours = same & (same >>> 1) & (same >>> 2) & (same >>> 3);
  return onesOf(fours & these) + 2 * onesOf(fours & ~(fours << 1) & these);
}

/** Like a corner: dark, light, three dark, light, dark, with four light ones on a side. */
function cornersIn(word: number, within: number): number {
  const four = ~(word | (word >>> 1) | (word >>> 2) | (word >>> 3));
  const corner = word & ~(word >>> 1) & (word >>> 2) & (word >>> 3) & (word >>> 4) & ~(word >>> 5) & (word >>> 6);
  return 40 * onesOf(((corner & (four >>> 7)) | (four & (corner >>> 4))) & within & these);
}

/** How hard a code is to read (ISO/IEC 18004, 7.8.3.1), or a part of that which is `most` already. */
export function penaltyOf({ rows, columns }: Lines, size: number, most: number): number {
  const stride = strideOf(size);
  let penalty = 0;
  let dark = 0;
  for (let from = 0; from < size; from += judged) {
    const [pairs, corners] = [before(size - 1, from), before(size - 10, from)];
    for (let line = 0; line < size * stride; line += stride) {
      const word = wordAt(rows, line, from);
      const same = alike(word, pairs);
      const down = wordAt(columns, line, from);
      penalty += runsIn(same) + cornersIn(word, corners) + runsIn(alike(down, pairs)) + cornersIn(down, corners);
      dark += onesOf(word & these);
      if (line + stride === size * stride) continue;
      const next = wordAt(rows, line + stride, from);
      // Four alike.
      penalty += 3 * onesOf(same & alike(next, pairs) & ~(word ^ next) & these);
    }
    if (penalty >= most) return penalty;
  }
  return penalty + 10 * Math.floor(Math.abs((dark * 20) / (size * size) - 10));
}
