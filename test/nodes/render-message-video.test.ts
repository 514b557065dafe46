import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { afterEach, before, describe, it } from "mocha";
import pixelmatch from "pixelmatch";
import { memoryAssets } from "../../nodes/render-message/desk/memory-assets.ts";
import { openMessage } from "../../nodes/render-message/open-message.ts";
import register from "../../nodes/render-message/render-message.ts";
import { blankScene, type Scene } from "../../nodes/render-message/scenes.ts";
import { readSettings } from "../../nodes/render-message/settings.ts";
import { ContentPart, VideoPart } from "../../src/contract/index.ts";
import { drawStill } from "../../src/video/index.ts";
import { film, framesOf, keepThreads, needFfmpeg, processesIn } from "../src/video/ffmpeg.ts";
import { halves } from "../src/video/pictures.ts";
import { flowOf, type Message, nodeRed } from "./helper.ts";

const scene = (more: Partial<Scene>): Scene => ({ ...blankScene, duration: 0.4, fade: false, ...more });
const video = (scenes: Scene[], more: object = {}) => ({
  type: "render-message",
  channel: "video",
  scenes,
  ...more,
});
const message = (more: object = {}, task = "task-1") => ({
  campaign: { id: "c1", name: "Spring", locale: "fr", timeZone: "Europe/Paris", test: false },
  journey: { id: "j", caseKey: "D-1", startedAt: "2026-03-31T07:00:00Z", test: false, task },
  recipient: { id: "R-1", firstName: "Zoë « l’été »", lastName: "O’Connor & Fils", locale: "fr" },
  ...more,
});
const told = ({ payload }: Message) => (payload as { problems: string[] }).problems;
const detailed = ({ payload }: Message) =>
  (payload as { details: { pointer: string; code: string }[] }).details.map(({ pointer, code }) => [pointer, code]);

async function pixelsOf(jpeg: Uint8Array, width: number, height: number): Promise<Uint8Array> {
  const pen = createCanvas(width, height).getContext("2d");
  pen.drawImage(await loadImage(Buffer.from(jpeg)), 0, 0);
  return new Uint8Array(pen.getImageData(0, 0, width, height).data);
}

describe("the storyboard of a recipient", () => {
  const written = async (config: object, data: object = {}) => {
    const { write } = await openMessage(readSettings({ channel: "video", language: "fr", ...config }), "fr");
    const about = { language: "fr", timeZone: "Europe/Paris", now: 0, test: true, problemLanguage: "fr" };
    return write({ ...message(), ...data } as never, { ...about, assets: memoryAssets() });
  };

  it("leaves a map out that is missing, where the policy leaves out", async () => {
    const scenes = [scene({ beside: "map", headline: "Voilà" })];
    const { film: order, content } = await written({ scenes, missing: "leave-out" });
    assert.deepEqual([order?.storyboard.scenes[0]?.picture, order?.alt], [undefined, "Vidéo. Voilà."]);
    assert.deepEqual(
      content.overcome?.map(({ code }) => code),
      ["film.no-map"],
    );
  });

  it("keeps scenes for all that say the same to everybody in every language, and no others", async () => {
    const variants = [{ language: "en", texts: { scene4_text: "{{ recipient.firstName }}" } }];
    const scenes = [
      scene({ headline: "Bonjour" }),
      scene({ headline: "{{ recipient.firstName }}" }),
      scene({ beside: "map" }),
      scene({ text: "Bonjour" }),
      scene({ amount: "{% if recipient.id %}1{% endif %}" }),
    ];
    const image = { hash: "0".repeat(64), type: "image/png", bytes: 1 };
    const { film: order } = await written({ scenes, variants }, { map: { home: { image, alt: "Le plan" } } });
    assert.deepEqual(
      order?.storyboard.scenes.map(({ shared }) => shared),
      [true, false, false, false, false],
    );
  });

  it("takes figures as they are typed, and refuses limits that are none", async () => {
    const scenes = [scene({ duration: "2,5", headline: "Bonjour" })];
    const { film: order } = await written({ scenes, volume: "50", sound: "a.mp3", posterAt: "1", timeLimit: "60" });
    const { storyboard, limits } = order!;
    assert.deepEqual(
      [storyboard.scenes[0]?.duration, storyboard.sound, storyboard.poster, limits],
      [2.5, { media: "a.mp3", volume: 0.5 }, 1, { timeLimit: 60, sizeLimit: 100 }],
    );
    await assert.rejects(written({ scenes, timeLimit: "soon" }), { key: "film.figure" });
  });

  it("is the same template for the same settings, and another one for each change of what is seen", async () => {
    const hash = async (more: object) =>
      (await openMessage(readSettings({ channel: "video", scenes: [scene({ headline: "a" })], ...more }), "fr"))
        .template;
    const others = [
      { scenes: [scene({ headline: "b" })] },
      { scenes: [scene({ headline: "a", side: "left" })] },
      { variants: [{ language: "en", texts: { scene1_headline: "a" } }] },
      { videoSize: "1080p" },
      { videoName: "other" },
    ];
    const hashes = await Promise.all([{}, { name: "x", timeLimit: 9 }, ...others].map(hash));
    assert.equal(hashes[0], hashes[1]);
    assert.equal(new Set(hashes).size, others.length + 1);
  });
});

