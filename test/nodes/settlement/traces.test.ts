import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import { until } from "../../flows/runtime.ts";
import { change, type FlowNode, flowOf, legacy, line, worker } from "./flow.ts";
import { type Platform, type Probe, startProbe } from "./runtime.ts";

const platforms: Platform[] = [
  { name: "Node-RED 5", nodeRed: "node-red", settings: {} },
  { name: "Node-RED 4.1", nodeRed: "node-red-4", settings: {} },
];

const nothing: FlowNode[] = [{ id: "empty", type: "tab", label: "" }];
const flow = flowOf("f", line(change, worker(0), legacy(0)));
const [source, kept, replaced] = ["f.source", "f.n0", "f.n1"];
const patience = { quiet: 20, longest: 60_000 };

describe("what settlement leaves behind", function () {
  this.timeout(60_000);
  const probes: Probe[] = [];

  before(async () => {
    probes.push(...(await Promise.all(platforms.map(startProbe))));
  });
  after(() => Promise.all(probes.map((probe) => probe.stop())));

  const nothingUnderWatch = (probe: Probe) =>
    until(async () => {
      const traces = await probe.ask("traces", { node: kept });
      return traces.tasks === 0 ? traces : undefined;
    }, "no task is under watch");

  for (const [index, { name }] of platforms.entries())
    describe(`on ${name}`, () => {
      it("is nothing of 5,000 messages", async () => {
        const probe = probes[index]!;
        await probe.ask("deploy", { flows: flow, type: "full", after: 0 });
        const { settled, effects } = await probe.ask("many", { source, count: 5_000, atOnce: 250 });
        assert.deepEqual([settled, effects], [5_000, 5_000]);
        assert.equal((await probe.ask("traces", { node: kept })).tasks, 0);
      });

      it("is nothing of 200 deploys with messages under way, and no hook once nobody uses it", async () => {
        const probe = probes[index]!;
        await probe.ask("deploy", { flows: nothing, type: "full", after: 0 });
        const bare = await probe.ask("traces", { node: kept });
        assert.deepEqual([bare.tasks, bare.hooks], [0, false]);

        await probe.ask("deploy", { flows: flow, type: "full", after: 0 });
        await probe.ask("play", [{ after: 0, source, task: "first", ...patience }]);
        const first = await nothingUnderWatch(probe);
        assert.ok(first.hooks);
        for (let deploy = 1; deploy <= 200; deploy += 1) {
          const flows = flow.map((node) => (node.id === replaced ? { ...node, name: String(deploy) } : node));
          await probe.ask("play", [{ after: 0, source, task: `deploy ${deploy}`, ...patience }]);
          await probe.ask("deploy", { flows, type: deploy % 2 === 0 ? "full" : "nodes", after: 0 });
        }
        await probe.ask("play", [{ after: 0, source, task: "last", ...patience }]);
        assert.deepEqual(await nothingUnderWatch(probe), first);

        await probe.ask("deploy", { flows: nothing, type: "full", after: 0 });
        assert.deepEqual(await probe.ask("traces", { node: kept }), bare);
      });
    });
});
