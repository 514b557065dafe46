import { type Lines, penaltyOf, strideOf } from "./qr-penalty.ts";

/*
 * QR codes (ISO/IEC 18004, model 2) of bytes with error correction M. The barcode library takes 3 ms for one, three times
 * what the rest of a letter takes in a batch; here all but the text's own bits is made once for all codes of a size.
 */

/** Check bytes of a block, and blocks, by version from 1 (ISO/IEC 18004, table 9, level M). */
const checkBytes = [
  ...[10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26],
  ...[26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28],
];
const blockCounts = [
  ...[1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16],
  ...[17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49],
];

/** The field GF(256) over x⁸ + x⁴ + x³ + x² + 1: powers of x, and their exponents. */
const powers = new Uint8Array(510);
const exponents = new Uint8Array(256);
for (let exponent = 0, value = 1; exponent < 255; exponent += 1) {
  powers[exponent] = value;
  powers[exponent + 255] = value;
  exponents[value] = exponent;
  value = value < 128 ? value << 1 : (value << 1) ^ 0x11d;
}
const times = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : powers[exponents[a]! + exponents[b]!]!);

const generators = new Map<number, Uint8Array>();

/** Of a Reed-Solomon code, the highest coefficient, 1, left out. */
function generatorOf(degree: number): Uint8Array {
  const known = generators.get(degree);
  if (known !== undefined) return known;
  const generator = new Uint8Array(degree);
  generator[degree - 1] = 1;
  for (let root = 0; root < degree; root += 1)
    for (let at = 0; at < degree; at += 1)
      generator[at] = times(generator[at]!, powers[root]!) ^ (generator[at + 1] ?? 0);
  generators.set(degree, generator);
  return generator;
}

function checkOf(data: Uint8Array, degree: number): Uint8Array {
  const generator = generatorOf(degree);
  const rest = new Uint8Array(degree);
  for (const byte of data) {
    const factor = byte ^ rest[0]!;
    rest.copyWithin(0, 1);
    rest[degree - 1] = 0;
    for (let at = 0; at < degree; at += 1) rest[at]! ^= times(generator[at]!, factor);
  }
  return rest;
}

/** What codes of a version have in common. */
interface Frame {
  size: number;
  /** Bytes that it holds, check bytes included. */
  bytes: number;
  /** Bytes for mode, length, text and filling. */
  room: number;
  /** Where the bits go, in their order. */
  order: Uint32Array;
  /** By mask: a code whose bits are all 0. */
  empty: Lines[];
}

const masks: ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** `value` followed by what is left of it divided by `generator`. */
function withRest(value: number, bits: number, generator: number): number {
  let rest = value << bits;
  for (let bit = 31 - Math.clz32(rest); bit >= bits; bit = 31 - Math.clz32(rest)) rest ^= generator << (bit - bits);
  return (value << bits) | rest;
}

function alignmentOf(version: number, size: number): number[] {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
  const places = Array.from({ length: count - 1 }, (_, index) => size - 7 - index * step);
  return [6, ...places.reverse()];
}

const frames = new Map<number, Frame>();

function frameOf(version: number): Frame {
  const known = frames.get(version);
  if (known !== undefined) return known;
  const size = version * 4 + 17;
  /** 0 light, 1 dark, 2 of the text, 3 of the format. */
  const fixed = new Uint8Array(size * size).fill(2);
  const put = (x: number, y: number, dark: boolean) => {
    if (x >= 0 && y >= 0 && x < size && y < size) fixed[y * size + x] = dark ? 1 : 0;
  };
  for (let at = 0; at < size; at += 1) {
    put(6, at, at % 2 === 0);
    put(at, 6, at % 2 === 0);
  }
  const square = (x: number, y: number, reach: number, light: (ring: number) => boolean) => {
    for (let dy = -reach; dy <= reach; dy += 1)
      for (let dx = -reach; dx <= reach; dx += 1) put(x + dx, y + dy, !light(Math.max(Math.abs(dx), Math.abs(dy))));
  };
  const last = size - 4;
  for (const [x, y] of [
    [3, 3],
    [last, 3],
    [3, last],
  ] as const)
    square(x, y, 4, (ring) => ring === 2 || ring === 4);
  const places = alignmentOf(version, size);
  for (const [row, y] of places.entries())
    for (const [column, x] of places.entries()) {
      const ends = [0, places.length - 1];
      const corner = ends.includes(row) && ends.includes(column) && !(row === ends[1] && column === ends[1]);
      if (!corner) square(x, y, 2, (ring) => ring === 1);
    }
  if (version >= 7) {
    const bits = withRest(version, 12, 0x1f25);
    for (let bit = 0; bit < 18; bit += 1) {
      const [along, across] = [Math.floor(bit / 3), size - 11 + (bit % 3)];
      put(along, across, ((bits >> bit) & 1) === 1);
      put(across, along, ((bits >> bit) & 1) === 1);
    }
  }
  const format = formatPlaces(size);
  for (const [first, second] of format) for (const place of [first, second]) fixed[place] = 3;
  fixed[(size - 8) * size + 8] = 1;

  const order: number[] = [];
  for (let right = size - 1; right >= 1; right -= 2) {
    // The column of the timing pattern holds nothing.
    if (right === 6) right = 5;
    const upwards = ((right + 1) & 2) === 0;
    for (let step = 0; step < size; step += 1)
      for (const x of [right, right - 1]) {
        const place = (upwards ? size - 1 - step : step) * size + x;
        if (fixed[place] === 2) order.push(place);
      }
  }
  const empty = masks.map((mask, number) => {
    // Level M is 00.
    const bits = withRest(number, 10, 0x537) ^ 0x5412;
    const modules = fixed.map((module, place) =>
      module === 2 ? Number(mask(place % size, Math.floor(place / size))) : module,
    );
    for (const [bit, both] of format.entries()) for (const place of both) modules[place] = (bits >> bit) & 1;
    const lines = linesOf(size);
    for (const [place, module] of modules.entries()) if (module === 1) turn(lines, size, place);
    return lines;
  });
  const bytes = order.length >> 3;
  const room = bytes - checkBytes[version - 1]! * blockCounts[version - 1]!;
  const frame = { size, bytes, room, order: Uint32Array.from(order), empty };
  frames.set(version, frame);
  return frame;
}

