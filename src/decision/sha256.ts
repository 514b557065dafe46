/**
 * SHA-256 (FIPS 180-4) of a text in UTF-8, for Node.js and browsers alike: the form shows the arm that the runtime will draw,
 * and a browser's own is answered late, and only on pages that came over HTTPS. Not for secrets.
 *
 * @returns the first 64 bits
 */
export function sha256Head(text: string): { high: number; low: number } {
  const data = padded(encoder.encode(text));
  state.set(initial);
  for (let at = 0; at < data.byteLength; at += 64) {
    for (let i = 0; i < 16; i += 1) words[i] = data.getInt32(at + i * 4);
    mix();
  }
  return { high: state[0]! >>> 0, low: state[1]! >>> 0 };
}

const encoder = new TextEncoder();
// Used by one call at a time: nothing in it waits.
const state = new Int32Array(8);
const words = new Int32Array(64);

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

/** One block. Every sum is cut to 32 bits at once: an engine then calculates with whole numbers alone. */
function mix(): void {
  for (let i = 16; i < 64; i += 1) {
    const [x, y] = [words[i - 15]!, words[i - 2]!];
    const low = turned(x, 7) ^ turned(x, 18) ^ (x >>> 3);
    const high = turned(y, 17) ^ turned(y, 19) ^ (y >>> 10);
    words[i] = (((words[i - 16]! + low) | 0) + ((words[i - 7]! + high) | 0)) | 0;
  }
  let [a, b, c, d] = [state[0]!, state[1]!, state[2]!, state[3]!];
  let [e, f, g, h] = [state[4]!, state[5]!, state[6]!, state[7]!];
  for (let i = 0; i < 64; i += 1) {
    const choice = (e & f) ^ (~e & g);
    const keyed = (constants[i]! + words[i]!) | 0;
    const one = (((h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25))) | 0) + ((choice + keyed) | 0)) | 0;
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + majority) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  state[0] = (state[0]! + a) | 0;
  state[1] = (state[1]! + b) | 0;
  state[2] = (state[2]! + c) | 0;
  state[3] = (state[3]! + d) | 0;
  state[4] = (state[4]! + e) | 0;
  state[5] = (state[5]! + f) | 0;
  state[6] = (state[6]! + g) | 0;
  state[7] = (state[7]! + h) | 0;
}

const turned = (word: number, bits: number) => (word >>> bits) | (word << (32 - bits));

const primes: number[] = [];
for (let number = 2; primes.length < 64; number += 1) {
  if (primes.every((prime) => number % prime !== 0)) primes.push(number);
}
/** First 32 bits of the fraction: the standard takes its constants from roots of the first primes. */
const fraction = (root: number) => Math.floor((root - Math.floor(root)) * 0x1_0000_0000);
const initial = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)) | 0);
const constants = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)) | 0);
