import { contrast, inkOn, readable } from "../../contrast.ts";

type Colour = readonly [red: number, green: number, blue: number];

/** Of the house style. */
const usual: Colour = [0xc4, 0x47, 0x2d];
const white: Colour = [255, 255, 255];
const black: Colour = [0, 0, 0];

/** What a page draws in its accent colour, so that it can be read on light and on dark paper. */
export interface Accent {
  /** Of buttons and bands. */
  fill: string;
  /** Of what stands on them. */
  onFill: string;
  /** Of links on light paper. */
  onLight: string;
  /** Of links on dark paper. */
  onDark: string;
}

function colourOf(written: string): Colour {
  const [, hex] = /^#([\da-f]{6})$/i.exec(written.trim()) ?? [];
  if (hex === undefined) return usual;
  const at = (place: number) => Number.parseInt(hex.slice(place, place + 2), 16);
  return [at(0), at(2), at(4)];
}

const written = (colour: Colour) => `#${colour.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;

/** A colour on its way to another, as far as it takes to be read on paper. */
function readableOn(paper: string, colour: Colour, goal: Colour): string {
  for (let share = 0; share < 1; share += 0.04) {
    const mixed = colour.map((part, index) => part + ((goal[index] ?? 0) - part) * share) as unknown as Colour;
    if (contrast(paper, written(mixed)) >= readable) return written(mixed);
  }
  return written(goal);
}

/**
 * @param colour `#rrggbb`; anything else is the house style's
 * @param papers the colours that links stand on, `#rrggbb`
 */
export function accentOf(colour: string, papers: { light: string; dark: string }): Accent {
  const fill = colourOf(colour);
  return {
    fill: written(fill),
    onFill: inkOn(written(fill)),
    onLight: readableOn(papers.light, fill, black),
    onDark: readableOn(papers.dark, fill, white),
  };
}