/** Both places of each bit of the format, the lowest first. */
function formatPlaces(size: number): [number, number][] {
  const at = (x: number, y: number) => y * size + x;
  return Array.from({ length: 15 }, (_, bit) => {
    const down = bit < 6 ? bit : bit < 8 ? bit + 1 : 0;
    const first = bit < 8 ? at(8, down) : at(bit === 8 ? 7 : 14 - bit, 8);
    const second = bit < 8 ? at(size - 1 - bit, 8) : at(8, size - 15 + bit);
    return [first, second];
  });
}

/** Mode, length, text and filling, then check bytes, in the order of the blocks' bytes. */
function codewordsOf(text: Uint8Array, version: number, { bytes, room }: Frame): Uint8Array {
  const long = version > 9;
  const data = new Uint8Array(room);
  const start = long ? 3 : 2;
  // Everything stands half a byte later than its byte: the mode, bytes, takes four bits.
  const whole = [0x4, ...(long ? [text.length >> 8] : []), text.length & 0xff, ...text, 0];
  for (let at = 0; at < start + text.length; at += 1) data[at] = ((whole[at]! & 0xf) << 4) | (whole[at + 1]! >> 4);
  for (let at = start + text.length; at < room; at += 1) data[at] = (at - start - text.length) % 2 === 0 ? 0xec : 0x11;

  const [degree, count] = [checkBytes[version - 1]!, blockCounts[version - 1]!];
  const [short, longer] = [Math.floor(room / count), room % count];
  const blocks: Uint8Array[] = [];
  for (let at = 0; blocks.length < count; ) {
    const length = short + (blocks.length < count - longer ? 0 : 1);
    blocks.push(data.subarray(at, at + length));
    at += length;
  }
  const checks = blocks.map((block) => checkOf(block, degree));
  const all = new Uint8Array(bytes);
  let filled = 0;
  const takeTurns = (lists: readonly Uint8Array[], length: number) => {
    for (let at = 0; at < length; at += 1) for (const list of lists) if (at < list.length) all[filled++] = list[at]!;
  };
  takeTurns(blocks, short + 1);
  takeTurns(checks, degree);
  return all;
}

/** The code of a text in UTF-8, dark modules true; undefined: the text is too long for any. */
export function encodeQr(text: string): boolean[][] | undefined {
  const bytes = new TextEncoder().encode(text);
  let version = 1;
  while (version <= 40 && frameOf(version).room < bytes.length + (version > 9 ? 3 : 2)) version += 1;
  if (version > 40) return undefined;
  const frame = frameOf(version);
  const { size, order, empty } = frame;
  const words = codewordsOf(bytes, version, frame);
  const turned = linesOf(size);
  for (let bit = 0; bit < words.length * 8; bit += 1)
    if (((words[bit >> 3]! >> (7 - (bit & 7))) & 1) === 1) turn(turned, size, order[bit]!);
  let best: Lines | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const { rows, columns } of empty) {
    const lines = {
      rows: rows.map((word, at) => word ^ turned.rows[at]!),
      columns: columns.map((word, at) => word ^ turned.columns[at]!),
    };
    const penalty = penaltyOf(lines, size, least);
    if (penalty >= least) continue;
    least = penalty;
    best = lines;
  }
  return best && modulesOf(best, size);
}

function linesOf(size: number): Lines {
  const length = size * strideOf(size);
  return { rows: new Uint32Array(length), columns: new Uint32Array(length) };
}

/** Turns the module at a place from light to dark or back. */
function turn({ rows, columns }: Lines, size: number, place: number): void {
  const stride = strideOf(size);
  const y = Math.floor(place / size);
  const x = place - y * size;
  rows[y * stride + ((x + 1) >> 5)]! ^= 1 << ((x + 1) & 31);
  columns[x * stride + ((y + 1) >> 5)]! ^= 1 << ((y + 1) & 31);
}

function modulesOf({ rows }: Lines, size: number): boolean[][] {
  const stride = strideOf(size);
  const modules: boolean[][] = [];
  for (let y = 0; y < size; y += 1) {
    const row: boolean[] = [];
    for (let bit = 1; bit <= size; bit += 1) row.push(((rows[y * stride + (bit >> 5)]! >> (bit & 31)) & 1) === 1);
    modules.push(row);
  }
  return modules;
}
