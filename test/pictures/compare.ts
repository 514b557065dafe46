import { createCanvas, loadImage } from "@napi-rs/canvas";

/** A picture of the documents, and what it shows. */
export interface Picture {
  png: Uint8Array;
  /** The words that one sees in it, in their order. */
  words: string[];
  /** How wide a sentence is in the typefaces of this machine; empty where the picture brings its own. */
  letters: number[];
}

/** What is kept of a picture beside it. */
export interface Kept {
  width: number;
  height: number;
  letters: number[];
  words: string[];
}

/** Pictures are compared by the mean colours of squares of so many pixels. */
const square = 16;

/**
 * By how much the mean of a square may differ, of 255 a channel. Measured: of two runs on one machine no square of any
 * picture differs by more than 2.6, most of which is what the few colours of the kept picture leave out. Lines of text
 * that stand a pixel or two elsewhere, as other renderings of letters place them, differ by up to 10; a node of the canvas
 * that was moved by 4 pixels by 17, a button of the next darker shade by 29, the dot below a node in another colour by 43.
 */
const tolerance = 12;

/** The mean colours of a picture, square by square: red, green, blue. */
interface Grid {
  width: number;
  height: number;
  columns: number;
  means: Float64Array;
}

async function gridOf(png: Uint8Array): Promise<Grid> {
  const image = await loadImage(Buffer.from(png));
  const { width, height } = image;
  const canvas = createCanvas(width, height).getContext("2d");
  canvas.drawImage(image, 0, 0);
  const { data } = canvas.getImageData(0, 0, width, height);
  const columns = Math.ceil(width / square);
  const means = new Float64Array(columns * Math.ceil(height / square) * 3);
  const counts = new Uint32Array(means.length / 3);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const cell = Math.floor(y / square) * columns + Math.floor(x / square);
      counts[cell] = (counts[cell] ?? 0) + 1;
      for (let channel = 0; channel < 3; channel += 1)
        means[cell * 3 + channel]! += data[(y * width + x) * 4 + channel]!;
    }
  for (const [at, sum] of means.entries()) means[at] = sum / counts[Math.floor(at / 3)]!;
  return { width, height, columns, means };
}

/** Where two pictures of one size differ most, and by how much. */
function farthest(one: Grid, other: Grid): { by: number; x: number; y: number } {
  let [by, at] = [0, 0];
  for (const [index, mean] of one.means.entries()) {
    const difference = Math.abs(mean - other.means[index]!);
    if (difference > by) [by, at] = [difference, Math.floor(index / 3)];
  }
  return { by, x: (at % one.columns) * square, y: Math.floor(at / one.columns) * square };
}

function wordsThatDiffer(now: readonly string[], kept: readonly string[]): string | undefined {
  const at = Array.from({ length: Math.max(now.length, kept.length) }).findIndex(
    (_, index) => now[index] !== kept[index],
  );
  if (at === -1) return undefined;
  const quoted = (words: readonly string[]) => (words[at] === undefined ? "nothing" : `“${words[at]}”`);
  return `where it says ${quoted(kept)}, it would now say ${quoted(now)}`;
}

/**
 * In what a picture differs from the one that is kept; undefined where it has not aged. Words and size are compared exactly,
 * the picture coarsely, and only among machines whose typefaces are as wide.
 */
export async function agedBy(now: Picture, kept: Kept, png: Uint8Array): Promise<string | undefined> {
  const words = wordsThatDiffer(now.words, kept.words);
  if (words !== undefined) return words;
  const [drawn, before] = await Promise.all([gridOf(now.png), gridOf(png)]);
  const size = ({ width, height }: { width: number; height: number }) => `${width} × ${height}`;
  for (const grid of [drawn, before])
    if (size(grid) !== size(kept)) return `it is ${size(grid)} pixels, and was ${size(kept)}`;
  if (!sameLetters(now, kept)) return undefined;
  const { by, x, y } = farthest(drawn, before);
  return by > tolerance ? `it looks otherwise at ${x}, ${y} (by ${Math.round(by)} of 255)` : undefined;
}

export const sameLetters = (now: Pick<Picture, "letters">, kept: Kept): boolean =>
  JSON.stringify(now.letters) === JSON.stringify(kept.letters);
