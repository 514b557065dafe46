import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, it } from "mocha";
import { machine } from "../../../src/process-folder.ts";
import type { VideoStudio, WrittenStoryboard } from "../../../src/video/index.ts";
import { turnsOf } from "../../../src/video/turns.ts";
import { faultOf, keepThreads, leftIn, needFfmpeg, processesIn, studioIn, temporaryFolder } from "./ffmpeg.ts";
import { evening } from "./pictures.ts";

const picture = evening();
const load = async () => picture;
const scene = (duration: number): WrittenStoryboard["scenes"][number] => ({
  duration,
  background: { kind: "picture", media: "evening", motion: "zoom-in" },
});
/** Takes minutes. */
const endless: WrittenStoryboard = { size: "1080p", scenes: [scene(60), scene(60), scene(60)] };
const short: WrittenStoryboard = { size: "draft", preview: false, scenes: [scene(0.4)] };

describe("limits of a video", () => {
  keepThreads();
  before(function () {
    needFfmpeg(this);
  });
  let folder: ReturnType<typeof temporaryFolder>;
  let studio: VideoStudio;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(async () => {
    await studio.close();
    assert.deepEqual(processesIn(folder.path), []);
    folder.remove();
  });

  /** Answers when the encoder of the first video runs. */
  async function encoding(): Promise<void> {
    const work = join(folder.path, "work");
    const begun = () => existsSync(work) && readdirSync(work).some((name) => existsSync(join(work, name, "scene-0")));
    while (!begun()) await new Promise((resolve) => setTimeout(resolve, 10));
  }

  it("time: it is ended, told, and leaves nothing", async () => {
    studio = await studioIn(folder.path, { timeLimit: 1 });
    const { key, data } = await faultOf(studio.make({ storyboard: endless, load }));
    assert.deepEqual([key, data], ["video.time-limit", { seconds: 1 }]);
    assert.deepEqual([leftIn(folder.path), processesIn(folder.path)], [[], []]);
  });

  it("size: it is ended, told, and leaves nothing", async () => {
    studio = await studioIn(folder.path, { sizeLimit: 0.01 });
    const { key, data } = await faultOf(
      studio.make({ storyboard: { size: "draft", preview: false, scenes: [scene(5)] }, load }),
    );
    assert.deepEqual([key, data], ["video.size-limit", { megabytes: 0.01 }]);
    assert.deepEqual([leftIn(folder.path), processesIn(folder.path)], [[], []]);
  });

  it("a signal ends what runs and what waits, and the next one has its turn", async () => {
    studio = await studioIn(folder.path);
    const [first, second] = [new AbortController(), new AbortController()];
    const running = faultOf(studio.make({ storyboard: endless, load, signal: first.signal }));
    const waiting = faultOf(studio.make({ storyboard: short, load, signal: second.signal }));
    const last = studio.make({ storyboard: short, load });
    await encoding();
    if (process.platform === "linux") assert.equal(processesIn(folder.path).length, 1);
    second.abort();
    assert.equal((await waiting).key, "video.stopped");
    first.abort();
    assert.equal((await running).key, "video.stopped");
    assert.equal((await last).duration, 0.4);
    assert.deepEqual(leftIn(folder.path), []);
    const late = AbortSignal.abort();
    assert.equal((await faultOf(studio.make({ storyboard: short, load, signal: late }))).key, "video.stopped");
  });

  it("closing ends all, and answers when nothing runs any more", async () => {
    studio = await studioIn(folder.path);
    const all = [endless, short].map((storyboard) => faultOf(studio.make({ storyboard, load })));
    await encoding();
    await studio.close();
    assert.deepEqual([leftIn(folder.path), processesIn(folder.path)], [[], []]);
    for (const { key } of await Promise.all(all)) assert.equal(key, "video.stopped");
    assert.equal((await faultOf(studio.make({ storyboard: short, load }))).key, "video.stopped");
  });

  it("one at a time: what the next one needs is loaded when it is its turn", async () => {
    studio = await studioIn(folder.path);
    const seen: string[] = [];
    const make = async (name: string) => {
      await studio.make({
        storyboard: short,
        load: async () => {
          seen.push(`${name} loads`);
          return picture;
        },
        onProgress: (share) => {
          if (share === 1) seen.push(`${name} is ready`);
          throw new Error("an error of whoever looks on");
        },
      });
    };
    await Promise.all([make("a"), make("b")]);
    assert.deepEqual(seen, ["a loads", "a is ready", "b loads", "b is ready"]);
  });

  it("time: also of what is loaded, and the next one has its turn", async () => {
    studio = await studioIn(folder.path, { timeLimit: 1 });
    const stuck = faultOf(studio.make({ storyboard: short, load: () => new Promise(() => {}) }));
    const next = faultOf(studio.make({ storyboard: short, load: () => Promise.reject(new Error("its turn")) }));
    assert.equal((await stuck).key, "video.time-limit");
    assert.equal((await next).key, "video.media-missing");
  });

  it("a folder that takes no file is told", async () => {
    writeFileSync(join(folder.path, "file"), "");
    studio = await studioIn(join(folder.path, "file"));
    const { key, data } = await faultOf(studio.make({ storyboard: short, load }));
    assert.deepEqual([key, data], ["video.disk", { code: "ENOTDIR" }]);
  });

  it("what a process left that died goes when the next one begins, and nothing that is young", async () => {
    const work = join(folder.path, "work");
    // A number that no process has.
    const dead = `video-${machine}-${2 ** 30}-abcdef`;
    const own = `video-${machine}-${process.pid}-abcdef`;
    const running = `video-${machine}-${process.ppid}-abcdef`;
    for (const name of ["video-old", "video-young", "of-others", dead, own, running]) {
      mkdirSync(join(work, name), { recursive: true });
      writeFileSync(join(work, name, "scene-0"), "");
    }
    for (const name of ["video-old", "of-others"]) utimesSync(join(work, name), 0, 0);
    studio = await studioIn(folder.path);
    assert.deepEqual(readdirSync(work).sort(), ["of-others", running, "video-young"].sort());
  });
});

