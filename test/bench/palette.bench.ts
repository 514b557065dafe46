import { fileURLToPath } from "node:url";
import { loading } from "../package/palette-load.ts";
import { median, type Result } from "./figures.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** Processes, of which the middle one counts. */
const runs = 7;

/** What the package adds to the start of Node-RED, beside what Node-RED itself loads. */
export function run(): Result {
  const taken = Array.from({ length: runs }, () => loading(root));
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
