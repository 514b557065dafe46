const colour = /^#[0-9a-f]{6}$/i;

/** Relative luminance (WCAG 2.2), 0 to 1. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The style that gives a house's own colour to buttons and edges, their text black or white, whichever reads better; empty without one. */
export function accentStyle(selector: string, hex: string): string {
  if (!colour.test(hex)) return "";
  // Where the contrast with white is that with black.
  const text = luminance(hex) > 0.1791 ? "#000000" : "#ffffff";
  return `${selector}{--house-button:${hex};--house-hover:${hex};--house-on-button:${text};--house-edge:${hex}}`;
}
