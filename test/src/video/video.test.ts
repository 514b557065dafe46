import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { after, before, describe, it } from "mocha";
import { PNG } from "pngjs";
import type { Video, VideoStudio, WrittenStoryboard } from "../../../src/video/index.ts";
import { compareWithGolden } from "../../golden/compare.ts";
import { type Frames, ffmpeg, film, framesOf, leftIn, needFfmpeg, studioIn, temporaryFolder } from "./ffmpeg.ts";
import { evening, halves } from "./pictures.ts";

const [width, height] = [426, 240];
const map = new Uint8Array(readFileSync(new URL("../../golden/map-route-video.png", import.meta.url)));

const story: WrittenStoryboard = {
  size: "draft",
  accent: "#c8102e",
  scenes: [
    {
      duration: 2,
      background: { kind: "picture", media: "evening", motion: "zoom-in" },
      place: "bottom",
      lines: [
        { text: "Bonjour Zoë,", role: "headline" },
        { text: "votre demande est acceptée à 100 % : « c’est signé »" },
      ],
    },
    {
      duration: 2,
      background: { kind: "colour", colour: "#f4efe6" },
      picture: { media: "map", side: "right" },
      lines: [
        { text: "À 850 mètres de chez vous", role: "headline" },
        { text: "Agence du Port, ouverte jusqu’à 19 h" },
      ],
    },
    {
      duration: 1.2,
      background: { kind: "clip", media: "clip" },
      ground: "plate",
      place: "top",
      lines: [{ text: "12 minutes à pied" }],
    },
    {
      duration: 2.4,
      background: { kind: "colour", colour: "#12355b" },
      align: "centre",
      lines: [{ text: "Votre prix", role: "headline" }, { text: "garanti jusqu’au 31 décembre" }],
      price: { amount: "24,90 €", caption: "par mois" },
    },
  ],
  sound: { media: "tone" },
};

/** Boxes of an MP4 at its outermost level (ISO 14496-12 §4.2). */
function boxes(mp4: Uint8Array): string[] {
  const found: string[] = [];
  const view = Buffer.from(mp4);
  for (let at = 0; at < view.length; at += view.readUInt32BE(at)) found.push(view.toString("latin1", at + 4, at + 8));
  return found;
}

const near = (a: readonly number[], b: readonly number[], most: number) =>
  assert.ok(
    a.every((value, i) => Math.abs(value - b[i]!) <= most),
    `${a} is not ${b}`,
  );

