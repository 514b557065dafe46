import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import { until } from "../../flows/runtime.ts";
import { type FlowNode, flowOf } from "./flow.ts";
import { patience, type Redeploy, redeploys, before as shortly, slowToClose } from "./redeploys.ts";
import { type Probe, platforms, startProbe } from "./runtime.ts";
import type { Report } from "./runtime-process.ts";

const all = [...redeploys.flatMap(({ name, parts }) => flowOf(name, parts)), ...flowOf("slow to close", slowToClose)];

/** The flows after the deploy. */
function redeployed(): FlowNode[] {
  const changed = new Set(redeploys.map((one) => `${one.name}.${one.changed}`)).add("slow to close.n0");
  const removed = new Set(redeploys.map((one) => `${one.name}.${one.removed}`));
  return all
    .filter(({ id }) => !removed.has(id))
    .map((node) => (changed.has(node.id) ? { ...node, name: "new" } : node));
}

const playOf = ({ name, during }: Redeploy) => ({
  source: `${name}.source`,
  task: name,
  after: 0,
  ...(during && { event: "flows:stopping" }),
  ...patience,
});

async function playAll(probe: Probe): Promise<Report> {
  await probe.ask("deploy", { flows: all, type: "full", after: 0 });
  await probe.ask("play", redeploys.map(playOf));
  await probe.ask("deploy", { flows: redeployed(), type: "nodes", after: shortly });
  const waitedFor = redeploys.filter((one) => !one.heldAgain);
  return until(async () => {
    const report = await probe.ask("report", undefined as never);
    const settled = report.attempts.filter(({ played }) => played === "settled").map(({ task }) => task);
    return waitedFor.every(({ name }) => settled.includes(name)) ? report : undefined;
  }, "every task settles");
}

describe("settlement and redeploys", function () {
  this.timeout(60_000);
  const probes: Probe[] = [];
  const reports: Report[] = [];

  before(async () => {
    probes.push(...(await Promise.all(platforms.map(startProbe))));
    reports.push(...(await Promise.all(probes.map(playAll))));
  });
  after(() => Promise.all(probes.map((probe) => probe.stop())));

  for (const [index, platform] of platforms.entries())
    describe(`on ${platform.name}`, () => {
      for (const one of redeploys)
        it(`${one.name}: ${one.first}${one.first === "lost" ? ", and played again" : ""}`, () => {
          const attempts = reports[index]!.attempts.filter(({ task }) => task === one.name);
          assert.equal(attempts[0]?.played, one.first);
          if (one.heldAgain) return;
          const { began, ended } = attempts.at(-1)!;
          const effects = reports[index]!.effects.filter(
            ({ place, at }) => place === `${one.name}.effect` && at >= began,
          );
          assert.ok(effects.length >= one.effects, "the message had no effect");
          assert.ok(ended >= Math.max(...effects.map(({ at }) => at), began), "it ended before its last effect");
        });
    });
});
