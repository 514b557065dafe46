import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { long, patience } from "../size.ts";
import type { Runtime } from "./runtime.ts";
import { until } from "./runtime.ts";
import { held, kept, poster, stormRuntime } from "./storm.ts";

function count(values: number[]): Record<number, number> {
  const sums: Record<number, number> = {};
  for (const value of values) sums[value] = (sums[value] ?? 0) + 1;
  return sums;
}

describe("a storm of decisions while the power fails", () => {
  const posts = long(8_000, 200_000);
  const failures = long(5, 50);
  let runtime: Runtime;
  before(async () => {
    runtime = await stormRuntime(posts);
  });
  after(() => runtime?.remove());

  it(`keeps each of ${posts} accepted events once, through ${failures} kills`, async () => {
    const answers = new Map<number, number[]>();
    let open = Array.from({ length: posts }, (_, index) => index);
    let killed = 0;
    while (open.length > 0) {
      const { post, close } = poster(runtime, 64);
      const queue = [...open];
      let taken = 0;
      const share = Math.ceil(posts / (failures + 1));
      let dying: Promise<void> | undefined;
      const work = async (): Promise<void> => {
        for (let index = queue.shift(); index !== undefined; index = queue.shift()) {
          const status = await post(index);
          answers.set(index, [...(answers.get(index) ?? []), status]);
          if (status === 202) taken += 1;
          if (taken >= share && killed < failures && dying === undefined) {
            killed += 1;
            dying = runtime.kill();
          }
          if (status === 0) return;
        }
      };
      await Promise.all(Array.from({ length: 64 }, work));
      close();
      await dying;
      if (dying !== undefined) {
        await runtime.start();
        await runtime.listening();
      }
      const known = new Set(kept(runtime).events);
      for (const [index, statuses] of answers) {
        if (statuses.includes(202)) assert.ok(known.has(`evt-${index}`), `evt-${index} got 202 and is not kept`);
      }
      open = open.filter((index) => !answers.get(index)?.some((status) => status === 202 || status === 200));
    }
    assert.equal(killed, failures);
    const { events } = kept(runtime);
    assert.deepEqual([events.length, new Set(events).size], [posts, posts]);
    for (const [index, statuses] of answers) {
      assert.ok(statuses.filter((status) => status === 202).length <= 1, `evt-${index}: ${statuses}`);
      assert.ok(
        statuses.every((status) => [0, 200, 202].includes(status)),
        `evt-${index}: ${statuses}`,
      );
    }
    const done = async () => (kept(runtime).tasks.done === posts ? true : undefined);
    await until(done, "every event has gone through the flow", patience(120_000) / 1000);
    assert.deepEqual(kept(runtime).tasks, { done: posts });
  }).timeout(patience(600_000));
});

describe("a storm of decisions while Node-RED is stopped", () => {
  const posts = 20_000;
  let runtime: Runtime;
  before(async () => {
    runtime = await stormRuntime(posts);
  });
  after(() => runtime?.remove());

  it("answers whoever was accepted, turns the others away, and keeps nothing unsaid", async () => {
    const { post, close } = poster(runtime, 64);
    const answers = new Map<number, number>();
    let next = 0;
    let stopping: Promise<void> | undefined;
    const work = async (): Promise<void> => {
      while (next < posts) {
        const index = next;
        next += 1;
        const status = await post(index);
        answers.set(index, status);
        if (answers.size === 1000) stopping = runtime.kill("SIGTERM");
        if (status === 0) return;
      }
    };
    await Promise.all(Array.from({ length: 64 }, work));
    close();
    await stopping;
    const accepted = [...answers].filter(([, status]) => status === 202).map(([index]) => `evt-${index}`);
    assert.deepEqual(kept(runtime).events.sort(), accepted.sort());
    const told = count([...answers.values()]);
    assert.deepEqual(
      Object.keys(told).filter((status) => !["0", "202", "503"].includes(status)),
      [],
    );
    assert.ok((told[202] ?? 0) >= 1000 && (told[202] ?? 0) < posts, JSON.stringify(told));
  }).timeout(patience(600_000));
});

describe("a storm of deploys under traffic", () => {
  const deploys = long(80, 1_000);
  const perSecond = 500;
  const mostPosts = long(60_000, 600_000);
  const probe = join(tmpdir(), `belle-histoire-probe-${process.pid}.sock`);
  let runtime: Runtime;
  before(async () => {
    const { NODE_OPTIONS } = process.env;
    process.env.NODE_OPTIONS = `--expose-gc --import=${new URL("./probe.ts", import.meta.url).href}`;
    process.env.BELLE_HISTOIRE_PROBE = probe;
    try {
      runtime = await stormRuntime(mostPosts);
    } finally {
      if (NODE_OPTIONS === undefined) delete process.env.NODE_OPTIONS;
      else process.env.NODE_OPTIONS = NODE_OPTIONS;
      delete process.env.BELLE_HISTOIRE_PROBE;
    }
  });
  after(() => runtime?.remove());

  it(`answers every call through ${deploys} deploys, loses nothing and leaves nothing behind`, async () => {
    const still = await held(probe);
    const { post, close } = poster(runtime, 64);
    const answers: Promise<number>[] = [];
    const began = performance.now();
    let ended = false;
    const traffic = (async () => {
      while (!ended && answers.length < mostPosts) {
        const due = ((performance.now() - began) / 1000) * perSecond;
        while (answers.length < due) answers.push(post(answers.length));
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    })();
    const types = ["full", "flows", "nodes"];
    const change = async (index: number) => {
      for (const node of runtime.flows) {
        if (node.id === "webhook" || (node.id === "c1" && index % 4 === 0)) Object.assign(node, { name: `n${index}` });
      }
      await runtime.api("/flows", { flows: runtime.flows }, types[index % types.length]);
    };
    const warm = Math.ceil(deploys / 4);
    for (let index = 0; index < warm; index += 1) await change(index);
    const first = await held(probe);
    for (let index = warm; index < deploys; index += 1) await change(index);
    ended = true;
    await traffic;
    const statuses = await Promise.all(answers);
    close();
    assert.deepEqual(count(statuses), { 202: statuses.length });
    const done = async () => (kept(runtime).tasks.done === statuses.length ? true : undefined);
    await until(done, "every event has gone through the flow", patience(120_000) / 1000);
    const events = kept(runtime).events;
    assert.deepEqual([events.length, new Set(events).size], [statuses.length, statuses.length]);
    await change(deploys);
    // A deploy is answered before its flows have started, and listens again only then.
    const listening = async () =>
      (await held(probe)).events["flows:started"] === still.events["flows:started"] || undefined;
    await until(listening, "the last deploy has come to its end");
    const last = await held(probe);
    assert.deepEqual(last.events, still.events);
    assert.deepEqual(last.process, still.process);
    const timers = (of: typeof first) => of.resources.Timeout ?? 0;
    assert.ok(timers(last) <= timers(first) + 5, `timers: ${timers(first)}, then ${timers(last)}`);
    const grown = (last.heap - first.heap) / 1_048_576;
    assert.ok(grown < 8, `the heap has grown by ${grown.toFixed(1)} MiB`);
  }).timeout(patience(600_000));
});
