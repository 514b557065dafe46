import { inkOn } from "../contrast.ts";

const colour = /^#[0-9a-f]{6}$/i;

/** The style that gives a house's own colour to buttons and edges, their text black or white, whichever can be read; empty without one. */
export function accentStyle(selector: string, hex: string): string {
  if (!colour.test(hex)) return "";
  return `${selector}{--house-button:${hex};--house-hover:${hex};--house-on-button:${inkOn(hex)};--house-edge:${hex}}`;
}
