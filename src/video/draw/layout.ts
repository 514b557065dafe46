import type { Scene } from "../storyboard.ts";

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
export interface Frame {
  width: number;
  height: number;
}

/** Pixels for one of a picture that is 720 high, in which all sizes are given. */
export const unitOf = ({ height }: Frame): number => height / 720;

/** Room that players and rounded screens may cover. */
const margin = { x: 72, y: 56 };
/** Share of the width that a picture beside the texts may take. */
const pictureShare = 0.5;
const gutter = 52;
/** Longer lines are not read in time. */
const widestText = 1_000;

/** Where the texts of a scene may stand. */
export function textRoom(frame: Frame, { picture }: Scene): Box {
  const unit = unitOf(frame);
  const [x, y] = [margin.x * unit, margin.y * unit];
  const height = frame.height - 2 * y;
  if (picture === undefined) return { x, y, width: Math.min(frame.width - 2 * x, widestText * unit), height };
  const beside = frame.width * pictureShare + gutter * unit;
  const width = frame.width - 2 * x - beside;
  return { x: picture.side === "left" ? x + beside : x, y, width, height };
}

/** Where the picture beside the texts may stand; the whole frame's width where there is no text. */
export function pictureRoom(frame: Frame, { picture, lines, price }: Scene): Box {
  const unit = unitOf(frame);
  const [x, y] = [margin.x * unit, margin.y * unit];
  const alone = lines.every(({ text }) => text.trim() === "") && price === undefined;
  const width = alone ? frame.width - 2 * x : frame.width * pictureShare;
  return { x: alone || picture?.side === "left" ? x : frame.width - x - width, y, width, height: frame.height - 2 * y };
}

/** The largest box of a picture's proportions in the middle of another. */
export function contained(room: Box, picture: Frame): Box {
  const scale = Math.min(room.width / picture.width, room.height / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  return { x: room.x + (room.width - width) / 2, y: room.y + (room.height - height) / 2, width, height };
}

/** The part of a picture that fills the frame. */
export function covering(frame: Frame, picture: Frame): Box {
  const scale = Math.max(frame.width / picture.width, frame.height / picture.height);
  const [width, height] = [frame.width / scale, frame.height / scale];
  return { x: (picture.width - width) / 2, y: (picture.height - height) / 2, width, height };
}

/** Even places and sizes that hold a box: of two pixels in a row, the encoder keeps one colour. */
export function onGrid({ x, y, width, height }: Box, frame: Frame): Box {
  const left = Math.max(0, 2 * Math.floor(x / 2));
  const top = Math.max(0, 2 * Math.floor(y / 2));
  const right = Math.min(frame.width, 2 * Math.ceil((x + width) / 2));
  const bottom = Math.min(frame.height, 2 * Math.ceil((y + height) / 2));
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** A box with so many pixels more on each side. */
export const grown = ({ x, y, width, height }: Box, across: number, down = across): Box => ({
  x: x - across,
  y: y - down,
  width: width + 2 * across,
  height: height + 2 * down,
});

/** Where a block of so many pixels stands in its room. */
export function placed(
  block: Frame,
  room: Box,
  frame: Frame,
  { place, align, picture }: Pick<Scene, "place" | "align" | "picture">,
): Box {
  const free = room.height - block.height;
  const y = room.y + (place === "top" ? 0 : place === "bottom" ? free : free / 2);
  const middle = picture === undefined ? frame.width / 2 : room.x + room.width / 2;
  return { x: align === "centre" ? middle - block.width / 2 : room.x, y, width: block.width, height: block.height };
}
