/** Width of a text in pixels. */
export type Ruler = (text: string) => number;

/**
 * Breaks a text at its spaces and line breaks into lines of at most `width` pixels; no-break spaces hold. A word that is
 * wider stands alone, for the caller to see.
 */
export function wrap(text: string, width: number, ruler: Ruler): string[] {
  return text.split("\n").flatMap((paragraph) => {
    const lines: string[] = [];
    for (const word of paragraph.split(/ +/)) {
      const line = lines.at(-1);
      const longer = line === undefined ? word : `${line} ${word}`;
      if (line === undefined || ruler(longer) > width) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return lines;
  });
}

/** As many lines as `wrap` needs, as even in length as that allows: no last line of a single short word. */
export function balanced(text: string, width: number, ruler: Ruler): string[] {
  const first = wrap(text, width, ruler);
  if (first.length < 2 || first.length > 6) return first;
  let best = first;
  let [low, high] = [width / 2, width];
  for (let tries = 0; tries < 7; tries += 1) {
    const middle = (low + high) / 2;
    const lines = wrap(text, middle, ruler);
    if (lines.length === first.length && lines.every((line) => ruler(line) <= middle)) [best, high] = [lines, middle];
    else low = middle;
  }
  return best;
}