describe("video", () => {
  const folder = temporaryFolder();
  let studio: VideoStudio;
  let video: Video;
  let frames: Frames;
  const shares: number[] = [];
  const media: Record<string, Uint8Array> = { evening: evening(), map, red: halves("#d01010", "#1030c0") };
  const load = async (name: string) => media[name]!;
  const make = (storyboard: WrittenStoryboard) => studio.make({ storyboard, load });

  before(async function () {
    needFfmpeg(this);
    // Another size, other proportions, another rate, shorter than its scene.
    media.clip = film(["-f", "lavfi", "-i", "testsrc2=s=320x240:r=30:d=0.5", "-pix_fmt", "yuv420p"]);
    media.tone = film(["-f", "lavfi", "-i", "sine=f=440:d=1"], "mp3");
    studio = await studioIn(folder.path);
    video = await studio.make({ storyboard: story, load, onProgress: (share) => shares.push(share) });
    frames = framesOf(video.mp4, width, height);
  });
  after(async () => {
    await studio?.close();
    folder.remove();
  });

  it("is H.264 with a sound, begins before it is loaded, and is as long as its scenes", () => {
    assert.deepEqual([video.duration, video.width, video.height], [7.6, width, height]);
    const [first, ...others] = boxes(video.mp4);
    assert.equal(first, "ftyp");
    assert.ok(others.indexOf("moov") < others.indexOf("mdat"), `${others}`);
    const text = Buffer.from(video.mp4).toString("latin1");
    assert.ok(text.includes("avc1") && text.includes("mp4a"));
    assert.equal(frames.count, 7.6 * 25);
  });

  it("has every frame at its time, over the joints of its scenes", () => {
    const times = ffmpeg(["-i", "pipe:0", "-map", "0:v", "-c", "copy", "-f", "framecrc", "-"], video.mp4)
      .toString()
      .split("\n")
      .filter((line) => line.startsWith("0,"))
      .map((line) => Number(line.split(",")[2]));
    const step = times.toSorted((a, b) => a - b).map((time, at, all) => time - (all[at - 1] ?? time));
    assert.deepEqual([...new Set(step.slice(1))].length, 1, "one distance between all frames");
  });

  it("shows what a designer would sign", () => {
    const sheet = new PNG({ width: 2 * width, height: 2 * height });
    for (const [index, frame] of [38, 88, 120, 180].entries()) {
      const picture = new PNG({ width, height });
      picture.data = Buffer.from(frames.rgba(frame));
      PNG.bitblt(picture, sheet, 0, 0, width, height, (index % 2) * width, Math.floor(index / 2) * height);
    }
    compareWithGolden("video-scenes", PNG.sync.write(sheet), 0.01);
  });

  it("tells how far it is, to the end", () => {
    assert.deepEqual(
      shares,
      shares.toSorted((a, b) => a - b),
    );
    assert.equal(shares.at(-1), 1);
    assert.ok(shares.length >= story.scenes.length);
  });

  it("is the same to the byte when it is made again, and nothing of it is left", async () => {
    const again = await make(story);
    assert.deepEqual(Buffer.compare(again.mp4, video.mp4), 0);
    assert.deepEqual(Buffer.compare(again.poster, video.poster), 0);
    assert.deepEqual(Buffer.compare(again.preview!, video.preview!), 0);
    assert.deepEqual(leftIn(folder.path), []);
  });

  it("keeps the colours of a brand, and zooms slowly, without trembling", async () => {
    const scene = { duration: 0.4, fade: false } as const;
    const colours = ["#c8102e", "#0057b8", "#f4efe6"] as const;
    const { mp4, preview } = await make({
      size: "draft",
      preview: false,
      scenes: [
        ...colours.map((colour) => ({ ...scene, background: { kind: "colour" as const, colour } })),
        { ...scene, duration: 1.2, background: { kind: "picture", media: "red", motion: "zoom-in" } },
        { ...scene, duration: 1.2, background: { kind: "picture", media: "red", motion: "zoom-out" } },
      ],
    });
    assert.equal(preview, undefined);
    const frames = framesOf(mp4, width, height);
    for (const [index, colour] of colours.entries()) {
      const wanted = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
      near(frames.at(10 * index + 5, 200, 120), wanted, 4);
    }
    for (let frame = 30; frame < 90; frame += 1) {
      // The edge between the halves stays in the middle, and nothing but the picture is seen.
      near(frames.at(frame, width / 2 - 6, 120), [0xd0, 0x10, 0x10], 24);
      near(frames.at(frame, width / 2 + 6, 120), [0x10, 0x30, 0xc0], 24);
      near(frames.at(frame, 1, 1), [0xd0, 0x10, 0x10], 8);
      near(frames.at(frame, width - 2, height - 2), [0x10, 0x30, 0xc0], 8);
    }
  });

  it("fades from and to its curtain, and lets lines appear one after the other", async () => {
    const line = { text: "██████", role: "headline" as const };
    const { mp4 } = await make({
      size: "draft",
      preview: false,
      curtain: "white",
      ink: "#000000",
      scenes: [
        {
          duration: 2,
          background: { kind: "colour", colour: "#2060a0" },
          lines: [
            { ...line, text: "MMMM", at: 0.4 },
            { ...line, text: "MMMM", at: 1.2 },
          ],
        },
      ],
    });
    const frames = framesOf(mp4, width, height);
    const darkest = (frame: number, top: number, bottom: number) => {
      const rgba = frames.rgba(frame);
      let least = 255;
      for (let i = top * width * 4; i < bottom * width * 4; i += 4) least = Math.min(least, rgba[i + 2]!);
      return least;
    };
    near(frames.at(0, 10, 10), [255, 255, 255], 6);
    near(frames.at(20, 10, 10), [0x20, 0x60, 0xa0], 5);
    near(frames.at(49, 10, 10), [255, 255, 255], 45);
    const middle = height / 2;
    assert.ok(darkest(9, 0, middle) > 100, "nothing yet");
    assert.ok(darkest(24, 0, middle) < 60, "the first line");
    assert.ok(darkest(28, middle + 4, height) > 100, "not the second yet");
    assert.ok(darkest(40, middle + 4, height) < 60, "the second line");
  });

  it("has a still picture with a play button", async () => {
    const image = await loadImage(Buffer.from(video.poster));
    assert.deepEqual([image.width, image.height], [width, height]);
    const pen = createCanvas(width, height).getContext("2d");
    pen.drawImage(image, 0, 0);
    const pixel = (x: number, y: number) => [...pen.getImageData(x, y, 1, 1).data.subarray(0, 3)];
    near(pixel(width / 2, height / 2), [255, 255, 255], 12);
    assert.ok(Math.max(...pixel(width / 2 - 18, height / 2)) < 120, "the button is dark round its triangle");
    // The first scene with its texts, not the curtain.
    assert.ok(pixel(60, 10)[0]! > 200);
  });

  it("has a preview that moves, small enough for an e-mail", () => {
    const webp = Buffer.from(video.preview!);
    assert.deepEqual([webp.toString("latin1", 0, 4), webp.toString("latin1", 8, 16)], ["RIFF", "WEBPVP8X"]);
    const size = [24, 27].map((at) => 1 + webp.readUIntLE(at, 3));
    assert.deepEqual(size, [480, 270]);
    const pictures = webp.toString("latin1").split("ANMF").length - 1;
    assert.ok(pictures >= 12 && pictures <= 24, `${pictures} pictures`);
    assert.ok(webp.length <= 150_000, `${webp.length} bytes`);
  });
});
