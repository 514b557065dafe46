import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import { until } from "../../flows/runtime.ts";
import { type Case, cases, patience } from "./cases.ts";
import { flowOf } from "./flow.ts";
import { type Platform, type Probe, platforms, startProbe } from "./runtime.ts";
import type { Report } from "./runtime-process.ts";

const settings = { runtimeSyncDelivery: true };
const all: Platform[] = [...platforms, { name: "Node-RED 5 with runtimeSyncDelivery", nodeRed: "node-red", settings }];

const tasksOf = ({ name, tasks = [0] }: Case) => tasks.map((after, index) => ({ task: `${name} #${index}`, after }));

async function playAll(probe: Probe): Promise<Report> {
  await probe.ask("deploy", { flows: cases.flatMap(({ name, parts }) => flowOf(name, parts)), type: "full", after: 0 });
  const plays = cases.flatMap((one) =>
    tasksOf(one).map((task) => ({ ...task, source: `${one.name}.source`, ...patience })),
  );
  await probe.ask("play", plays);
  return until(async () => {
    const report = await probe.ask("report", undefined as never);
    return report.attempts.length >= plays.length ? report : undefined;
  }, "every task ends");
}

describe("settlement", function () {
  this.timeout(60_000);
  const probes: Probe[] = [];
  const reports: Report[] = [];

  before(async () => {
    probes.push(...(await Promise.all(all.map(startProbe))));
    reports.push(...(await Promise.all(probes.map(playAll))));
  });
  after(() => Promise.all(probes.map((probe) => probe.stop())));

  for (const [index, platform] of all.entries())
    describe(`on ${platform.name}`, () => {
      for (const one of cases)
        it(`${one.name}: ${one.effects} effects, ends ${one.ends}`, () => {
          const { attempts, effects } = reports[index]!;
          const seen = effects.filter(({ place }) => place === `${one.name}.effect`);
          assert.equal(seen.length, one.effects);
          if (one.ends === "unwatched") return;
          const tasks = tasksOf(one).map(({ task }) => {
            const played = attempts.filter((attempt) => attempt.task === task);
            assert.equal(played.length, 1);
            const { began, ended, quietAt } = played[0]!;
            const own = seen.filter((effect) => one.together || effect.task === undefined || effect.task === task);
            const late = ended - Math.max(began, ...own.map(({ at }) => at));
            return { late, longest: ended - began >= patience.longest - 1, freed: quietAt !== undefined };
          });
          assert.equal(
            tasks.some(({ late }) => late < 0),
            one.ends === "early",
            JSON.stringify(tasks),
          );
          for (const { longest, freed } of tasks)
            assert.deepEqual(
              [longest, freed],
              [one.ends === "longest" || one.ends === "beyond", one.ends !== "longest"],
            );
        });
    });
});
