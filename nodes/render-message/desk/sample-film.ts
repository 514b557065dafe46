import { crc32, deflateSync } from "node:zlib";
import type { VideoPart } from "../../../src/contract/index.ts";
import { sentence } from "../../../src/language/index.ts";
import type { FlowBefore } from "../flow-before.ts";
import type { Occasion } from "../open-message.ts";

const [width, height] = [640, 360];
/** Brightness, of 255. */
const [ground, sign] = [84, 240];

/** A part of a PNG (ISO 15948, 5.3). */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(4);
  frame.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([frame, body, sum]);
}

/** A grey picture with the sign of a player, which stands for a film that is made for each recipient. */
function stillPicture(): Buffer {
  const [middle, reach] = [height / 2, 60];
  const rows = Array.from({ length: height }, (_, row) => {
    const line = Buffer.alloc(width + 1, ground);
    line[0] = 0;
    const length = Math.round((1 - Math.abs(row - middle) / reach) * reach * 1.7);
    if (length > 0) line.fill(sign, width / 2 - 40, width / 2 - 40 + length);
    return line;
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits of grey.
  head[8] = 8;
  const data = deflateSync(Buffer.concat(rows));
  const signature = Buffer.from("89504e470d0a1a0a", "hex");
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))]);
}

/** Films as the nodes before would bring them, each with a still picture alone. */
export async function sampleFilms(
  { nodes }: FlowBefore,
  assets: Occasion["assets"],
  language: string,
): Promise<Record<string, VideoPart>> {
  const makers = nodes.filter(({ type, channel }) => type === "render-message" && channel === "video");
  if (makers.length === 0) return {};
  const poster = await assets.put(stillPicture(), "image/png");
  const film = await assets.put(Buffer.alloc(0), "video/mp4");
  const alt = sentence("message.sample-film", {}, language);
  const about: VideoPart = { film, poster, duration: 20, width: 1280, height: 720, alt };
  return Object.fromEntries(makers.map(({ videoName }) => [String(videoName ?? "film"), about]));
}
