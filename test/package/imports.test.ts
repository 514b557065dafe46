import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, it } from "mocha";

const root = fileURLToPath(new URL("../..", import.meta.url));

interface Import {
  file: string;
  /** Relative to the root when it is one of ours, else the name of the package. */
  to: string;
  typeOnly: boolean;
}

function importsOf(folder: string): Import[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
    .flatMap((name) => {
      const file = join(folder, name);
      const text = readFileSync(join(root, file), "utf8");
      const found = text.matchAll(
        /^(?:import|export)\s+(type\s)?[^;]*?from "([^"]+)"|(?:import|getBuiltinModule)\("([^"]+)"\)/gm,
      );
      return [...found].map(([, type, from, dynamic]) => {
        const name = from ?? dynamic ?? "";
        const to = name.startsWith(".") ? relative(root, join(root, dirname(file), name)) : name;
        return { file, to, typeOnly: type !== undefined };
      });
    });
}

const inSrc = importsOf("src");
const inNodes = importsOf("nodes");
const area = (path: string) => path.split("/")[1] ?? "";
const breaches = (all: Import[], breach: (one: Import) => boolean) =>
  all.filter(breach).map((one) => `${one.file} imports ${one.to}`);

describe("imports", () => {
  it("src/ knows no Node-RED, no Express and nothing of nodes/", () => {
    const foreign = /^(node-red|@node-red\/.*|express)$/;
    assert.deepEqual(
      breaches(inSrc, (one) => foreign.test(one.to) || one.to.startsWith("nodes/")),
      [],
    );
  });

  it("a folder of src/ reaches another only through its index.ts, and contract/ reaches none", () => {
    const ours = inSrc.filter((one) => one.to.startsWith("src/") && one.to.split("/").length > 2);
    const across = ours.filter((one) => area(one.file) !== area(one.to));
    const text = /^src\/language\/text\.ts$/;
    assert.deepEqual(
      breaches(across, (one) => !/^src\/[^/]+\/index\.ts$/.test(one.to) && !text.test(one.to)),
      [],
    );
    assert.deepEqual(
      breaches(across, (one) => area(one.file) === "contract"),
      [],
    );
  });

  it("a node reaches src/, nodes/shared/, itself and types of node-red, never another node", () => {
    const noNodes = ["shared", "build.ts", "build-sentences.ts", "parts.ts"];
    const inNode = inNodes.filter((one) => !noNodes.includes(area(one.file)));
    const other = (one: Import) =>
      one.to.startsWith("nodes/") && area(one.to) !== "shared" && area(one.to) !== area(one.file);
    assert.deepEqual(breaches(inNode, other), []);
    assert.deepEqual(
      breaches(inNodes, (one) => /^(node-red|@node-red\/)/.test(one.to) && !one.typeOnly),
      [],
    );
  });

  it("no file is made of what is made of it", () => {
    const ways = new Map<string, string[]>();
    for (const { file, to, typeOnly } of [...inSrc, ...inNodes])
      if (!typeOnly) ways.set(file, [...(ways.get(file) ?? []), to]);
    const circles = new Set<string>();
    const done = new Set<string>();
    const follow = (file: string, path: readonly string[]): void => {
      const at = path.indexOf(file);
      if (at >= 0) return void circles.add(path.slice(at).concat(file).join(" → "));
      if (done.has(file)) return;
      for (const to of ways.get(file) ?? []) follow(to, [...path, file]);
      done.add(file);
    };
    for (const file of ways.keys()) follow(file, []);
    assert.deepEqual([...circles], []);
  });

  it("axios is used by src/http.ts alone", () => {
    assert.deepEqual(
      breaches([...inSrc, ...inNodes], (one) => one.to === "axios" && one.file !== "src/http.ts"),
      [],
    );
  });

  it("node:http is used by src/http.ts, by the client of printers, and by the server of ways", () => {
    const callers = inSrc.filter((one) => /^node:https?$/.test(one.to) && !one.typeOnly).map((one) => one.file);
    assert.deepEqual([...new Set(callers)].sort(), [
      "src/http.ts",
      "src/map/osrm/serve.ts",
      "src/print/ipp/http/exchange.ts",
    ]);
  });

  const doors: [string, RegExp, string][] = [
    ["input handlers", /\.on\("input"/, "nodes/shared/handle-input.ts"],
    ["RED.server and RED.httpNode", /RED\.(server|httpNode)\b/, "nodes/shared/public-endpoint.ts"],
    ["RED.hooks", /RED\.hooks/, "nodes/shared/settlement.ts"],
  ];
  for (const [what, pattern, only] of doors)
    it(`${what} are touched by ${only} alone`, () => {
      const files = new Set(inNodes.map((one) => one.file));
      const runtime = [...files].filter((file) => !/editor/.test(file));
      const touching = runtime.filter((file) => pattern.test(readFileSync(join(root, file), "utf8")));
      assert.deepEqual(touching, [only]);
    });
});
