import assert from "node:assert/strict";
import { once } from "node:events";
import { rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { sentence } from "../../../src/language/index.ts";
import type { Media, VideoStudio } from "../../../src/video/index.ts";
import { openFilm } from "../../../src/video/media.ts";
import { faultOf, film, framesOf, leftIn, needFfmpeg, studioIn, temporaryFolder } from "./ffmpeg.ts";
import { halves } from "./pictures.ts";

const bytes = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));
/** The beginning of an MP4: whoever looks at the first bytes alone is content. */
const mp4Mark = "\u0000\u0000\u0000\u0018ftypmp42\u0000\u0000\u0000\u0000mp42isom";

describe("clips, pictures and sounds of others", () => {
  const folder = temporaryFolder();
  let studio: VideoStudio;
  let good: Uint8Array;
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.end("#EXTM3U\n");
  });
  before(async function () {
    needFfmpeg(this);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    studio = await studioIn(folder.path);
    good = film([
      ...["-f", "lavfi", "-i", "testsrc2=s=160x90:r=25:d=1", "-f", "lavfi", "-i", "sine=d=1"],
      ...["-g", "5", "-pix_fmt", "yuv420p"],
    ]);
  });
  after(async () => {
    server.close();
    await studio?.close();
    folder.remove();
  });

  const background = { kind: "clip" as const, media: "clip" };
  const withClip = (media: Media) =>
    studio.make({
      storyboard: { size: "draft", preview: false, scenes: [{ duration: 0.4, background }] },
      load: async () => media,
    });

  it("a good one fills the frame, whatever its size, and is repeated", async () => {
    const red = film(["-f", "lavfi", "-i", "color=red:s=90x160:r=10:d=0.2", "-c:v", "libvpx", "-threads", "1"], "webm");
    const file = join(folder.path, "clip.bin");
    writeFileSync(file, red);
    const { mp4 } = await studio.make({
      storyboard: { size: "draft", preview: false, scenes: [{ duration: 1, fade: false, background }] },
      load: async () => ({ path: file }),
    });
    const frames = framesOf(mp4, 426, 240);
    assert.equal(frames.count, 25);
    for (const [x, y] of [
      [2, 2],
      [423, 2],
      [213, 120],
      [2, 237],
      [423, 237],
    ] as const)
      assert.ok(frames.at(24, x, y)[0] > 220 && frames.at(24, x, y)[1] < 30, `${frames.at(24, x, y)}`);
  });

  it("the sound of a clip is left out", async () => {
    const { mp4 } = await withClip(good);
    const text = Buffer.from(mp4).toString("latin1");
    assert.deepEqual([text.includes("avc1"), text.includes("mp4a")], [true, false]);
  });

  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/x.ts`;
  const foreign: [name: string, make: () => Uint8Array][] = [
    ["a text", () => bytes("not a film")],
    ["nothing", () => new Uint8Array()],
    ["a playlist of a file of the system", () => bytes("#EXTM3U\n#EXTINF:1,\n/etc/passwd\n")],
    ["a playlist of an address", () => bytes(`#EXTM3U\n#EXTINF:1,\n${url()}\n`)],
    ["a script of joints", () => bytes("ffconcat version 1.0\nfile /etc/passwd\n")],
    ["a picture", () => halves("#ff0000", "#00ff00")],
  ];
  for (const [name, make] of foreign)
    it(`${name} is no clip`, async () => {
      const { key, data } = await faultOf(withClip(make()));
      assert.deepEqual([key, data], ["video.clip-foreign", { media: "clip" }]);
    });

  const broken: [name: string, make: () => Uint8Array, said: RegExp][] = [
    ["a playlist behind the first bytes of a film", () => bytes(`${mp4Mark}#EXTM3U\n#EXTINF:1,\n${url()}\n`), /./],
    ["a film that ends before its index", () => good.subarray(0, good.length - 700), /header|moov/],
    [
      "a film that ends in its middle",
      () => {
        const whole = film([
          ...["-f", "lavfi", "-i", "testsrc2=s=160x90:r=25:d=1", "-g", "5", "-pix_fmt", "yuv420p"],
          ...["-movflags", "+faststart"],
        ]);
        return whole.subarray(0, whole.length / 2);
      },
      /./,
    ],
    [
      "a film whose pictures are noise",
      () => good.map((byte, at) => (at > 60 && at < good.length - 1500 ? (byte * 7 + at) & 255 : byte)),
      /./,
    ],
    [
      "a film as large as a wall",
      () => film(["-f", "lavfi", "-i", "color=s=8000x1200:d=0.04", "-pix_fmt", "yuv420p", "-preset", "ultrafast"]),
      /max pixel count|max_pixels|size/i,
    ],
    ["a film of sound alone", () => film(["-f", "lavfi", "-i", "sine=d=0.2"]), /matches no streams/],
  ];
  for (const [name, make, said] of broken)
    it(`${name} is told, and leaves nothing`, async () => {
      const { key, data } = await faultOf(withClip(make()));
      assert.equal(key, "video.clip-broken");
      assert.match(String(data.said), said);
      assert.ok(!String(data.said).includes("/") && String(data.said).length <= 161, String(data.said));
      assert.match(sentence(key, data, "en"), /^The clip “clip” cannot be used \(.+\)\. Export/);
      assert.deepEqual(leftIn(folder.path), []);
    });

  const others: [name: string, kind: "picture" | "sound", media: () => Promise<Media>, key: string][] = [
    ["a picture that is none", "picture", async () => bytes("<svg/>"), "video.picture-foreign"],
    ["half a picture's head", "picture", async () => halves("#fff", "#000").subarray(0, 60), "video.picture-broken"],
    [
      "a picture that claims gigabytes",
      "picture",
      async () => {
        const png = Buffer.from(halves("#fff", "#000"));
        png.writeUInt32BE(60_000, 16);
        png.writeUInt32BE(60_000, 20);
        return new Uint8Array(png);
      },
      "video.picture-large",
    ],
    ["a picture that is gone", "picture", async () => ({ path: join(folder.path, "gone") }), "video.media-missing"],
    ["a folder for a picture", "picture", async () => ({ path: folder.path }), "video.media-missing"],
    ["a load that fails", "picture", () => Promise.reject(new Error("/secret")), "video.media-missing"],
    ["a sound that is none", "sound", async () => bytes("RIFF----AVI "), "video.sound-foreign"],
    [
      "a playlist that has the mark of a sound in it",
      "sound",
      async () => bytes(`#EXTM3U\nWAVE\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n${url()}\n`),
      "video.sound-foreign",
    ],
    ["a broken sound", "sound", async () => bytes(`ID3${"\u0000".repeat(600)}`), "video.sound-broken"],
  ];
  for (const [name, kind, load, wanted] of others)
    it(`${name} is told as ${wanted}`, async () => {
      const colour = { kind: "colour" as const, colour: "#ffffff" };
      const picture = { kind: "picture" as const, media: "it" };
      const { key, data } = await faultOf(
        studio.make({
          storyboard: {
            size: "draft",
            preview: false,
            scenes: [{ duration: 0.4, background: kind === "picture" ? picture : colour }],
            ...(kind === "sound" ? { sound: { media: "it" } } : {}),
          },
          load,
        }),
      );
      assert.deepEqual([key, data.media], [wanted, "it"]);
      assert.deepEqual(leftIn(folder.path), []);
    });

  it("a clip that is replaced while it is read is told, and is not kept as the one before", async () => {
    const path = join(folder.path, "clip.mp4");
    const head = "\0\0\0\u0018ftypisom";
    writeFileSync(path, head);
    const film = await openFilm("clip.mp4", async () => ({ path }), "clip");
    const copy = join(folder.path, "copy");
    await film.copyTo(copy);
    writeFileSync(path, `${head}, another`);
    const { key, data } = await faultOf(film.copyTo(copy));
    assert.deepEqual([key, data.media], ["video.media-changed", "clip.mp4"]);
    for (const one of [path, copy]) rmSync(one);
  });

  it("nobody was asked for anything", () => assert.equal(asked, 0));
});
