import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, it } from "mocha";
import { progressOn } from "../../../bin/progress-bar.ts";
import { grid } from "./imported.ts";
import { writePbf } from "./pbf-file.ts";
import { areaFile, folderFor } from "./town-file.ts";

const command = fileURLToPath(new URL("../../../bin/belle-histoire.ts", import.meta.url));

/** Runs the command; `heard` is given each text of its errors. */
async function run(
  words: readonly string[],
  heard: (text: string, kill: (signal: NodeJS.Signals) => void) => void = () => {},
) {
  const child = spawn(process.execPath, [command, ...words, "--language", "en"], { stdio: ["ignore", "pipe", "pipe"] });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    err += text;
    heard(text, (signal) => child.kill(signal));
  });
  const [code] = (await once(child, "close")) as [number];
  return { code, out, err };
}

describe("belle-histoire area", function () {
  this.timeout(60_000);
  const folder = folderFor("area-command");
  const ways = { 1: [[11, 21, 31], { highway: "residential", name: "Rue Basse" }] } as const;
  const pbf = { bbox: [1.99, 46.99, 2.02, 47.02], timestamp: 1_600_000_000 } as const;
  const osm = writePbf(join(folder, "small.osm.pbf"), { nodes: grid(4, 4), ways }, pbf);

  it("import makes an area, show says what it holds, check finds it whole", async () => {
    const out = join(folder, "small.area");
    const made = await run(["area", "import", osm, "--out", out, "--name", "Bourg", "--country", "BE"]);
    assert.deepEqual([made.code, made.out.split("\n")[0]], [0, "small.area is made: Bourg, map of 2020-09-13."]);
    // Not a terminal: one line for each stage.
    assert.equal(made.err.trim().split("\n").length, 6);
    const shown = await run(["area", "show", out]);
    assert.deepEqual(shown.out.trim().split("\n"), [
      "Bourg (BE), map of 2020-09-13",
      "west, south, east, north: 1.9900, 46.9900, 2.0200, 47.0200",
      "1 roads, 0 shapes, 0 addresses, 0 stores",
      "© OpenStreetMap contributors",
    ]);
    assert.deepEqual(await run(["area", "check", out]), { code: 0, out: "small.area is whole.\n", err: "" });
  });

  it("show and check know the made-up town", async () => {
    const town = areaFile("area-command-town");
    assert.match((await run(["area", "show", town])).out, /Saint-Aurèle-sur-Mer \(FR\)[\s\S]*imaginary town/);
    assert.equal((await run(["area", "check", town])).code, 0);
  });

  it("what is wrong is said on the error output, with exit code 1", async () => {
    const page = join(folder, "page.osm.pbf");
    writeFileSync(page, "<!doctype html><title>Not found</title>");
    const { code, out, err } = await run(["area", "import", page, "--out", join(folder, "page.area")]);
    assert.deepEqual([code, out], [1, ""]);
    assert.match(err, /page\.osm\.pbf is a web page, not a map/);
    assert.equal((await run(["area", "show", page])).code, 1);
  });

  it("a side of the box that is not written is none", async () => {
    const out = join(folder, "box.area");
    const { code, err } = await run(["area", "import", osm, "--out", out, "--bbox=1,,3,48"]);
    assert.equal(code, 1);
    assert.match(err, /bbox/);
  });

  for (const words of [["area"], ["area", "import", osm], ["area", "show"], ["area", "paint", osm]]) {
    it(`"${words.map((word) => word.split("/").at(-1)).join(" ")}" is answered with how to use it`, async () => {
      const { code, err } = await run(words);
      assert.equal(code, 2);
      assert.match(err, /belle-histoire area import/);
    });
  }

  it("stopped with Ctrl-C it says so, and goes on from there", async () => {
    const nodes = Object.fromEntries(
      Array.from(
        { length: 24_000 },
        (_, i) => [1000 + i, [2 + (i % 300) * 1e-5, 47 + Math.floor(i / 300) * 1e-5]] as const,
      ),
    );
    const large = writePbf(
      join(folder, "large.osm.pbf"),
      { nodes: { ...grid(4, 4), ...nodes }, ways },
      { ...pbf, perBlock: 4 },
    );
    const out = join(folder, "large.area");
    const stopped = await run(["area", "import", large, "--out", out], (text, kill) => {
      if (text.includes("reading")) kill("SIGINT");
    });
    assert.equal(stopped.code, 1);
    assert.match(stopped.err, /Start the same import again/);
    assert.ok(existsSync(`${out}.import`) && !existsSync(out));
    assert.equal((await run(["area", "import", large, "--out", out])).code, 0);
    assert.ok(existsSync(out) && !existsSync(`${out}.import`));
  });

  it("on a terminal a bar grows, a line for each stage", () => {
    const written: string[] = [];
    const stream = { isTTY: true, write: (text: string) => written.push(text) > 0 };
    const progress = progressOn<"read" | "write">(stream, (stage) => `stage ${stage}`);
    progress.told("read", 0);
    progress.told("read", 1);
    progress.told("write", 0.5);
    progress.end();
    const bar = (full: number) => "█".repeat(full) + "░".repeat(28 - full);
    assert.equal(
      written.join(""),
      `\r${bar(0)}   0 % stage read\r${bar(28)} 100 % stage read\n\r${bar(14)}  50 % stage write\n`,
    );
  });
});
