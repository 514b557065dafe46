import type { Colour } from "./marks.ts";
import type { LetterRequest } from "./request.ts";

/** The colours of a letter. */
export interface Palette {
  ink: Colour;
  grey: Colour;
  /** Around a map. */
  frame: Colour;
  /** Of a word behind the text. */
  faint: Colour;
  white: Colour;
  /** Of the band of a test. */
  alarm: Colour;
  accent: Colour;
  /** In which a printer's own marks stand: on every plate. */
  registration: Colour;
}

type Three = [number, number, number];
type Four = [number, number, number, number];

/** Black as its own ink alone, so that small text stays sharp on the press. */
const inks: Omit<Palette, "accent"> = {
  ink: [0, 0, 0, 1],
  grey: [0, 0, 0, 0.65],
  frame: [0, 0, 0, 0.3],
  faint: [0, 0, 0, 0.1],
  white: [0, 0, 0, 0],
  alarm: [0, 0.95, 0.85, 0.15],
  registration: [1, 1, 1, 1],
};
const lights: Omit<Palette, "accent"> = {
  ink: [0.13, 0.13, 0.15],
  grey: [0.42, 0.43, 0.46],
  frame: [0.72, 0.73, 0.75],
  faint: [0.9, 0.9, 0.91],
  white: [1, 1, 1],
  alarm: [0.75, 0.1, 0.15],
  registration: [0, 0, 0],
};

/** Without a colour profile: what all three inks share becomes black. In whole percent, as a printer writes them. */
function inksOf([red, green, blue]: Three): Four {
  const light = Math.max(red, green, blue);
  const part = (one: number) => (light === 0 ? 0 : Math.round((100 * (light - one)) / light) / 100);
  return [part(red), part(green), part(blue), Math.round(100 * (1 - light)) / 100];
}

/** The way back, for a screen. */
function lightOf([cyan, magenta, yellow, black]: Four): Three {
  const part = (ink: number) => (1 - ink) * (1 - black);
  return [part(cyan), part(magenta), part(yellow)];
}

function accentOf(text: string, cmyk: boolean): Colour {
  const written = /^cmyk\((.*)\)$/i.exec(text.trim())?.[1];
  if (written === undefined) {
    const hex = text.trim();
    const part = (from: number) => Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    const light: Three = [part(1), part(3), part(5)];
    return cmyk ? inksOf(light) : light;
  }
  const [c = 0, m = 0, y = 0, k = 0] = written.split(",").map((ink) => Number(ink) / 100);
  return cmyk ? [c, m, y, k] : lightOf([c, m, y, k]);
}

export function paletteOf({ colours, accentColour = "#1f5f74" }: LetterRequest): Palette {
  const cmyk = colours === "cmyk";
  return { ...(cmyk ? inks : lights), accent: accentOf(accentColour, cmyk) };
}
