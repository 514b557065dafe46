import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, it } from "mocha";
import { definitionOf, types } from "./definitions.ts";

const root = new URL("../../", import.meta.url);
const read = (path: string) => JSON.parse(readFileSync(new URL(path, root), "utf8")) as Record<string, unknown>;
const about = read("package.json") as {
  name: string;
  license?: string;
  keywords?: string[];
  repository?: { url?: string };
  bugs?: { url?: string };
  engines?: { node?: string };
  dependencies?: Record<string, string>;
  "node-red": { version?: string };
};
const lock = read("package-lock.json") as { packages: Record<string, { version?: string; dev?: boolean }> };

/** The least version that a range of the form `>=1.2.3` allows, as one number. */
function least(range = ""): number {
  const [, major, minor = "0", patch = "0"] = /^>=\s*(\d+)(?:\.(\d+))?(?:\.(\d+))?$/.exec(range) ?? [];
  assert.ok(major !== undefined, `“${range}” names no least version`);
  return Number(major) * 1e6 + Number(minor) * 1e3 + Number(patch);
}

/**
 * The rules by which Node-RED's flow library marks a package, as far as they need no network: whether its name or its types
 * are like those of others (P08, N01), and whether dependencies are the newest (D03), only a registry knows.
 */
const rules: [rule: string, holds: () => void][] = [
  [
    "P01: it has a licence, and the text of it",
    () => {
      assert.equal(about.license, "Apache-2.0");
      assert.ok(existsSync(new URL("LICENSE", root)));
    },
  ],
  [
    "P02: the repository is called like the package",
    () => assert.match(about.repository?.url ?? "", new RegExp(`/${about.name.replace(/^.*\//, "")}\\.git$`)),
  ],
  [
    "P03: the repository, and where faults are told, can be reached from it",
    () => {
      assert.match(about.repository?.url ?? "", /^git\+https:/);
      assert.match(about.bugs?.url ?? "", /^https:/);
    },
  ],
  ["P04: its name has a scope", () => assert.match(about.name, /^@[a-z-]+\/[a-z-]+$/)],
  ["P05: the flow library finds it by its keyword", () => assert.ok(about.keywords?.includes("node-red"))],
  [
    "P06: it names a version of Node-RED that both of the tested ones have",
    () => {
      for (const name of ["node-red", "node-red-4"])
        assert.ok(
          least(`>=${lock.packages[`node_modules/${name}`]?.version}`) >= least(about["node-red"].version),
          name,
        );
    },
  ],
  [
    // The store needs `node:sqlite` without a flag, which Node 22 has from 22.13 on: docs/decisions/node-22-13.md.
    "P07: it names the least Node.js, no other major version than Node-RED's least one",
    () => {
      const { engines } = read("node_modules/node-red/package.json") as { engines: { node: string } };
      assert.equal(about.engines?.node, ">=22.13");
      assert.equal(Math.floor(least(about.engines.node) / 1e6), Math.floor(least(engines.node) / 1e6));
    },
  ],
  [
    "N02: every node of the palette is in an example",
    () => {
      const files = readdirSync(new URL("examples/", root)).filter((name) => name.endsWith(".json"));
      const shown = new Set(
        files.flatMap((name) => (read(`examples/${name}`) as unknown as { type: string }[]).map(({ type }) => type)),
      );
      const palette = types.filter((type) => definitionOf(type, "en-US").category !== "config");
      assert.ok(palette.length > 10);
      assert.deepEqual(
        palette.filter((type) => !shown.has(type)),
        [],
      );
    },
  ],
  ["D01: at most six dependencies", () => assert.ok(Object.keys(about.dependencies ?? {}).length <= 6)],
  [
    "D02: no agent-base before 6 comes with it",
    () => {
      const found = Object.entries(lock.packages).filter(([path, { dev }]) => path.endsWith("/agent-base") && !dev);
      for (const [path, { version }] of found) assert.ok(least(`>=${version}`) >= least(">=6.0.0"), path);
    },
  ],
];

describe("the scorecard of the flow library", () => {
  for (const [rule, holds] of rules) it(rule, holds);
});
