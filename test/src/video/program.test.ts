import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { after, before, describe, it } from "mocha";
import { sentence } from "../../../src/language/index.ts";
import { findProgram, packagedProgram } from "../../../src/video/program/find.ts";
import { Refused, runProgram } from "../../../src/video/program/run.ts";
import { shortened } from "../../../src/video/program/said.ts";
import { faultOf, temporaryFolder } from "./ffmpeg.ts";

const complete = {
  encoders: ["libx264", "aac", "png", "libwebp_anim", "libwebp"],
  filters: ["overlay", "loop", "fade", "perspective"],
};

describe("the encoder", () => {
  const folder = temporaryFolder();
  before(function () {
    if (process.platform !== "win32") return;
    console.log("      the programs that stand for ffmpeg are shell scripts: they are not tried on Windows");
    this.skip();
  });
  after(() => folder.remove());

  let made = 0;
  /** A program that answers as ffmpeg does; the path of its folder. */
  function fake(version: string, avutil: string, { encoders, filters } = complete): string {
    const at = join(folder.path, `fake-${++made}`);
    mkdirSync(at);
    const list = (names: string[], flags: string) => names.map((name) => `echo " ${flags} ${name}   it (codec x)"`);
    const script = [
      "#!/bin/sh",
      'case "$2" in',
      `-version) echo "ffmpeg version ${version} Copyright"; echo "libavutil      ${avutil} / ${avutil}" ;;`,
      `-encoders) ${["echo Encoders:", ...list(encoders, "V....D")].join("; ")} ;;`,
      `-filters) ${["echo Filters:", ...list(filters, "T.C")].join("; ")} ;;`,
      "esac",
    ];
    writeFileSync(join(at, "ffmpeg"), `${script.join("\n")}\n`);
    chmodSync(join(at, "ffmpeg"), 0o755);
    return at;
  }
  const find = (path: string, packaged?: string) =>
    findProgram(undefined, { path, packaged: () => (packaged === undefined ? undefined : join(packaged, "ffmpeg")) });

  it("is nowhere: told, with what to do", async () => {
    const { key, data } = await faultOf(find(folder.path));
    assert.equal(key, "video.no-program");
    assert.match(sentence(key, data, "en"), /apt install ffmpeg/);
    assert.match(sentence(key, data, "fr"), /Tout le reste fonctionne/);
  });

  it("is the one of the settings, and no other steps in for one that does not run", async () => {
    const own = join(fake("4.4", "56. 70.100"), "ffmpeg");
    const newer = fake("7.1", "59. 39.100");
    assert.equal((await findProgram(own, { path: newer })).version, "4.4");
    const text = join(folder.path, "text");
    writeFileSync(text, "no program");
    for (const path of [text, join(folder.path, "gone"), "/bin/true"]) {
      const { key, data } = await faultOf(findProgram(path, { path: newer }));
      assert.deepEqual([key, data], ["video.program-broken", { path }]);
    }
  });

  const system = "5.1.9-0+deb12u1";
  const pairs: [what: string, packaged: [string, string], wanted: string][] = [
    ["an older package", ["4.2", "56. 31.100"], system],
    ["a package of the same age", ["5.1", "57. 28.100"], system],
    ["a newer package", ["6.1", "58. 29.100"], "6.1"],
    ["a newer package that is named by its commit", ["N-47683-g0e8eb07980", "58. 1.100"], "N-47683-g0e8eb07980"],
  ];
  for (const [what, [version, avutil], wanted] of pairs)
    it(`of the system's and ${what} it is ${wanted}`, async () => {
      const path = [folder.path, ".", fake(system, "57. 28.100")].join(delimiter);
      const found = await find(path, fake(version, avutil));
      assert.deepEqual([found.version, found.webp], [wanted, "libwebp_anim"]);
    });

  it("comes from an installed package", () => {
    const home = join(folder.path, "home");
    const packaged = join(home, "node_modules", "@ffmpeg-installer", "ffmpeg");
    mkdirSync(packaged, { recursive: true });
    writeFileSync(join(packaged, "index.js"), 'module.exports = { path: "/opt/ffmpeg", version: "1" };\n');
    assert.equal(packagedProgram(join(home, "nodes.js")), "/opt/ffmpeg");
    writeFileSync(join(home, "node_modules", "@ffmpeg-installer", "ffmpeg", "index.js"), "throw new Error('none');\n");
    assert.equal(packagedProgram(join(folder.path, "elsewhere.js")), undefined);
  });

  it("is too old, or lacks something: told by name; without WebP it serves", async () => {
    const old = await faultOf(find(fake("3.4", "55. 78.100")));
    assert.deepEqual([old.key, old.data], ["video.program-old", { version: "3.4" }]);
    const bare = { encoders: ["libx264rgb", "aac", "png"], filters: ["overlay", "loop", "fade"] };
    const lacking = await faultOf(find(fake("6.0", "58. 2.100", bare)));
    assert.deepEqual(lacking.data, { version: "6.0", lacking: "libx264, perspective" });
    const still = { ...complete, encoders: ["libx264", "aac", "png"] };
    assert.equal((await find(fake("6.0", "58. 2.100", still))).webp, undefined);
  });

  /** Runs a script as the encoder. */
  function run(script: string): Promise<void> {
    const program = join(folder.path, `run-${++made}`);
    writeFileSync(program, `#!/bin/sh\n${script}\n`);
    chmodSync(program, 0o755);
    const { signal } = new AbortController();
    return runProgram({ program, options: [], folder: folder.path, signal, cpuLimit: 5, sizeLimit: 1000 });
  }

  it("gets nothing of our environment but where libraries are, no terminal, and a lower priority", async () => {
    process.env.BELLE_HISTOIRE_TEST_SECRET = "hidden";
    process.env.FFREPORT = "file=report.log";
    try {
      await run("env > seen; cat > input; nice > priority");
    } finally {
      delete process.env.BELLE_HISTOIRE_TEST_SECRET;
      delete process.env.FFREPORT;
    }
    const seen = readFileSync(join(folder.path, "seen"), "utf8");
    assert.ok(!/hidden|FFREPORT/.test(seen) && seen.includes("PATH="), seen);
    assert.equal(readFileSync(join(folder.path, "input"), "utf8"), "");
    assert.equal(Number(readFileSync(join(folder.path, "priority"), "utf8")), 10);
  });

  it("fails: what it says is told without folders, and a flood of it is not kept", async () => {
    const error = await run('echo "/home/zoe/private/clip.mp4: Invalid data found" >&2; exit 1').catch((e) => e);
    assert.ok(error instanceof Refused);
    assert.equal(error.said, "… Invalid data found");
    const flood = await run("yes 0123456789 | head -c 3000000 >&2; exit 3").catch((e) => e);
    assert.equal((flood as Refused).said, "0123456789");
    assert.equal(((await run("exit 4").catch((e) => e)) as Refused).said, "exit 4");
    assert.match(((await run("kill -SEGV $$").catch((e) => e)) as Refused).said, /signal/);
  });

  const said: [string, string][] = [
    ["[mov,mp4 @ 0x55d0c8] moov atom not found\nscene: failed", "[mov,mp4] moov atom not found"],
    ["Error opening input 'Zoë Lefèvre.mp4'", "Error opening input …"],
    ["C:\\Users\\zoe\\x.mp4: no", "… no"],
    ["https://example.org/a?token=b failed", "… failed"],
    [`\u001b[31m${"x".repeat(400)}`, `[31m${"x".repeat(156)}…`],
    ["", ""],
  ];
  for (const [from, to] of said)
    it(`${JSON.stringify(from.slice(0, 40))} is told as ${JSON.stringify(to.slice(0, 40))}`, () =>
      assert.equal(shortened(from), to));
});
