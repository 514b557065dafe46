import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, beforeEach, describe, it } from "mocha";
import type { WrittenStoryboard } from "../../../src/video/index.ts";
import { keptFiles } from "../../../src/video/kept-files.ts";
import { film, keepThreads, needFfmpeg, studioIn, temporaryFolder } from "./ffmpeg.ts";

describe("kept files", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());
  const kept = () => join(folder.path, "kept");
  const path = (name: string) => join(folder.path, name);
  let made = 0;
  /** Lays a file of so many bytes, which say how often anything was made. */
  const lay = (files: ReturnType<typeof keptFiles>, key: string, to: string, bytes = 10) =>
    files.lay(key, path(to), async () => {
      made += 1;
      writeFileSync(path(to), String(made).padEnd(bytes));
    });
  const read = (name: string) => readFileSync(path(name), "utf8").trim();

  it("are made once, also for those who ask at the same time, and by whoever opens the folder later", async () => {
    made = 0;
    const files = keptFiles(kept(), 1000);
    await Promise.all([lay(files, "a", "one"), lay(files, "a", "two"), lay(files, "b", "three")]);
    await lay(keptFiles(kept(), 1000), "a", "four");
    assert.deepEqual([made, read("one"), read("two"), read("four")], [2, read("one"), read("one"), read("one")]);
  });

  it("are not kept when making fails, and the next one tries it", async () => {
    made = 0;
    const files = keptFiles(kept(), 1000);
    const failed = files.lay("a", path("one"), () => Promise.reject(new Error("stopped")));
    const waiting = lay(files, "a", "two");
    await assert.rejects(failed, /stopped/);
    await waiting;
    assert.deepEqual([made, read("two")], [1, "1"]);
  });

  it("go when there are too many, those first that were not used for longest", async () => {
    const files = keptFiles(kept(), 25);
    await lay(files, "a", "one");
    await lay(files, "b", "two");
    for (const [name, age] of [
      ["a", 1],
      ["b", 2],
    ] as const)
      utimesSync(join(kept(), `${name}.mp4`), age, age);
    await lay(files, "a", "again");
    await lay(files, "c", "three");
    assert.deepEqual(readdirSync(kept()).sort(), ["a.mp4", "c.mp4"]);
    assert.ok(existsSync(path("two")), "who uses one has it still");
  });

  it("are none where none is wanted", async () => {
    made = 0;
    const files = keptFiles(kept(), 0);
    await lay(files, "a", "one");
    await lay(files, "a", "two");
    assert.deepEqual([made, existsSync(kept())], [2, false]);
  });
});

describe("scenes that are the same for everybody", () => {
  keepThreads();
  const folder = temporaryFolder();
  after(() => folder.remove());

  it("are kept, with prepared clips and sounds; what is one recipient's is not", async function () {
    needFfmpeg(this);
    const media: Record<string, Uint8Array> = {
      clip: film(["-f", "lavfi", "-i", "testsrc2=s=160x90:r=25:d=1", "-pix_fmt", "yuv420p"]),
      tone: film(["-f", "lavfi", "-i", "sine=d=1"], "wav"),
    };
    const load = async (name: string) => media[name]!;
    const storyOf = (name: string): WrittenStoryboard => ({
      size: "draft",
      preview: false,
      scenes: [
        {
          duration: 0.4,
          background: { kind: "colour", colour: "#204060" },
          lines: [{ text: "Bonjour" }],
          shared: true,
        },
        { duration: 0.4, background: { kind: "clip", media: "clip" }, lines: [{ text: name }] },
      ],
      sound: { media: "tone" },
    });
    const studio = await studioIn(folder.path, { keptLimit: 10 });
    const fresh = await studioIn(join(folder.path, "fresh"));
    try {
      const zoe = await studio.make({ storyboard: storyOf("Zoë"), load });
      const kept = readdirSync(join(folder.path, "kept")).sort();
      const max = await studio.make({ storyboard: storyOf("Max"), load });
      assert.equal(kept.length, 3, "the scene, the clip, the sound");
      assert.deepEqual(readdirSync(join(folder.path, "kept")).sort(), kept);
      assert.notDeepEqual(max.mp4, zoe.mp4);
      if (process.env.BELLE_HISTOIRE_LONG !== "1") return;
      const without = await fresh.make({ storyboard: storyOf("Max"), load });
      assert.equal(Buffer.compare(max.mp4, without.mp4), 0, "the same as without what was kept");
    } finally {
      await studio.close();
      await fresh.close();
    }
  });
});
