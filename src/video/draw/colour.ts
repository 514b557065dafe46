/** Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export const white = "#ffffff";
export const black = "#1b1b1f";

/** White or nearly black, whichever is better read on the colour. */
export function inkOn(ground: string): string {
  const light = luminance(ground) + 0.05;
  return 1.05 / light >= light / (luminance(black) + 0.05) ? white : black;
}
