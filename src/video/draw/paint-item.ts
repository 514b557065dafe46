import type { Scene } from "../storyboard.ts";
import type { Item } from "./block.ts";
import { inkOn } from "./colour.ts";
import type { Box } from "./layout.ts";
import { type Pen, setLetters } from "./letters.ts";

/** Height of capitals, as a share of the letters' size. */
const capitals = 0.71;

/** Where one item of a block stands. */
export function boxOf({ y, width, height }: Item, block: Box, align: Scene["align"]): Box {
  const x = align === "centre" ? block.x + (block.width - width) / 2 : block.x;
  return { x, y: block.y + y, width, height };
}

export interface Colours {
  ink: string;
  /** Of the field under a price. */
  accent: string;
}

/** Writes a line of the storyboard, or the price in its field. */
export function paintItem(
  pen: Pen,
  item: Item,
  box: Box,
  align: Scene["align"],
  { ink, accent }: Colours,
  unit: number,
): void {
  const { x: side, y: top } = item.padding ?? { x: 0, y: 0 };
  if (item.padding !== undefined) {
    pen.fillStyle = accent;
    pen.beginPath();
    pen.roundRect(box.x, box.y, box.width, box.height, 14 * unit);
    pen.fill();
  }
  pen.fillStyle = item.padding === undefined ? ink : inkOn(accent);
  pen.textBaseline = "alphabetic";
  pen.textAlign = align === "centre" ? "center" : "left";
  const x = align === "centre" ? box.x + box.width / 2 : box.x + side;
  let y = box.y + top;
  for (const { lines, size, weight, leading } of item.paragraphs) {
    setLetters(pen, size, weight);
    for (const line of lines) {
      pen.fillText(line, x, y + (leading + capitals * size) / 2);
      y += leading;
    }
  }
}
