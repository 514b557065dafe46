/**
 * SHA-256 (FIPS 180-4) of a text in UTF-8, for Node.js and browsers alike: the form shows the arm that the runtime will draw,
 * and a browser's own is answered late, and only on pages that came over HTTPS. Not for secrets.
 *
 * @returns the first 64 bits
 */
export function sha256Head(text: string): { high: number; low: number } {
  const data = padded(new TextEncoder().encode(text));
  const state = Uint32Array.of(...initial);
  const words = new Uint32Array(64);
  for (let at = 0; at < data.byteLength; at += 64) {
    for (let i = 0; i < 16; i += 1) words[i] = data.getUint32(at + i * 4);
    for (let i = 16; i < 64; i += 1) {
      const [a, b] = [words[i - 15]!, words[i - 2]!];
      const low = turned(a, 7) ^ turned(a, 18) ^ (a >>> 3);
      const high = turned(b, 17) ^ turned(b, 19) ^ (b >>> 10);
      words[i] = words[i - 16]! + low + words[i - 7]! + high;
    }
    mix(state, words);
  }
  return { high: state[0]!, low: state[1]! };
}

/** The text, a bit, zeros, and the length in bits, to a multiple of 64 bytes. */
function padded(bytes: Uint8Array): DataView {
  const whole = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  whole.set(bytes);
  whole[bytes.length] = 0x80;
  const view = new DataView(whole.buffer);
  view.setUint32(whole.length - 8, Math.floor(bytes.length / 0x2000_0000));
  view.setUint32(whole.length - 4, bytes.length * 8);
  return view;
}

function mix(state: Uint32Array, words: Uint32Array): void {
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let i = 0; i < 64; i += 1) {
    const choice = (e & f) ^ (~e & g);
    const one = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + choice + constants[i]! + words[i]!;
    const two = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i] = state[i]! + word;
}

const turned = (word: number, bits: number) => (word >>> bits) | (word << (32 - bits));

const primes: number[] = [];
for (let number = 2; primes.length < 64; number += 1) {
  if (primes.every((prime) => number % prime !== 0)) primes.push(number);
}
/** First 32 bits of the fraction: the standard takes its constants from roots of the first primes. */
const fraction = (root: number) => Math.floor((root - Math.floor(root)) * 0x1_0000_0000);
const initial = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const constants = Uint32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