describe("a storyboard", () => {
  const folder = temporaryFolder();
  let studio: VideoStudio;
  before(async function () {
    needFfmpeg(this);
    studio = await studioIn(folder.path);
  });
  after(async () => {
    await studio?.close();
    folder.remove();
  });

  const wrong: [where: string, storyboard: unknown][] = [
    ["scenes", { scenes: [] }],
    ["scenes", { scenes: [scene(60), scene(60), scene(60), scene(1)] }],
    ["scenes.0.duration", { scenes: [scene(0)] }],
    [
      "scenes.0.background.colour",
      { scenes: [{ duration: 1, background: { kind: "colour", colour: "red;drawtext" } }] },
    ],
    ["scenes.0.lines.0.at", { scenes: [{ ...scene(2), lines: [{ text: "Bonjour", at: 1.8 }] }] }],
    ["scenes.0.price.at", { scenes: [{ ...scene(2), price: { amount: "1 €", at: 2 } }] }],
    ["size", { size: "8K", scenes: [scene(1)] }],
  ];
  for (const [where, storyboard] of wrong)
    it(`with a wrong ${where} is told`, async () => {
      const { key, data } = await faultOf(studio.make({ storyboard: storyboard as WrittenStoryboard, load }));
      assert.deepEqual([key, data], ["video.storyboard", { where }]);
    });

  it("asks for settings that fit", async () => {
    const { key, data } = await faultOf(studioIn(folder.path, { timeLimit: 0 }));
    assert.deepEqual([key, data], ["video.settings", { where: "timeLimit" }]);
  });
});

describe("turns", () => {
  it("are taken in order, so many at a time, and given up by a signal", async () => {
    const turns = turnsOf(2);
    const never = new AbortController().signal;
    const [leaveFirst, leaveSecond] = [await turns.take(never), await turns.take(never)];
    const order: string[] = [];
    const third = turns.take(never).then((leave) => {
      order.push("third");
      return leave;
    });
    const stop = new AbortController();
    const fourth = turns.take(stop.signal).catch((reason: unknown) => order.push(String(reason)));
    const fifth = turns.take(never).then((leave) => {
      order.push("fifth");
      return leave;
    });
    stop.abort("given up");
    await fourth;
    leaveFirst();
    (await third)();
    await fifth;
    leaveSecond();
    assert.deepEqual(order, ["given up", "third", "fifth"]);
    assert.throws(() => turns.take(AbortSignal.abort("too late")), /too late/);
  });
});
