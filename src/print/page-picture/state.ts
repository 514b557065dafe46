/** `[a b c d e f]`: x' = ax + cy + e, y' = bx + dy + f (ISO 32000-2, 8.3.3). */
export type Matrix = readonly [number, number, number, number, number, number];

export const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** First `inner`, then `outer`. */
export function times(inner: Matrix, outer: Matrix): Matrix {
  const [a, b, c, d, e, f] = inner;
  const [A, B, C, D, E, F] = outer;
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F];
}

/** What holds while a page is drawn (ISO 32000-2, 8.4). */
export interface State {
  matrix: Matrix;
  fill: string;
  stroke: string;
  fillAlpha: number;
  strokeAlpha: number;
  width: number;
  cap: number;
  join: number;
  miter: number;
  dash: number[];
  dashFrom: number;
  blend: string;
  /** Ids of the clips, the outermost first. */
  clip: readonly string[];
  font: string;
  size: number;
  leading: number;
  charSpace: number;
  stretch: number;
  rise: number;
  mode: number;
  /** Colour spaces that were chosen, as the number of parts of a colour and how they are read. */
  fillSpace: string;
  strokeSpace: string;
}

export const beginning = (matrix: Matrix): State => ({
  matrix,
  fill: "#000000",
  stroke: "#000000",
  fillAlpha: 1,
  strokeAlpha: 1,
  width: 1,
  cap: 0,
  join: 0,
  miter: 10,
  dash: [],
  dashFrom: 0,
  blend: "normal",
  clip: [],
  font: "",
  size: 1,
  leading: 0,
  charSpace: 0,
  stretch: 1,
  rise: 0,
  mode: 0,
  fillSpace: "DeviceGray",
  strokeSpace: "DeviceGray",
});

const part = (share: number) =>
  Math.round(Math.min(1, Math.max(0, share)) * 255)
    .toString(16)
    .padStart(2, "0");

/** A colour for a screen; inks without a profile, as viewers do. */
export function colourOf(parts: readonly number[]): string {
  const [a = 0, b = 0, c = 0, black] = parts;
  if (parts.length === 1) return `#${part(a).repeat(3)}`;
  if (black === undefined) return `#${part(a)}${part(b)}${part(c)}`;
  return `#${[a, b, c].map((ink) => part((1 - ink) * (1 - black))).join("")}`;
}
