type Colour = readonly [red: number, green: number, blue: number];

/** Of the house style. */
const usual: Colour = [0xc4, 0x47, 0x2d];
const white: Colour = [255, 255, 255];
const black: Colour = [0, 0, 0];
/** Contrast of text that everybody can read (WCAG 2.2, 1.4.3). */
const readable = 4.5;

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

/** Relative luminance (WCAG 2.2). */
function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Colour, other: Colour): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** A colour on its way to another, as far as it takes to be read on paper. */
function readableOn(paper: Colour, colour: Colour, goal: Colour): Colour {
  for (let share = 0; share < 1; share += 0.04) {
    const mixed = colour.map((part, index) => part + ((goal[index] ?? 0) - part) * share) as unknown as Colour;
    const rounded = mixed.map(Math.round) as unknown as Colour;
    if (contrast(paper, rounded) >= readable) return rounded;
  }
  return goal;
}

/**
 * @param colour `#rrggbb`; anything else is the house style's
 * @param papers the colours that links stand on, `#rrggbb`
 */
export function accentOf(colour: string, papers: { light: string; dark: string }): Accent {
  const fill = colourOf(colour);
  return {
    fill: written(fill),
    onFill: written(contrast(fill, white) >= readable ? white : black),
    onLight: written(readableOn(colourOf(papers.light), fill, black)),
    onDark: written(readableOn(colourOf(papers.dark), fill, white)),
  };
}
