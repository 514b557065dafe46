import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import { long } from "../size.ts";
import { type Advertiser, advertiserOf } from "./crash/advertiser.ts";
import { chanceOf } from "./crash/chance.ts";
import { type Cluster, type Keeping, startCluster } from "./crash/cluster.ts";
import { inDatabase } from "./crash/database.ts";
import { embedded } from "./crash/embedded.ts";
import { crashFlow, nodes } from "./crash/flow.ts";
import { type Job, type Printer, startPrinter } from "./crash/printer-process.ts";
import { type Case, casesOf, enrolled, shareOf, storm } from "./crash/storm.ts";
import { until } from "./runtime.ts";

const count = long(150, 5_000);
const least = long(3, 24);
const trouble = 0.03;
const seed = Number(process.env.BELLE_HISTOIRE_SEED ?? Math.floor(Math.random() * 1e9));

function byCase(jobs: Job[]): Map<string, string[]> {
  const labels = new Map<string, string[]>();
  for (const { caseKey, label } of jobs) labels.set(caseKey, [...(labels.get(caseKey) ?? []), label]);
  return labels;
}

function campaign(keeping: Keeping): void {
  describe(`${count} decisions in ${keeping.name} while Node-RED is killed (seed ${seed})`, function () {
    this.timeout(long(300_000, 3_600_000));
    const figures: Record<string, number> = {};
    let cases: Case[];
    let printer: Printer;
    let cluster: Cluster;
    let advertiser: Advertiser;
    let folder: string;

    const ask = (query: string) => keeping.ask(folder, query);
    const number = async (query: string) => Number((await ask(query))[0]?.n);

    before(async () => {
      const began = performance.now();
      await keeping.begin?.();
      const chance = chanceOf(seed);
      cases = casesOf(count, chance);
      printer = await startPrinter(seed, trouble);
      cluster = await startCluster(
        keeping,
        crashFlow(printer.url, keeping.store),
        enrolled(cases, shareOf(cases, least), 0),
      );
      folder = cluster.instances[0]!.folder;
      advertiser = advertiserOf(cluster.instances, chanceOf(seed + 1));
      const { kills, crashes } = await storm(cluster, advertiser, cases, {
        kills: least,
        chance,
        crash: keeping.crash,
      });
      const settled = async () => {
        const open = await number("select count(*) as n from task where state in ('ready', 'leased')");
        const waits = await number("select count(*) as n from task where kind = 'wait' and state = 'done'");
        return open === 0 && waits === count ? true : undefined;
      };
      await until(settled, "every case has gone on, and nothing is open", long(120, 900));
      const { posts, repeats } = advertiser.calls();
      const twins = cases.filter(({ twin }) => twin !== "none").length;
      Object.assign(figures, { kills, crashes, "printer deaths": printer.deaths(), posts, repeats, duplicates: twins });
      figures.seconds = Math.round((performance.now() - began) / 1000);
      for (const instance of cluster.instances) await instance.kill("SIGTERM");
    });
    after(async () => {
      console.log(
        `      ${Object.entries(figures)
          .map(([name, value]) => `${name} ${value}`)
          .join(", ")}`,
      );
      await cluster?.remove();
      await printer?.remove();
      await keeping.remove?.();
    });

    it("has lost no event that was answered with 2xx, and no receipt", async () => {
      const rows = await ask("select id, receipt from event");
      const kept = new Map(rows.map(({ id, receipt }) => [String(id), String(receipt)]));
      assert.equal(rows.length, advertiser.posted.size);
      figures.early = [...kept.values()].filter((receipt) => receipt === "early").length;
      for (const [id, { receipts }] of advertiser.posted) {
        const first = receipts.find((receipt) => receipt !== "duplicate");
        // The first answer may have gone down with Node-RED; what was told has to be what is kept.
        assert.ok(["accepted", "early", "duplicate"].includes(kept.get(id) ?? ""), `${id}: ${kept.get(id)}`);
        if (first !== undefined) assert.equal(kept.get(id), first, id);
      }
      assert.ok(figures.early > 0 && figures.early < count, `${figures.early} decisions came before their recipients`);
    });

    it("has let every case go on once", async () => {
      const rows = await ask(
        `select j.case_key, t.kind, t.node, t.state, count(*) as n from task t join journey j on j.id = t.journey
         where t.node in ('${nodes.wait}', '${nodes.lookup}') group by j.case_key, t.kind, t.node, t.state`,
      );
      const told = rows.map(({ case_key, kind, node, state, n }) => `${case_key} ${node} ${kind} ${state} ${n}`);
      const each = ["wait event", "wait wait", "lookup send", "lookup event"];
      const expected = cases.flatMap(({ caseKey }) => each.map((what) => `${caseKey} ${what} done 1`));
      assert.deepEqual(told.sort(), expected.sort());
    });

    it("has printed each case exactly once where the printer is asked after a crash", async () => {
      const jobs = await printer.jobs("lookup");
      figures["prints (lookup)"] = jobs.length;
      assert.deepEqual(
        [...byCase(jobs)].sort(),
        cases.map(({ caseKey, decision }): [string, string[]] => [caseKey, [decision]]).sort(),
      );
    });

    it("has printed nothing twice where a person decides, and lists what is in doubt", async () => {
      const jobs = await printer.jobs("park");
      const printed = byCase(jobs);
      const store = await keeping.open(folder);
      const items = await store.attention(10 * count).finally(() => store.close());
      assert.deepEqual([...new Set(items.map(({ kind, node }) => `${kind} ${node}`))], [`unknown ${nodes.park}`]);
      const parked = new Set(items.map((item) => ("caseKey" in item ? item.caseKey : "")));
      figures["prints (park)"] = jobs.length;
      figures.parked = items.length;
      figures["parked, in fact printed"] = [...parked].filter((caseKey) => printed.has(caseKey ?? "")).length;
      for (const { caseKey, decision } of cases) {
        const labels = printed.get(caseKey) ?? [];
        assert.ok(labels.length <= 1, `${caseKey} was printed ${labels.length} times`);
        if (labels.length === 1) assert.deepEqual(labels, [decision]);
        else assert.ok(parked.has(caseKey), `${caseKey} was not printed, and nobody is asked about it`);
      }
    });

    it("leaves nothing behind", async () => {
      await keeping.check(folder);
      assert.equal(await number("select count(*) as n from task where state not in ('done', 'dead')"), 0);
      assert.equal(await number("select count(*) as n from kept"), 0);
      const store = await keeping.open(folder);
      const { count: waiting } = await store.waiting(nodes.wait).finally(() => store.close());
      assert.equal(waiting, 0);
    });
  });
}

campaign(embedded);
// A second database and two Node-REDs take longer than a short run has.
if (long(0, 1) === 1) campaign(inDatabase());
