import { type Lettering, setLettering } from "./fonts.ts";
import type { Pen } from "./pen.ts";

/** Widths that are kept a lettering; a map asks for some hundred, the next one for mostly the same. */
const mostKept = 20_000;
const kept = new Map<string, Map<string, number>>();

/** Widths in CSS px of texts in this lettering, each shaped once a thread: shaping was two fifths of a map's time. */
export function ruler(pen: Pen, lettering: Lettering): (text: string) => number {
  const { size, weight, italic, spacing } = lettering;
  const key = `${size} ${weight} ${italic === true} ${spacing ?? 0}`;
  let widths = kept.get(key);
  if (widths === undefined || widths.size > mostKept) {
    widths = new Map();
    kept.set(key, widths);
  }
  const known = widths;
  return (text) => {
    let width = known.get(text);
    if (width === undefined) {
      setLettering(pen, lettering);
      width = pen.measureText(text).width;
      known.set(text, width);
    }
    return width;
  };
}
