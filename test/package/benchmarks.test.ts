import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import type { Profiler } from "node:inspector";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { BenchNodes } from "../bench/in-node-red/folder.ts";
import { layersOf } from "../bench/in-node-red/layers.ts";
import { nodes as settlement } from "../bench/settlement.bench.ts";
import { nodes as steps } from "../bench/steps.bench.ts";

const root = join(import.meta.dirname, "../..");

describe("the nodes of the benchmarks", () => {
  for (const { file, parts } of [settlement, steps] satisfies BenchNodes[])
    it(`${file} finds in the built package what it is made of`, async () => {
      for (const [path, names] of Object.entries(parts)) {
        const built = await import(pathToFileURL(join(root, "dist", path)).href);
        for (const name of names) assert.equal(typeof built[name], "function", `${path}: ${name}`);
      }
    });

  it("are all looked at here", async () => {
    const folders = await readdir(join(root, "test", "bench"), { recursive: true });
    const made = folders.filter((path) => /^\w+\/nodes\.ts$/.test(path)).sort();
    assert.deepEqual(made, ["loop/nodes.ts", "settlement/nodes.ts", "steps/nodes.ts"]);
  });
});

/** Where a profile finds a function of ours, which may be in several built files. */
async function placesOf(name: string): Promise<{ url: string; lineNumber: number }[]> {
  const dist = join(root, "dist");
  const names = await readdir(dist, { recursive: true });
  const files = names.filter((path) => /^(nodes|src|chunks)\b.*\.js$/.test(path)).map((path) => join(dist, path));
  const found = files.map(async (file) => {
    const lines = (await readFile(file, "utf8")).split("\n");
    const lineNumber = lines.findIndex((line) => line.replace("async ", "").startsWith(`function ${name}(`));
    return lineNumber === -1 ? [] : [{ url: pathToFileURL(file).href, lineNumber }];
  });
  return (await Promise.all(found)).flat();
}

type Called = { functionName?: string; url: string; lineNumber?: number };

/** A profile of one sample, of 1 µs: functions that call each other, the last of them at work. */
function profileOf(...calls: Called[]): Profiler.Profile {
  const frames = [{ functionName: "(root)", url: "" }, ...calls];
  const nodes = frames.map((frame, id) => ({
    id,
    callFrame: { functionName: "f", scriptId: "0", lineNumber: 0, columnNumber: 0, ...frame },
    children: id === calls.length ? [] : [id + 1],
  }));
  return { nodes, startTime: 0, endTime: 1, samples: [calls.length], timeDeltas: [1] };
}

describe("the layers of a profile", () => {
  const cases: [layer: string, functions: string[]][] = [
    ["settlement", ["settle", "stepped"]],
    ["decision switch", ["decide", "readPath"]],
    ["webhook", ["receive", "writeReply"]],
    ["engine", ["performSend", "messageToKeep"]],
    ["store", ["openSqliteStore", "claim", "statementsOf"]],
    ["sentences for people", ["sentence"]],
    ["contract (zod, ids)", ["idFrom"]],
    ["other nodes of ours", ["queueSend", "handleInput", "takeOn"]],
  ];
  for (const [layer, functions] of cases)
    it(`know in the built package what is of this one: ${layer}`, async () => {
      for (const functionName of functions) {
        const places = await placesOf(functionName);
        assert.ok(places.length > 0, `${functionName} is in a built file`);
        for (const place of places)
          assert.deepEqual(layersOf(profileOf(place)), { [layer]: 1 }, `${functionName} in ${place.url}`);
      }
    });

  it("know libraries that come with the package, and else whoever called them", async () => {
    const library = (name: string) => ({ url: pathToFileURL(join(root, "dist", "vendor", `${name}.js`)).href });
    const [engine] = await placesOf("performSend");
    const [store] = await placesOf("claim");
    const stacks: [layer: string, calls: Called[]][] = [
      ["contract (zod, ids)", [engine!, library("zod")]],
      ["store", [library("kysely")]],
      ["pg (PostgreSQL's client)", [library("kysely"), library("pg")]],
      ["engine", [engine!, library("liquidjs")]],
      ["SQLite", [store!, { functionName: "run", url: "" }]],
      ["Node.js", [{ url: "node:internal/timers" }]],
    ];
    for (const [layer, calls] of stacks) assert.deepEqual(layersOf(profileOf(...calls)), { [layer]: 1 });
  });
});
