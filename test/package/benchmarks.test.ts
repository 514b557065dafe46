import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { BenchNodes } from "../bench/in-node-red/folder.ts";
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
