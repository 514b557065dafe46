import type { Lettering } from "./fonts.ts";
import { type Part, writeHaloed } from "./haloed-text.ts";
import { ruler } from "./measure.ts";
import { type Obstacles, type Rect, squareOn } from "./obstacles.ts";
import type { Pen } from "./pen.ts";
import type { View } from "./view.ts";

interface LineLabel {
  text: string;
  /** x, y by point, in the area's plane */
  points: ArrayLike<number>;
  lettering: Lettering;
  colour: string;
  /** Colour of the edge round the letters, where it is not that of paper. */
  halo?: string;
  /** Distances in CSS px from the line at which the label may stand, the best first. */
  offsets: readonly number[];
  /** CSS px between two labels of one line */
  repeat: number;
  /** Where this name has been written, along this line or another; added to. */
  written?: { x: number; y: number }[];
}

const pace = 4;
type Trail = { x: number; y: number }[];

/** Writes a name along a line wherever there is room; the letters follow the line and stand upright. Answers how often. */
export function writeAlong(pen: Pen, view: View, label: LineLabel, obstacles: Obstacles): number {
  const width = ruler(pen, label.lettering)(label.text);
  const trail = longer(smoothed(paced(label.points, view)));
  const span = Math.ceil((width + 6) / pace);
  const windows: { start: number; bend: number }[] = [];
  const slack = Math.max(...label.offsets.map(Math.abs));
  const onPicture = ({ x, y }: Spot) => obstacles.inside([x, y, x, y], slack);
  for (let start = 0; start + span < trail.length; start += 2) {
    if (!onPicture(trail[start]!) || !onPicture(trail[start + span]!)) continue;
    const bend = bendOf(trail, start, start + span);
    if (bend !== undefined) windows.push({ start, bend });
  }
  const middle = (trail.length - span) / 2;
  windows.sort((a, b) => a.bend + Math.abs(a.start - middle) / 400 - (b.bend + Math.abs(b.start - middle) / 400));
  const written: number[] = [];
  const others = label.written ?? [];
  for (const { start } of windows) {
    if (written.some((other) => Math.abs(other - start) * pace < width + label.repeat)) continue;
    const centre = trail[start + (span >> 1)]!;
    if (others.some(({ x, y }) => Math.hypot(x - centre.x, y - centre.y) < label.repeat * 0.8)) continue;
    for (const offset of label.offsets) {
      if (!writeAt(pen, label, trail.slice(start, start + span + 1), width, offset, obstacles)) continue;
      written.push(start);
      others.push(centre);
      break;
    }
    if (written.length === 3) break;
  }
  return written.length;
}

/** Beyond this many CSS px from the picture a line bears no letters. */
const beyond = 60;

/** The line on the picture, as points `pace` px apart; where it leaves the picture stands one point that is nowhere. */
function paced(points: ArrayLike<number>, view: View): Trail {
  const trail: Trail = [];
  let left = 0;
  for (let i = 2; i < points.length; i += 2) {
    const [ax, ay] = [view.px(points[i - 2]!), view.py(points[i - 1]!)];
    const [bx, by] = [view.px(points[i]!), view.py(points[i + 1]!)];
    if (
      Math.max(ax, bx) < -beyond ||
      Math.min(ax, bx) > view.width + beyond ||
      Math.max(ay, by) < -beyond ||
      Math.min(ay, by) > view.height + beyond
    ) {
      if (trail.length > 0 && !Number.isNaN(trail[trail.length - 1]!.x)) trail.push({ x: Number.NaN, y: Number.NaN });
      left = 0;
      continue;
    }
    const size = Math.hypot(bx - ax, by - ay);
    for (; left <= size && size > 0; left += pace) {
      trail.push({ x: ax + ((bx - ax) * left) / size, y: ay + ((by - ay) * left) / size });
    }
    left -= size;
  }
  return trail;
}

/** Letters cut corners: a line drawn point by point has sharp ones, along which they would stumble. */
function smoothed(trail: Trail): Trail {
  const reach = 3;
  return trail.map((spot, i) => {
    // Towards its ends the line keeps to its place.
    const half = Math.min(reach, i, trail.length - 1 - i);
    let [x, y] = [0, 0];
    for (let k = i - half; k <= i + half; k++) {
      x += trail[k]!.x;
      y += trail[k]!.y;
    }
    return half === 0 ? spot : { x: x / (2 * half + 1), y: y / (2 * half + 1) };
  });
}

/** A name may stand out a little over both ends of a short street. */
function longer(trail: Trail): Trail {
  const [a, b] = [trail[0], trail[Math.min(4, trail.length - 1)]];
  const [c, d] = [trail[Math.max(0, trail.length - 5)], trail[trail.length - 1]];
  if (a === undefined || b === undefined || c === undefined || d === undefined || trail.length < 6) return trail;
  const over = (from: Spot, to: Spot, k: number): Spot => {
    const size = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    return { x: to.x + ((to.x - from.x) / size) * pace * k, y: to.y + ((to.y - from.y) / size) * pace * k };
  };
  return [over(b, a, 2), over(b, a, 1), ...trail, over(c, d, 1), over(c, d, 2)];
}

