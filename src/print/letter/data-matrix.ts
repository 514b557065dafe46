/*
 * DataMatrix codes (ISO/IEC 16022, ECC 200) of 18 × 18 modules, which hold 18 bytes. The barcode library takes about as
 * long for one as a batch for the rest of a letter.
 */

/** Modules of a side, without the frame of one module around them. */
const inner = 16;
const dataBytes = 18;
const checkBytes = 14;

/** The field GF(256) over x⁸ + x⁵ + x³ + x² + 1. */
const powers = new Uint8Array(510);
const exponents = new Uint8Array(256);
for (let exponent = 0, value = 1; exponent < 255; exponent += 1) {
  powers[exponent] = value;
  powers[exponent + 255] = value;
  exponents[value] = exponent;
  value = value < 128 ? value << 1 : (value << 1) ^ 0x12d;
}
const times = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : powers[exponents[a]! + exponents[b]!]!);

/** Of the Reed-Solomon code, the highest coefficient, 1, left out; its roots are the powers from 1 on. */
const generator = new Uint8Array(checkBytes);
generator[checkBytes - 1] = 1;
for (let root = 1; root <= checkBytes; root += 1)
  for (let at = 0; at < checkBytes; at += 1)
    generator[at] = times(generator[at]!, powers[root]!) ^ (generator[at + 1] ?? 0);

/** Digits in pairs, everything else alone; undefined: it is no ASCII, or too long. */
function bytesOf(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(dataBytes + checkBytes);
  let count = 0;
  for (const [part] of text.matchAll(/\d\d|./gs)) {
    if (count === dataBytes || part.charCodeAt(0) > 127) return undefined;
    bytes[count] = part.length === 2 ? 130 + Number(part) : part.charCodeAt(0) + 1;
    count += 1;
  }
  const end = count;
  for (; count < dataBytes; count += 1) {
    // Padding after the first is scattered, so that no pattern arises.
    const scattered = 129 + ((149 * (count + 1)) % 253) + 1;
    bytes[count] = count === end ? 129 : scattered > 254 ? scattered - 254 : scattered;
  }
  const rest = bytes.subarray(dataBytes);
  for (const byte of bytes.subarray(0, dataBytes)) {
    const factor = byte ^ rest[0]!;
    rest.copyWithin(0, 1);
    rest[checkBytes - 1] = 0;
    for (let at = 0; at < checkBytes; at += 1) rest[at]! ^= times(generator[at]!, factor);
  }
  return bytes;
}

/** Where the bits of a byte are, the highest first, as rows and columns from its last one. */
const shape = [
  ...[[-2, -2] as const, [-2, -1] as const, [-1, -2] as const, [-1, -1] as const],
  ...[[-1, 0] as const, [0, -2] as const, [0, -1] as const, [0, 0] as const],
];

/** Which bit a module of the inner square shows: eight times the number of its byte, and the bit, from 0 (annex F). */
function placement(): Int16Array {
  const places = new Int16Array(inner * inner).fill(-1);
  let bytes = 0;
  const put = (row: number, column: number) => {
    for (const [bit, [down, across]] of shape.entries()) {
      let [y, x] = [row + down, column + across];
      // What leaves at the top or on the left comes in on the other side; in this size without a shift.
      if (y < 0) y += inner;
      if (x < 0) x += inner;
      places[y * inner + x] = bytes * 8 + bit;
    }
    bytes += 1;
  };
  const isFree = (row: number, column: number) => places[row * inner + column] === -1;
  let [row, column] = [4, 0];
  // Diagonals to the upper right and back again.
  while (row < inner || column < inner) {
    for (; row >= 0 && column < inner; row -= 2, column += 2)
      if (row < inner && column >= 0 && isFree(row, column)) put(row, column);
    [row, column] = [row + 1, column + 3];
    for (; row < inner && column >= 0; row += 2, column -= 2)
      if (row >= 0 && column < inner && isFree(row, column)) put(row, column);
    [row, column] = [row + 3, column + 1];
  }
  return places;
}
const places = placement();

/** The code as rows of modules, the dark ones true; undefined: the text is too long for it, or no ASCII. */
export function smallDataMatrix(text: string): boolean[][] | undefined {
  const bytes = bytesOf(text);
  if (bytes === undefined) return undefined;
  const side = inner + 2;
  return Array.from({ length: side }, (_, y) =>
    Array.from({ length: side }, (_, x) => {
      // Solid on the left and below, dotted above and on the right.
      if (x === 0 || y === side - 1) return true;
      if (y === 0) return x % 2 === 0;
      if (x === side - 1) return y % 2 === 1;
      const place = places[(y - 1) * inner + x - 1]!;
      return ((bytes[place >> 3]! >> (7 - (place & 7))) & 1) === 1;
    }),
  );
}
