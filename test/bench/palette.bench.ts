import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median, type Result } from "./figures.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** Processes, of which the middle one counts. */
const runs = 7;

interface Taken {
  /** Node-RED itself, in milliseconds of CPU. */
  theirs: number;
  /** What the package adds to it, in the same process. */
  ours: number;
}

/** What a process takes to load Node-RED, and the files of the package behind it as Node-RED does. */
function loading(files: readonly string[]): Taken {
  const script = `
    const taken = async (files) => {
      const before = process.cpuUsage();
      for (const file of files) await import(file);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    };
    const [red, ...files] = process.argv.slice(1);
    console.log(JSON.stringify({ theirs: await taken([red]), ours: await taken(files) }));
    process.exit();
  `;
  const red = join(root, "node_modules", "node-red", "lib", "red.js");
  const args = ["--input-type=module", "--eval", script, "--", red, ...files];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })) as Taken;
}

/** What the package adds to the start of Node-RED, beside what Node-RED itself loads. */
export function run(): Result {
  const { "node-red": red } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    "node-red": Record<"nodes" | "plugins", Record<string, string>>;
  };
  const files = [...Object.values(red.nodes), ...Object.values(red.plugins)].map((path) => join(root, path));
  const taken = Array.from({ length: runs }, () => loading(files));
  const ours = median(taken.map((one) => one.ours));
  const theirs = median(taken.map((one) => one.theirs));
  return {
    subject: `palette: files that Node-RED loads at its start, the middle of ${runs} processes`,
    figures: [
      { name: "all nodes and plugins of the package", values: { "CPU ms": ours } },
      { name: "Node-RED itself, without its core nodes", values: { "CPU ms": theirs } },
    ],
    claims: [
      { claim: "CPU ms added to the start of Node-RED", measured: ours, aim: "≤ 300", met: ours <= 300 },
      {
        claim: "of what Node-RED itself takes, without its core nodes",
        measured: ours / theirs,
        aim: "≤ 1.5",
        met: ours <= 1.5 * theirs,
      },
    ],
  };
}
