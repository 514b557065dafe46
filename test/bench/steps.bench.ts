import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "../flows/runtime.ts";
import { long } from "../size.ts";
import type { Figure, Result } from "./figures.ts";
import { enrolled } from "./fill.ts";
import type { Layers } from "./in-node-red/layers.ts";
import { startBench } from "./in-node-red/runtime.ts";
import { ids } from "./steps/cases.ts";
import { inFile, inPostgres, type Kept } from "./steps/databases.ts";
import { stepsFlow, webhook } from "./steps/flow.ts";
import type { StepsMeasured, StepsOrder } from "./steps/nodes.ts";

/** A task counts as ended 5 s after its last sign of life: before that there is nothing that ends. */
const times = { warmUp: 9_000, measured: long(8_000, 120_000), profiled: long(5_000, 20_000) };
/** More than are decided in the time. */
const mostPerSecond = 6_000;
const cases = Math.ceil(((times.warmUp + times.measured + times.profiled + 2_000) / 1_000) * mostPerSecond);
const most = Number(process.env.BELLE_HISTOIRE_BENCH_UNDER_WAY ?? 256);

/** Steps that ended between two instants: tasks of the webhook, whose send is told and which nothing holds any more. */
async function endedBetween(kept: Kept, { from, to }: { from: number; to: number }): Promise<number> {
  const [row] = await kept.run(
    `select count(*) as n from task where node = '${ids.webhook}' and state = 'done' and ended_at >= ${from} and ended_at < ${to}`,
  );
  return Number(row?.n);
}

/** Every event went on, was sent once, and has ended. */
async function check(kept: Kept, accepted: number): Promise<void> {
  const open = "select count(*) as n from task where state in ('ready', 'leased')";
  await until(async () => (Number((await kept.run(open))[0]?.n) === 0 ? true : undefined), "every task has ended", 120);
  const rows = await kept.run("select kind, node, state, count(*) as n from task group by kind, node, state");
  const told = rows.map(({ kind, node, state, n }) => `${kind} ${node} ${state} ${n}`).sort();
  const expected = [`event ${ids.webhook}`, `event ${ids.sender}`, `send ${ids.sender}`];
  assert.deepEqual(told, expected.map((what) => `${what} done ${accepted}`).sort());
}

export const nodes = {
  file: "steps/nodes.ts",
  types: ["bench-sender", "bench-feed"],
  parts: {
    "nodes/parts.js": ["accept", "handleInput", "queueSend", "campaignOf", "takeOn"],
  },
};

async function measure(kept: Kept): Promise<StepsMeasured & { ended: number }> {
  await kept.run(...enrolled({ campaign: ids.campaign, cases, at: Date.now() }), "select 1");
  const { ask, remove } = await startBench(stepsFlow(kept.place), nodes);
  try {
    const order = { webhook: ids.webhook, config: webhook, most, cases, ...times } as unknown as StepsOrder;
    const measured = await ask<StepsMeasured>("/bench/steps", order);
    await check(kept, measured.accepted);
    return { ...measured, ended: await endedBetween(kept, measured.window) };
  } finally {
    await remove();
  }
}

function layerFigures(name: string, layers: Layers, steps: number): Figure[] {
  const all = Object.values(layers).reduce((sum, time) => sum + time, 0);
  const rows = Object.entries(layers).sort(([, a], [, b]) => b - a);
  return rows.map(([layer, time]) => ({
    name: `${name}: ${layer}`,
    values: { "µs/step": time / steps, "% of the thread's work": (100 * time) / all },
  }));
}

/**
 * Full steps through a real Node-RED: event kept, inbound webhook, decision switch, send kept, performed and told, what is
 * behind the sender, all of it ended. Events are handed to what the webhook does after it has checked a call, so that the
 * line is the engine's and not HTTP's; the sender is one like all others, whose carrier answers at once.
 */
export async function run(): Promise<Result> {
  const figures: Figure[] = [];
  const claims: Result["claims"] = [];
  for (const [name, open, aim] of [
    ["SQLite", inFile, 3_000],
    ["PostgreSQL", inPostgres, 2_000],
  ] as const) {
    const folder = await mkdtemp(join(tmpdir(), "belle-histoire-bench-"));
    const kept = await open(folder);
    try {
      const { window, profile, ended } = await measure(kept);
      const rate = (1_000 * ended) / (window.to - window.from);
      const [cpu, main] = [window.cpu / window.sent, window.mainCpu / window.sent];
      figures.push({
        name: `${name}: full steps`,
        values: { "steps/s": rate, "CPU µs/step": cpu, "of it: main thread": main },
      });
      figures.push(...layerFigures(`${name}, main thread`, profile.main, profile.sent));
      figures.push(...layerFigures(`${name}, store's thread (with waits for the disk)`, profile.workers, profile.sent));
      claims.push({ claim: `${name}: full steps/s`, measured: rate, aim: `≥ ${aim}`, met: rate >= aim });
    } finally {
      await kept.remove();
      await rm(folder, { recursive: true, force: true });
    }
  }
  const seconds = times.measured / 1_000;
  return {
    subject: `steps: ${most} events under way for ${seconds} s, then a profile of ${times.profiled / 1_000} s`,
    figures,
    claims,
  };
}
