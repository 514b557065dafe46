import { crc32, deflateSync } from "node:zlib";
import { PNG } from "pngjs";

/** A colour that a picture has, and how often. */
interface Shade {
  rgb: readonly [number, number, number];
  count: number;
}

const mostColours = 256;
/** This share of the colours stays as they are: paper, bars and buttons. The others are edges of letters. */
const kept = 3 / 8;

const channels = [0, 1, 2] as const;

function shadesOf({ data }: PNG): Map<number, Shade> {
  const shades = new Map<number, Shade>();
  for (let at = 0; at < data.length; at += 4) {
    const rgb = [data[at]!, data[at + 1]!, data[at + 2]!] as const;
    const key = (rgb[0] << 16) | (rgb[1] << 8) | rgb[2];
    const known = shades.get(key);
    if (known === undefined) shades.set(key, { rgb, count: 1 });
    else known.count += 1;
  }
  return shades;
}

/** A box of similar colours, by the channel in which they differ most. */
function boxOf(shades: Shade[]) {
  const width = (channel: 0 | 1 | 2) => {
    const values = shades.map(({ rgb }) => rgb[channel]);
    return (
      values.reduce((most, one) => Math.max(most, one), 0) - values.reduce((least, one) => Math.min(least, one), 255)
    );
  };
  const widths = channels.map(width);
  const widest = Math.max(...widths);
  return { shades, widest, channel: widths.indexOf(widest) as 0 | 1 | 2 };
}

/** Median cut: the box whose colours differ most is halved, until there are so many. */
function boxesOf(shades: Shade[], most: number) {
  const boxes = shades.length === 0 ? [] : [boxOf(shades)];
  while (boxes.length < most) {
    boxes.sort((a, b) => b.widest - a.widest);
    const [first] = boxes;
    if (first === undefined || first.widest === 0) break;
    const sorted = first.shades.sort((a, b) => a.rgb[first.channel] - b.rgb[first.channel]);
    const middle = sorted.length >> 1;
    boxes.splice(0, 1, boxOf(sorted.slice(0, middle)), boxOf(sorted.slice(middle)));
  }
  return boxes;
}

function meanOf(shades: readonly Shade[]): readonly [number, number, number] {
  const all = shades.reduce((sum, { count }) => sum + count, 0);
  const mean = (channel: 0 | 1 | 2) =>
    Math.round(shades.reduce((sum, { rgb, count }) => sum + rgb[channel] * count, 0) / all);
  return [mean(0), mean(1), mean(2)];
}

const keyOf = ([red, green, blue]: readonly [number, number, number]) => (red << 16) | (green << 8) | blue;

/** So many colours at most, and for each colour of the picture which of them it becomes. */
function paletteOf(
  png: PNG,
  most: number,
): { colours: (readonly [number, number, number])[]; index: Map<number, number> } {
  const shades = [...shadesOf(png).values()].sort((a, b) => b.count - a.count);
  const asTheyAre = shades.length <= most ? shades.length : Math.floor(most * kept);
  const colours = shades.slice(0, asTheyAre).map(({ rgb }) => rgb);
  const index = new Map(colours.map((rgb, at) => [keyOf(rgb), at]));
  for (const { shades: alike } of boxesOf(shades.slice(asTheyAre), most - asTheyAre)) {
    for (const { rgb } of alike) index.set(keyOf(rgb), colours.length);
    colours.push(meanOf(alike));
  }
  return { colours, index };
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/**
 * The same picture as a PNG of few colours, a third as heavy; it has no transparency.
 * @param most colours, up to 256
 */
export function slim(picture: Uint8Array, most = mostColours): Buffer {
  const png = PNG.sync.read(Buffer.from(picture));
  const { width, height, data } = png;
  const { colours, index } = paletteOf(png, most);
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      lines[y * (width + 1) + 1 + x] = index.get(keyOf([data[at]!, data[at + 1]!, data[at + 2]!])) ?? 0;
    }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // 8 bits a pixel, each the number of a colour of the palette.
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", head),
    chunk("PLTE", Buffer.from(colours.flat())),
    chunk("IDAT", deflateSync(lines, { level: 9, memLevel: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
