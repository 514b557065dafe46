import { Fault } from "../../contract/index.ts";
import type { Scene } from "../storyboard.ts";
import { drawable, type Pen, setLetters, type Weight } from "./letters.ts";
import { balanced } from "./wrap.ts";

/** In pixels of a picture that is 720 high. */
const styles = {
  headline: { size: 66, leading: 1.14, weight: 700, gap: 22 },
  text: { size: 36, leading: 1.32, weight: 400, gap: 14 },
  small: { size: 25, leading: 1.34, weight: 400, gap: 12 },
  amount: { size: 60, leading: 1.12, weight: 700, gap: 0 },
  caption: { size: 26, leading: 1.3, weight: 400, gap: 0 },
} as const;
/** Smaller letters than this share of their size are not read on a telephone. */
const smallest = 0.62;
const step = 0.95;

interface Paragraph {
  lines: string[];
  size: number;
  weight: Weight;
  /** Pixels from one base line to the next. */
  leading: number;
  width: number;
  height: number;
}

/** One thing that appears at a time: a line of the storyboard or the price, with its place in the block. */
export interface Item {
  /** Second at which it appears; absent: in its turn. */
  at?: number;
  y: number;
  width: number;
  height: number;
  paragraphs: Paragraph[];
  /** Pixels between a price's edge and its figures. */
  padding?: { x: number; y: number };
}

export interface Block {
  items: Item[];
  width: number;
  height: number;
}

type Role = keyof typeof styles;
interface Part {
  /** What an error calls it. */
  where: number | "price";
  at?: number;
  texts: { text: string; role: Role }[];
}

function partsOf({ lines, price }: Scene, scene: number): Part[] {
  const parts: Part[] = lines.map(({ text, role, at }, index) => ({
    where: index + 1,
    at,
    texts: [{ text: drawable(text, scene), role }],
  }));
  if (price !== undefined) {
    const texts: Part["texts"] = [{ text: drawable(price.amount, scene), role: "amount" }];
    if (price.caption !== undefined) texts.push({ text: drawable(price.caption, scene), role: "caption" });
    parts.push({ where: "price", at: price.at, texts });
  }
  return parts
    .map((part) => ({ ...part, texts: part.texts.filter(({ text }) => text !== "") }))
    .filter(({ texts }) => texts.length > 0);
}

/**
 * Sets the texts of a scene one under the other, smaller where they would not fit the space.
 * @param unit pixels of the picture for one of a picture that is 720 high
 * @throws Fault `video.text-too-long`, `video.missing-glyph`
 */
export function setBlock(
  pen: Pen,
  scene: Scene,
  number: number,
  room: { width: number; height: number },
  unit: number,
): Block {
  const parts = partsOf(scene, number);
  for (let scale = 1; ; scale *= step) {
    const block = setAt(pen, parts, room.width, unit * scale);
    const wide = block.items.findIndex(({ width }) => width > room.width);
    if (wide === -1 && block.height <= room.height) return block;
    if (scale * step >= smallest) continue;
    const highest = block.items.reduce((most, { height }, at) => (height > block.items[most]!.height ? at : most), 0);
    const where = parts[wide === -1 ? highest : wide]!.where;
    throw where === "price"
      ? new Fault("video.text-too-long", { scene: number, reason: "price" })
      : new Fault("video.text-too-long", { scene: number, line: where });
  }
}

function setAt(pen: Pen, parts: readonly Part[], width: number, unit: number): Block {
  const items: Item[] = [];
  let y = 0;
  for (const { where, at, texts } of parts) {
    const padding = where === "price" ? { x: 30 * unit, y: 14 * unit } : undefined;
    const within = width - 2 * (padding?.x ?? 0);
    const paragraphs = texts.map(({ text, role }) => setParagraph(pen, text, role, within, unit));
    const item: Item = {
      at,
      y: 0,
      width: Math.max(...paragraphs.map((one) => one.width)) + 2 * (padding?.x ?? 0),
      height: paragraphs.reduce((sum, one) => sum + one.height, 0) + 2 * (padding?.y ?? 0),
      paragraphs,
      padding,
    };
    const gap = where === "price" ? 26 : styles[texts[0]!.role].gap;
    if (items.length > 0) y += Math.max(gap, items.length === 1 ? 20 : 0) * unit;
    items.push({ ...item, y });
    y += item.height;
  }
  return { items, width: Math.max(0, ...items.map((item) => item.width)), height: y };
}

function setParagraph(pen: Pen, text: string, role: Role, width: number, unit: number): Paragraph {
  const { size, leading, weight } = styles[role];
  setLetters(pen, size * unit, weight);
  const ruler = (words: string) => pen.measureText(words).width;
  const lines = balanced(text, width, ruler);
  return {
    lines,
    size: size * unit,
    weight,
    leading: size * leading * unit,
    width: Math.max(...lines.map(ruler)),
    height: lines.length * size * leading * unit,
  };
}