describe("a message of the channel video", function () {
  this.timeout(60_000);
  const red = nodeRed(register);
  keepThreads();
  const given = process.env.BELLE_HISTOIRE_FFMPEG;
  const path = process.env.PATH;
  afterEach(() => {
    process.env.PATH = path;
    if (given === undefined) delete process.env.BELLE_HISTOIRE_FFMPEG;
    else process.env.BELLE_HISTOIRE_FFMPEG = given;
  });
  const assets = async () => (await red.house()).assets;
  const partOf = (sent: Message, name = "film") => VideoPart.parse((sent.video as Record<string, unknown>)[name]);
  const folder = () => join(red.folder, "belle-histoire", "video");
  /** Names of the films that were noted. */
  const notes = () => (existsSync(join(folder(), "made")) ? readdirSync(join(folder(), "made")) : []);
  const media = (files: Record<string, Uint8Array>) => {
    mkdirSync(join(red.folder, "media"), { recursive: true });
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(red.folder, "media", name), bytes);
  };

  describe("where ffmpeg is", () => {
    before(function () {
      needFfmpeg(this);
    });

    it("is a film whose picture says what the templates say, sign by sign, with poster, preview and words", async () => {
      const headline = "Bonjour {{ recipient.firstName }},";
      const text = "accepté à 100 % : %{pts} 'dit' \\n";
      const scenes = [
        scene({ headline, text, amount: "24,90 €", caption: "par mois" }),
        scene({ colour: "#ffffff", small: "Fin" }),
      ];
      await red.load(flowOf(video(scenes), 2, { locale: "fr" }));
      red.receive(message());
      const sent = await red.first(0);
      const content = ContentPart.parse(sent.content);
      assert.equal(content.channel, "video");
      assert.equal(content.language, "fr");
      const said = "Bonjour Zoë « l’été »,";
      assert.equal(content.text, `${said}\n${text}\n24,90 €\npar mois\n\nFin`);
      assert.equal(sent.payload, content.text);
      const part = partOf(sent);
      assert.deepEqual(
        [part.width, part.height, part.duration, part.film.type, part.poster.type, part.preview?.type],
        [1280, 720, 0.8, "video/mp4", "image/jpeg", "image/webp"],
      );
      assert.match(part.alt, /^Vidéo\. Bonjour Zoë « l’été », accepté à 100 %/);
      const frames = framesOf(await (await assets()).get(part.film), 1280, 720);
      assert.equal(frames.count, 20);
      const still = (words: object) =>
        drawStill({
          storyboard: {
            scenes: [
              {
                duration: 0.4,
                background: { kind: "colour", colour: "#12355b" },
                lines: [{ text: said, role: "headline" }, { text }],
                price: { amount: "24,90 €", caption: "par mois" },
                ...words,
              },
            ],
          },
          index: 0,
          load: async () => new Uint8Array(),
        }).then((jpeg) => pixelsOf(jpeg, 1280, 720));
      const differing = (a: Uint8Array, b: Uint8Array) => pixelmatch(a, b, undefined, 1280, 720, { threshold: 0.3 });
      const seen = frames.rgba(9);
      const same = differing(seen, await still({}));
      const without = differing(
        seen,
        await still({ lines: [{ text: said.replace("ë", "e"), role: "headline" }, { text: text.replace("%", "") }] }),
      );
      assert.ok(same < 300, `${same} pixels differ from what was drawn`);
      assert.ok(without > same + 500, `${without} pixels differ from another text`);
    });

    it("shows the map of the message, the pictures and the clip of the media folder, and the texts of its reader", async () => {
      const clip = ["-f", "lavfi", "-i", "color=c=#00ff00:s=320x180:r=10:d=0.6", "-pix_fmt", "yuv420p"];
      media({ "bleu.png": halves("#0000ff", "#0000ff"), "clip.mp4": film(clip) });
      const scenes = [
        scene({ background: "picture", media: "bleu.png" }),
        scene({ background: "clip", media: "clip.mp4" }),
        scene({ colour: "#ffffff", beside: "map", side: "right", headline: "Ici" }),
      ];
      const variants = [{ language: "en", texts: { scene3_headline: "Here it is", videoAlt: "Your way" } }];
      await red.load(flowOf(video(scenes, { videoName: "chemin", language: "fr", variants }), 2));
      const image = await (await assets()).put(halves("#ff0000", "#ff0000"), "image/png");
      const map = { home: { image, alt: "Le plan" } };
      red.receive(message({ map, recipient: { id: "R-2", locale: "en-GB" }, video: { before: { kept: true } } }));
      const sent = await red.first(0);
      const { text, language } = ContentPart.parse(sent.content);
      assert.deepEqual([text, language], ["Here it is", "en-GB"]);
      assert.equal(partOf(sent, "chemin").alt, "Your way");
      assert.deepEqual((sent.video as Record<string, unknown>).before, { kept: true });
      const frames = framesOf(await (await assets()).get(partOf(sent, "chemin").film), 1280, 720);
      const near = ([r, g, b]: [number, number, number], want: [number, number, number]) =>
        [r - want[0], g - want[1], b - want[2]].every((off) => Math.abs(off) < 14);
      assert.ok(near(frames.at(5, 640, 360), [0, 0, 255]), `${frames.at(5, 640, 360)}`);
      assert.ok(near(frames.at(15, 640, 360), [0, 255, 0]), `${frames.at(15, 640, 360)}`);
      assert.ok(near(frames.at(29, 900, 360), [255, 0, 0]), `${frames.at(29, 900, 360)}`);
    });

    it("is the film that was made when its task is played again, and another one for another text", async () => {
      await red.load(flowOf(video([scene({ headline: "Bonjour {{ recipient.lastName }}" })]), 2));
      red.receive(message());
      const first = await red.first(0);
      assert.equal(notes().length, 1);
      // Whoever makes it again needs ffmpeg.
      await red.restart(flowOf(video([scene({ headline: "Bonjour {{ recipient.lastName }}" })]), 2));
      red.receive(message());
      const again = await red.first(0);
      assert.deepEqual([again.video, again.content], [first.video, first.content]);
      assert.deepEqual(
        red.statuses().filter((text) => /tournage/.test(text)),
        [],
      );
      // What a person's right has deleted is made anew.
      await (await assets()).remove(partOf(first).film.hash);
      red.receive(message());
      const [, anew] = await red.some(0, 2);
      assert.deepEqual(anew?.video, first.video);
      assert.ok(red.statuses().some((text) => /^blue ring tournage \d+\s%$/.test(text)));
      red.receive(message({ recipient: { id: "R-3", lastName: "Autre" } }, "task-2"));
      const [, , other] = await red.some(0, 3);
      assert.notEqual(partOf(other!).film.hash, partOf(first).film.hash);
      assert.equal(notes().length, 2);
    });

    it("is one film for all who get the same, and is told while it is made", async () => {
      await red.load(flowOf(video([scene({ headline: "Bonjour à tous" })]), 2));
      for (const task of ["a", "b", "c"]) red.receive(message({}, task));
      const sent = await red.some(0, 3);
      assert.equal(new Set(sent.map((one) => partOf(one).film.hash)).size, 1);
      assert.equal(new Set(sent.map((one) => ContentPart.parse(one.content).id)).size, 3);
      const filmed = red.statuses().filter((text) => /tournage 90\s%/.test(text));
      assert.equal(filmed.length, 1);
      assert.match(filmed[0]!, /2 en attente/);
    });

    const refused: [name: string, saved: object, more: object, pointer: string, code: string][] = [
      [
        "a sign without a letter",
        { scenes: [scene({ text: "Bravo 🎉" })] },
        {},
        "scene1_text:1:1",
        "video.missing-glyph",
      ],
      [
        "a text that does not fit",
        { scenes: [scene({}), scene({ headline: "a".repeat(900) })] },
        {},
        "scene2_headline:1:1",
        "video.text-too-long",
      ],
      [
        "a variable that is missing",
        { scenes: [scene({ text: "{{ recipient.title }}" })] },
        {},
        "scene1_text:1:4",
        "message.unknown-variable",
      ],
      ["a map that is not there", { scenes: [scene({ beside: "map" })] }, {}, "", "film.no-map"],
      [
        "a file that is not there",
        { scenes: [scene({ background: "picture", media: "weg.png" })] },
        {},
        "",
        "media.missing",
      ],
      ["no scene", { scenes: [] }, {}, "", "film.no-scenes"],
    ];
    for (const [name, saved, more, pointer, code] of refused)
      it(`leaves by the second output for ${name}`, async () => {
        await red.load(flowOf({ ...video([]), ...saved }, 2));
        red.receive(message(more));
        const sent = await red.first(1);
        assert.deepEqual(detailed(sent), [[pointer, code]]);
        assert.equal(sent.video, undefined);
      });

    it("leaves by the second output where it becomes larger than allowed", async () => {
      const noise = "testsrc2=s=640x360:r=25:d=0.5,noise=alls=40:allf=t";
      media({ "neige.mp4": film(["-f", "lavfi", "-i", noise, "-pix_fmt", "yuv420p"]) });
      const scenes = [scene({ background: "clip", media: "neige.mp4" })];
      await red.load(flowOf(video(scenes, { sizeLimit: "0.01" }), 2));
      red.receive(message());
      assert.deepEqual(detailed(await red.first(1)), [["", "video.size-limit"]]);
    });

    it("a deploy ends the film that is made, leaves nothing, and its message goes nowhere", async () => {
      const long = Array.from({ length: 3 }, () => scene({ duration: 60, headline: "{{ recipient.lastName }}" }));
      await red.load(flowOf(video(long, { videoSize: "1080p" }), 2));
      red.receive(message());
      await red.until(() => red.statuses().some((text) => /tournage/.test(text)), "filming");
      const began = Date.now();
      await red.deploy(flowOf(video([scene({ headline: "Court" })]), 2));
      assert.ok(Date.now() - began < 10_000);
      assert.deepEqual(processesIn(folder()), []);
      assert.deepEqual(readdirSync(join(folder(), "work")), []);
      assert.deepEqual([red.at(0), red.at(1)], [[], []]);
      red.receive(message());
      assert.equal(ContentPart.parse((await red.first(0)).content).text, "Court");
    });
  });

  describe("where there is no ffmpeg", () => {
    it("is told when it is deployed, and each message leaves by the second output with the reason", async () => {
      process.env.BELLE_HISTOIRE_FFMPEG = join(red.folder, "no-ffmpeg");
      await red.load(flowOf(video([scene({ headline: "Bonjour" })]), 2));
      await red.until(() => red.statuses().some((text) => text === "red ring no videos: ffmpeg is missing"), "told");
      assert.equal(red.errors.length, 1);
      assert.match(red.errors[0]!, /no-ffmpeg is not an ffmpeg that runs here/);
      red.receive(message());
      assert.match(told(await red.first(1)).join(), /n’est pas un ffmpeg qui fonctionne ici/);
      // As soon as it is there it is used.
      delete process.env.BELLE_HISTOIRE_FFMPEG;
    });

    it("takes the one that a package brought", async function () {
      const packaged = await import("@ffmpeg-installer/ffmpeg" as string).catch(() => undefined);
      if (packaged === undefined) {
        console.log("      @ffmpeg-installer/ffmpeg is not installed: nothing brings an ffmpeg");
        this.skip();
      }
      process.env.PATH = join(red.folder, "empty");
      await red.load(flowOf(video([scene({ headline: "Bonjour" })]), 2));
      red.receive(message());
      assert.equal(partOf(await red.first(0)).duration, 0.4);
    });
  });

  const deployed: [name: string, scenes: Scene[], saved: object, says: RegExp[]][] = [
    ["no scene", [], {}, [/^scenes:1:1: The video has no scene/]],
    [
      "a name that templates cannot write",
      [scene({ text: "a" })],
      { videoName: "my film" },
      [/^videoName:1:1: .*my film/],
    ],
    [
      "files that are not there",
      [scene({ background: "clip", media: "weg.mp4" }), scene({ beside: "picture", text: "a" })],
      { sound: "../sound.mp3" },
      [
        /^scene1_media:1:1: “weg.mp4” is not in the campaign's media folder/,
        /^scene2_besideMedia:1:1: Scene 2 has no file/,
        /^sound:1:1: “..\/sound.mp3” is not the name of a file/,
      ],
    ],
    [
      "what lasts too long, or not long enough",
      [
        scene({ text: "a", duration: 60 }),
        scene({ text: "b", duration: "60" }),
        scene({ text: "c", duration: "60,5" }),
      ],
      {},
      [/^scene3_duration:1:1: Scene 3 lasts 60,5 s/, /^scenes:1:1: The scenes last 180.5 s together, and 180/],
    ],
    [
      "colours, figures and a scene that shows nothing",
      [scene({ colour: "red" })],
      { videoAccent: "blue", volume: 200, posterAt: "x", timeLimit: 0 },
      [
        /^scene1_colour/,
        /^scene1_headline:1:1: Scene 1 shows a colour and nothing else/,
        /^videoAccent/,
        /^volume:1:1: 200 does not fit/,
        /^posterAt/,
        /^timeLimit:1:1: 0 does not fit here. Use a number from 1 to 3,600/,
      ],
    ],
    [
      "a template, in each language",
      [scene({ headline: "{{ a | shout }}" })],
      { language: "en", variants: [{ language: "fr", texts: { scene1_headline: "{% if %}" } }] },
      [/^scene1_headline.en:1:\d+: There is no filter shout/, /^scene1_headline.fr:1:\d+/],
    ],
  ];
  for (const [name, scenes, saved, says] of deployed)
    it(`a deploy tells ${name}`, async () => {
      await red.load(flowOf(video(scenes, saved), 2, { locale: "en" }));
      const logs = () => red.logged.filter((one) => one.node === "node");
      const logged = await red.until(() => logs().length >= says.length && logs(), "problems");
      const texts = logged.map(({ text }) => text);
      for (const [index, pattern] of says.entries()) assert.match(texts[index] ?? "", pattern);
      assert.equal(texts.length, says.length);
    });
});
