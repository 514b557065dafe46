import { long } from "../size.ts";
import { type Figure, median, type Result } from "./figures.ts";
import { type BenchRuntime, startBench } from "./in-node-red/runtime.ts";
import { chainFlow, hops, watchedFlow } from "./settlement/flow.ts";
import type { HopsMeasured, HopsOrder } from "./settlement/nodes.ts";

const rounds = long(5, 15);
const messages = 30_000;
const most = 100;

export const nodes = {
  file: "settlement/nodes.ts",
  types: ["bench-source", "bench-end"],
  parts: { "nodes/parts.js": ["settle"] },
};

/** Microseconds of CPU that a hop of a message takes. */
async function hop({ ask }: BenchRuntime, ours: boolean): Promise<number> {
  const order: HopsOrder = { messages, most, ours };
  const { cpu } = await ask<HopsMeasured>("/bench/hops", order);
  return cpu / (messages * hops);
}

/**
 * What watching costs the messages of a Node-RED: a chain of its own nodes alone, the same beside a campaign, and the same
 * with messages that the engine plays, each until it counts as ended. The three take turns.
 */
export async function run(): Promise<Result> {
  const alone = await startBench(chainFlow, nodes);
  const watched = await startBench(watchedFlow, nodes);
  const runs = { alone: [] as number[], foreign: [] as number[], ours: [] as number[] };
  try {
    for (let round = -1; round < rounds; round += 1) {
      const [plain, foreign, ours] = [await hop(alone, false), await hop(watched, false), await hop(watched, true)];
      // The first one is to warm up.
      if (round < 0) continue;
      runs.alone.push(plain);
      runs.foreign.push(foreign);
      runs.ours.push(ours);
    }
  } finally {
    await alone.remove();
    await watched.remove();
  }
  const [plain, foreign, ours] = [median(runs.alone), median(runs.foreign), median(runs.ours)];
  const figure = (name: string, all: number[]): Figure => ({
    name,
    values: {
      "CPU µs/hop": median(all),
      "more than alone": median(all) - plain,
      least: Math.min(...all),
      most: Math.max(...all),
    },
  });
  const atMost = (claim: string, measured: number, aim: number) => ({
    claim,
    measured,
    aim: `≤ ${aim}`,
    met: measured <= aim,
  });
  return {
    subject: `settlement: ${hops} hops through change, junction and link nodes, median of ${rounds} rounds of ${messages} messages, taking turns`,
    figures: [
      figure("Node-RED alone", runs.alone),
      figure("beside a campaign", runs.foreign),
      figure("played by the engine, to their end", runs.ours),
    ],
    claims: [
      atMost("µs that a hop of any other message costs more", foreign - plain, 1),
      atMost("µs that a hop of a message of ours costs more", ours - plain, 5),
    ],
  };
}
