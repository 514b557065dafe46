import assert from "node:assert/strict";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { after, before, describe, it } from "mocha";
import pixelmatch from "pixelmatch";
import { sentence } from "../../../src/language/index.ts";
import { type DrawnScene, drawScene } from "../../../src/video/draw/draw-scene.ts";
import { balanced, wrap } from "../../../src/video/draw/wrap.ts";
import { Storyboard, type VideoStudio } from "../../../src/video/index.ts";
import { faultOf, framesOf, needFfmpeg, studioIn, temporaryFolder } from "./ffmpeg.ts";

const [width, height] = [426, 240];
const frame = { width, height };
const colour = "#ffffff";

interface Written {
  text: string;
  role?: "headline" | "text" | "small";
}
const sceneOf = (lines: Written[], more: object = {}) => ({
  duration: 0.4,
  fade: false,
  background: { kind: "colour" as const, colour },
  lines: lines.map((line) => ({ ...line, at: 0 })),
  ...more,
});
const draw = (lines: Written[], more: object = {}): Promise<DrawnScene> => {
  const [scene] = Storyboard.parse({ scenes: [sceneOf(lines, more)] }).scenes;
  return drawScene(scene!, 3, { frame, accent: "#c8102e" }, new Map());
};

/** What is drawn, put together as the encoder should. */
async function composed({ background, overlays }: DrawnScene): Promise<Uint8Array> {
  const pen = createCanvas(width, height).getContext("2d");
  pen.drawImage(await loadImage(Buffer.from(background!)), 0, 0);
  for (const { png, x, y } of overlays) pen.drawImage(await loadImage(Buffer.from(png)), x, y);
  return new Uint8Array(pen.getImageData(0, 0, width, height).data);
}
const differing = (a: Uint8Array, b: Uint8Array) => pixelmatch(a, b, undefined, width, height, { threshold: 0.2 });

/** Text that other ways of writing into a video expand, swallow or break at, and the same without its danger. */
const hostile: [name: string, text: string, harmless: string][] = [
  ["a percent sign", "100 % accepté, 50% de %{pts} %s %%", "100 accepté, 50 de {pts} s "],
  ["quotes", `l'été "dit" ‘oui’ “non” \`x\` «ça»`, "l été dit oui non x ça"],
  ["a backslash and a colon", String.raw`C:\temp\n:x=1:y=2 \\ \:`, "C temp n x=1 y=2"],
  ["the syntax of filters", "a,b;[0:v]drawtext=text=x[out]@#|&<>", "a b 0 v drawtext text x out"],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is one on purpose.
  ["the syntax of a shell", "$(id) ${HOME} ; rm -rf / && !! *?~", "id HOME rm rf"],
];

describe("texts of a video", () => {
  const folder = temporaryFolder();
  after(() => folder.remove());

  describe("that are dangerous", () => {
    let studio: VideoStudio;
    before(async function () {
      needFfmpeg(this);
      studio = await studioIn(folder.path);
    });
    after(() => studio?.close());

    it("are in the picture as they were drawn, sign by sign", async () => {
      const { mp4 } = await studio.make({
        storyboard: { size: "draft", preview: false, scenes: hostile.map(([, text]) => sceneOf([{ text }])) },
        load: async () => new Uint8Array(),
      });
      const frames = framesOf(mp4, width, height);
      for (const [index, [name, text, harmless]] of hostile.entries()) {
        const seen = frames.rgba(10 * index + 8);
        const same = differing(seen, await composed(await draw([{ text }])));
        const without = differing(seen, await composed(await draw([{ text: harmless }])));
        const none = differing(seen, await composed(await draw([])));
        assert.ok(same < 30, `${name}: ${same} pixels differ from what was drawn`);
        assert.ok(without > 5 * same + 100, `${name}: ${without} pixels differ without it`);
        assert.ok(none > 200, `${name}: ${none} pixels of text`);
      }
    });
  });

  const unknown: [name: string, text: string, character: string][] = [
    ["an emoji", "Bravo 🎉 !", "🎉"],
    ["an emoji of several parts", "Merci ❤️", "❤"],
    ["Hebrew", "שלום Zoë", "ש"],
    ["Arabic", "أهلا وسهلا", "أ"],
    ["Chinese", "你好", "你"],
  ];
  for (const [name, text, character] of unknown)
    it(`${name}: a fault names the sign, and no font of the system steps in`, async () => {
      const { key, data } = await faultOf(draw([{ text }]));
      assert.deepEqual([key, data], ["video.missing-glyph", { scene: 3, character }]);
      assert.ok(sentence(key, data, "fr").includes(`« ${character} »`));
    });

  it("lose what is invisible, and are composed", async () => {
    const plain = await composed(await draw([{ text: "Zoë est là" }]));
    const messy = await composed(
      await draw([{ text: "\u202bZoe\u0308\t\u200best\u0000\u2066 la\u0300\u2069\ufeff " }]),
    );
    assert.ok(differing(plain, messy) < 60);
  });

  it("become smaller until they fit, and no smaller than can be read", async () => {
    const size = async (text: string) => {
      const { overlays } = await draw([{ text, role: "headline" }]);
      return (await loadImage(Buffer.from(overlays[0]!.png))).height;
    };
    const line = "Une belle histoire commence ici ";
    assert.ok((await size(line.repeat(5))) <= height);
    const { key, data } = await faultOf(size(line.repeat(40)));
    assert.deepEqual([key, data], ["video.text-too-long", { scene: 3, line: 1 }]);
  });

  it("name the line that does not fit, and not what it says", async () => {
    const long = await faultOf(draw([{ text: "Bonjour" }, { text: "Donaudampfschifffahrt".repeat(9) }]));
    assert.deepEqual([long.key, long.data], ["video.text-too-long", { scene: 3, line: 2 }]);
    const price = await faultOf(draw([], { price: { amount: "9".repeat(90) } }));
    assert.deepEqual(price.data, { scene: 3, reason: "price" });
    assert.match(sentence(price.key, price.data, "en"), /^The price of scene 3/);
  });

  it("hold a figure to its unit, and end in no line of a single short word", () => {
    const ruler = (text: string) => text.length;
    assert.deepEqual(wrap("acceptée à 100\u00a0% ici", 14, ruler), ["acceptée à", "100\u00a0% ici"]);
    assert.deepEqual(wrap("à 850 mètres de chez vous oui", 25, ruler), ["à 850 mètres de chez vous", "oui"]);
    assert.deepEqual(balanced("à 850 mètres de chez vous oui", 25, ruler), ["à 850 mètres de", "chez vous oui"]);
    assert.deepEqual(wrap("un\ndeux trois", 40, ruler), ["un", "deux trois"]);
  });

  const inks: [ground: string, dark: boolean][] = [
    ["#ffffff", true],
    ["#f2c14e", true],
    ["#12355b", false],
    ["#c8102e", false],
  ];
  for (const [ground, dark] of inks)
    it(`are ${dark ? "dark" : "white"} on ${ground}`, async () => {
      const { overlays } = await draw([{ text: "MMMM", role: "headline" }], {
        background: { kind: "colour", colour: ground },
      });
      const image = await loadImage(Buffer.from(overlays[0]!.png));
      const pen = createCanvas(image.width, image.height).getContext("2d");
      pen.drawImage(image, 0, 0);
      const { data } = pen.getImageData(0, 0, image.width, image.height);
      const solid = data.findIndex((value, at) => at % 4 === 3 && value === 255);
      assert.equal(data[solid - 3]! < 60, dark);
    });
});
