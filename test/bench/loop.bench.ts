import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mintSecret } from "../../src/webhook/index.ts";
import { type FlowNode, until } from "../flows/runtime.ts";
import { long } from "../size.ts";
import type { Result } from "./figures.ts";
import { startBench } from "./in-node-red/runtime.ts";
import type { Delays } from "./loop/nodes.ts";
import { cases } from "./webhook/calls.ts";
import { countKept, enrolCases } from "./webhook/cases.ts";
import { start } from "./webhook/contenders.ts";
import { webhookFlow } from "./webhook/flows.ts";
import type { Order, Round } from "./webhook/load.ts";

const perSecond = 2_000;
const times = { warmUp: 5_000, idle: 3_000, measured: long(15_000, 120_000) };
const connections = 64;

const nodes = { file: "loop/nodes.ts", types: ["bench-meter"], parts: {} };

/** How busy the event loop of Node-RED is while calls come to a webhook from another process, each on disk before its answer. */
export async function run(): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "belle-histoire-bench-"));
  const store = join(folder, "store.sqlite");
  await enrolCases(store, cases);
  const meter = { id: "meter", type: "bench-meter", z: "bench-tab", wires: [] } as FlowNode;
  const { runtime, ask, remove } = await startBench([...webhookFlow(store, mintSecret()), meter], nodes);
  const { child: load } = await start("./load.ts");
  let used = 0;

  async function post(milliseconds: number): Promise<Round> {
    const most = Math.ceil((milliseconds / 1000) * perSecond) + connections;
    const order: Order = {
      ...runtime.webhook,
      pid: runtime.pid,
      connections,
      milliseconds,
      first: used,
      most,
      perSecond,
    };
    load.send(order);
    const [word] = (await once(load, "message")) as [{ round: Round } | { failed: string }];
    if ("failed" in word) throw new Error(word.failed);
    assert.deepEqual(word.round.wrong, {}, "every call must be answered 202");
    used += word.round.used;
    return word.round;
  }
  async function delaysOf<Answer>(work: () => Promise<Answer>): Promise<[Answer, Delays]> {
    await ask("/bench/delay/begin", {});
    const done = await work();
    return [done, await ask<Delays>("/bench/delay/end", {})];
  }

  try {
    await post(times.warmUp);
    const [round, busy] = await delaysOf(() => post(times.measured));
    assert.equal(countKept(store).events, used, "every call that was answered 202 is on disk");
    await until(async () => (countKept(store).open === 0 ? true : undefined), "every task has ended");
    const [, idle] = await delaysOf(() => new Promise((resolve) => setTimeout(resolve, times.idle)));
    const reached = round.requests / round.seconds;
    const delays = ({ p50, p99, max }: Delays) => ({ "delay p50 ms": p50, "delay p99 ms": p99, "delay max ms": max });
    return {
      subject: `loop: delay of Node-RED's event loop while a webhook is called ${perSecond} times a second for ${times.measured / 1000} s`,
      figures: [
        {
          name: "while it is called",
          values: { ...delays(busy), "accepts/s": reached, "answer p50 ms": round.p50, "answer p99 ms": round.p99 },
        },
        { name: "when all of it has ended", values: delays(idle) },
      ],
      claims: [
        { claim: "accepts/s", measured: reached, aim: `≥ ${0.98 * perSecond}`, met: reached >= 0.98 * perSecond },
        {
          claim: "delay of the event loop at this rate, p99 in ms",
          measured: busy.p99,
          aim: "≤ 20",
          met: busy.p99 <= 20,
        },
      ],
    };
  } finally {
    load.disconnect();
    await remove();
    await rm(folder, { recursive: true, force: true });
  }
}
