import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { groundStyles, palette, roadStyles } from "../../../src/map/draw/palette.ts";
import { placeStyles } from "../../../src/map/draw/place-labels.ts";

/** Relative luminance (WCAG 2.2). */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

/**
 * Colours as people without one kind of cone see them (Viénot, Brettel and Mollon 1999, on linear light).
 */
const blindness = {
  protanopia: [0.11238, 0.88762, 0, 0.11238, 0.88762, 0, 0.00401, -0.00401, 1],
  deuteranopia: [0.29275, 0.70725, 0, 0.29275, 0.70725, 0, -0.02234, 0.02234, 1],
} as const;

function seen(hex: string, matrix: readonly number[]): number[] {
  const linear = [1, 3, 5].map((at) => (Number.parseInt(hex.slice(at, at + 2), 16) / 255) ** 2.2);
  return [0, 1, 2].map((row) => [0, 1, 2].reduce((sum, i) => sum + matrix[3 * row + i]! * linear[i]!, 0));
}

describe("the colours of a map", () => {
  const letters: [what: string, colour: string, ground: string][] = [
    ["streets", palette.text, palette.halo],
    ["small streets", palette.textSoft, palette.halo],
    ["the store", palette.label, palette.white],
    ["credits", palette.furniture, palette.plate],
    ["the scale", palette.furniture, palette.halo],
    ...Object.entries(placeStyles).map(([kind, { colour, halo }]): [string, string, string] => [
      kind,
      colour,
      halo ?? palette.halo,
    ]),
  ];
  for (const [what, colour, ground] of letters) {
    it(`let the name of ${what} be read: 4.5 to 1`, () => {
      assert.ok(contrast(colour, ground) >= 4.5, `${contrast(colour, ground)}`);
    });
  }

  const grounds = [
    ["land", palette.land],
    ["white beside the line", palette.white],
    ...groundStyles.map(([kind, { fill }]) => [kind, fill]),
    ...Object.entries(roadStyles).map(([kind, { fill }]) => [kind, fill]),
  ] as [string, string][];
  /** What a line is never drawn on without its white edge between. */
  const dashed = new Set(["cycleway", "track", "footway", "steps"]);
  for (const [what, ground] of grounds.filter(([kind]) => !dashed.has(kind))) {
    it(`let the way be seen on ${what}: 3 to 1 beside its white edge, 2.4 to 1 without`, () => {
      assert.ok(contrast(palette.way, palette.white) >= 3);
      assert.ok(contrast(palette.way, ground) >= 2.4, `${contrast(palette.way, ground)}`);
    });
  }

  for (const [kind, matrix] of Object.entries(blindness)) {
    it(`let way and marker be told apart with ${kind}`, () => {
      const [way, marker] = [seen(palette.way, matrix), seen(palette.marker, matrix)];
      assert.ok(Math.hypot(...way.map((value, i) => value - marker[i]!)) > 0.3);
    });
  }
});