/** How much a stretch bends in all, in radians; undefined where letters would tilt too sharply. */
function bendOf(trail: Trail, from: number, to: number): number | undefined {
  let [sum, low, high, total] = [0, 0, 0, 0];
  for (let i = from + 2; i <= to; i += 2) {
    const [a, b, c] = [trail[Math.max(from, i - 4)]!, trail[i - 2]!, trail[i]!];
    if (a === b) continue;
    const turn = angleBetween(a, b, c);
    if (Math.abs(turn) > 0.3) return undefined;
    sum += turn;
    total += Math.abs(turn);
    [low, high] = [Math.min(low, sum), Math.max(high, sum)];
  }
  return high - low > 0.9 ? undefined : total;
}

type Spot = Trail[number];
function angleBetween(a: Spot, b: Spot, c: Spot): number {
  const turn = Math.atan2(c.y - b.y, c.x - b.x) - Math.atan2(b.y - a.y, b.x - a.x);
  return Math.atan2(Math.sin(turn), Math.cos(turn));
}

function writeAt(
  pen: Pen,
  label: LineLabel,
  stretch: Trail,
  width: number,
  offset: number,
  obstacles: Obstacles,
): boolean {
  const [first, last] = [stretch[0]!, stretch[stretch.length - 1]!];
  const line = moved(last.x < first.x ? stretch.slice().reverse() : stretch, offset);
  const { size } = label.lettering;
  const rects: Rect[] = [];
  for (const [i, { x, y }] of line.entries()) {
    if (i % 2 === 1 && i !== line.length - 1) continue;
    const rect = squareOn(x, y, slopeAt(line, i), size * 0.58);
    if (!obstacles.free([rect])) return false;
    rects.push(rect);
  }
  obstacles.take(rects);
  const parts = straight(line)
    ? [whole(line, label.text, width)]
    : letters(ruler(pen, label.lettering), line, label.text, width);
  // The line runs through the middle of the small letters.
  const down = size * 0.34;
  const lowered = parts.map((part) => ({
    ...part,
    x: part.x - down * Math.sin(part.angle),
    y: part.y + down * Math.cos(part.angle),
  }));
  writeHaloed(pen, lowered, label.lettering, label.colour, label.halo);
  return true;
}

function slopeAt(line: Trail, i: number): number {
  const [a, b] = [line[Math.max(0, i - 2)]!, line[Math.min(line.length - 1, i + 2)]!];
  return Math.atan2(b.y - a.y, b.x - a.x);
}

function moved(line: Trail, offset: number): Trail {
  if (offset === 0) return line;
  return line.map(({ x, y }, i) => {
    const [a, b] = [line[Math.max(0, i - 2)]!, line[Math.min(line.length - 1, i + 2)]!];
    const size = Math.hypot(b.x - a.x, b.y - a.y) || 1;
    return { x: x + ((b.y - a.y) / size) * offset, y: y - ((b.x - a.x) / size) * offset };
  });
}

function straight(line: Trail): boolean {
  const [a, b] = [line[0]!, line[line.length - 1]!];
  const size = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  return line.every(({ x, y }) => Math.abs((x - a.x) * (b.y - a.y) - (y - a.y) * (b.x - a.x)) / size < 1.1);
}

function whole(line: Trail, text: string, width: number): Part {
  const [a, b] = [line[0]!, line[line.length - 1]!];
  const angle = Math.atan2(b.y - a.y, b.x - a.x);
  const [x, y] = [(a.x + b.x) / 2, (a.y + b.y) / 2];
  return { text, x: x - (width / 2) * Math.cos(angle), y: y - (width / 2) * Math.sin(angle), angle };
}

/** Each letter on its own bit of the line; the widths of beginnings keep the kerning. */
function letters(widthOf: (text: string) => number, line: Trail, text: string, width: number): Part[] {
  const reach: number[] = [0];
  for (let i = 1; i < line.length; i++) {
    reach.push(reach[i - 1]! + Math.hypot(line[i]!.x - line[i - 1]!.x, line[i]!.y - line[i - 1]!.y));
  }
  const spotAt = (metres: number): Spot => {
    const at = Math.max(0, Math.min(reach[reach.length - 1]!, metres));
    let i = 0;
    while (i < reach.length - 2 && reach[i + 1]! < at) i++;
    const t = (at - reach[i]!) / (reach[i + 1]! - reach[i]! || 1);
    return { x: line[i]!.x + (line[i + 1]!.x - line[i]!.x) * t, y: line[i]!.y + (line[i + 1]!.y - line[i]!.y) * t };
  };
  const start = (reach[reach.length - 1]! - width) / 2;
  let before = 0;
  let beginning = "";
  return [...text].map((letter): Part => {
    beginning += letter;
    const after = widthOf(beginning);
    const [a, b, spot] = [spotAt(start + before - 3), spotAt(start + after + 3), spotAt(start + before)];
    before = after;
    return { text: letter, ...spot, angle: Math.atan2(b.y - a.y, b.x - a.x) };
  });
}
