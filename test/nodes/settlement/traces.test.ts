import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import { until } from "../../flows/runtime.ts";
import { long, patience } from "../../size.ts";
import { change, type FlowNode, flowOf, legacy, line, worker } from "./flow.ts";
import { type Probe, platforms, startProbe } from "./runtime.ts";
import type { Traces } from "./runtime-process.ts";

const nothing: FlowNode[] = [{ id: "empty", type: "tab", label: "" }];
const flow = flowOf("f", line(change, worker(0), legacy(0)));
const [source, kept, replaced] = ["f.source", "f.n0", "f.n1"];
const waits = { quiet: 20, longest: 60_000 };
const messages = long(5_000, 100_000);
const deploys = long(200, 2_000);

describe("what settlement leaves behind", function () {
  this.timeout(patience(60_000));
  const probes: Probe[] = [];

  before(async () => {
    probes.push(...(await Promise.all(platforms.map(startProbe))));
  });
  after(() => Promise.all(probes.map((probe) => probe.stop())));

  /** Plays a task until it settles. */
  async function settled(probe: Probe, task: string): Promise<Traces> {
    await probe.ask("play", [{ after: 0, source, task, ...waits }]);
    await until(async () => {
      const { attempts } = await probe.ask("report", undefined as never);
      return attempts.find((attempt) => attempt.task === task && attempt.played === "settled");
    }, `${task} settles`);
    return probe.ask("traces", { node: kept });
  }

  for (const [index, { name }] of platforms.entries())
    describe(`on ${name}`, () => {
      it(`is nothing of ${messages} messages`, async () => {
        const probe = probes[index]!;
        await probe.ask("deploy", { flows: flow, type: "full", after: 0 });
        const { settled, effects } = await probe.ask("many", { source, count: messages, atOnce: 250 });
        assert.deepEqual([settled, effects], [messages, messages]);
        assert.equal((await probe.ask("traces", { node: kept })).tasks, 0);
      });

      it(`is nothing of ${deploys} deploys with messages under way, and no hook once nobody uses it`, async () => {
        const probe = probes[index]!;
        await probe.ask("deploy", { flows: nothing, type: "full", after: 0 });
        const bare = await probe.ask("traces", { node: kept });
        assert.deepEqual([bare.tasks, bare.hooks], [0, false]);

        await probe.ask("deploy", { flows: flow, type: "full", after: 0 });
        const first = await settled(probe, "first");
        assert.deepEqual([first.tasks, first.hooks], [0, true]);
        for (let deploy = 1; deploy <= deploys; deploy += 1) {
          const flows = flow.map((node) => (node.id === replaced ? { ...node, name: String(deploy) } : node));
          await probe.ask("play", [{ after: 0, source, task: `deploy ${deploy}`, ...waits }]);
          await probe.ask("deploy", { flows, type: deploy % 2 === 0 ? "full" : "nodes", after: 0 });
        }
        assert.deepEqual(await settled(probe, "last"), first);

        await probe.ask("deploy", { flows: nothing, type: "full", after: 0 });
        assert.deepEqual(await probe.ask("traces", { node: kept }), bare);
      });
    });
});
