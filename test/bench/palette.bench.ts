import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Result } from "./figures.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** Of so many runs the middle one counts. */
const runs = 7;

/** What one process takes to load files as Node-RED does, in milliseconds of CPU. */
function loading(files: readonly string[]): number {
  const script = `
    const before = process.cpuUsage();
    for (const file of process.argv.slice(1)) await import(file);
    const { user, system } = process.cpuUsage(before);
    console.log((user + system) / 1000);
  `;
  const one = () =>
    Number(
      execFileSync(process.execPath, ["--input-type=module", "--eval", script, "--", ...files], { encoding: "utf8" }),
    );
  return Array.from({ length: runs }, one).sort((a, b) => a - b)[Math.floor(runs / 2)]!;
}

/** What the package adds to the start of Node-RED, beside what Node-RED itself loads. */
export function run(): Result {
  const { "node-red": red } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    "node-red": Record<"nodes" | "plugins", Record<string, string>>;
  };
  const ours = loading([...Object.values(red.nodes), ...Object.values(red.plugins)].map((path) => join(root, path)));
  const theirs = loading([join(root, "node_modules", "node-red", "lib", "red.js")]);
  return {
    subject: `palette: files that Node-RED loads at its start, the middle of ${runs} processes`,
    figures: [
      { name: "all nodes and plugins of the package", values: { "CPU ms": ours } },
      { name: "Node-RED itself, without its core nodes", values: { "CPU ms": theirs } },
    ],
    claims: [
      { claim: "CPU ms added to the start of Node-RED", measured: ours, aim: "≤ 300", met: ours <= 300 },
      { claim: "of what Node-RED itself takes", measured: ours / theirs, aim: "≤ 1", met: ours <= theirs },
    ],
  };
}
