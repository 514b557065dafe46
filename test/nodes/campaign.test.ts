import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { after, before, describe, it } from "mocha";
import audience from "../../nodes/audience/audience.ts";
import type { CampaignNode } from "../../nodes/shared/with-campaign.ts";
import { CampaignPart } from "../../src/contract/index.ts";
import { flowOf, nodeRed } from "./helper.ts";

const user = { type: "audience", columns: [] };
const part = { id: "c1", name: "Spring", locale: "en", timeZone: "Europe/Paris", test: false };

const shown: { name: string; saved: object; part: CampaignPart }[] = [
  { name: "what was saved", saved: {}, part },
  { name: "test mode", saved: { testMode: true }, part: { ...part, test: true } },
  { name: "test mode from an environment variable", saved: { testMode: "true" }, part: { ...part, test: true } },
  { name: "no test mode from an environment variable", saved: { testMode: "false" }, part },
  { name: "plain values for empty fields", saved: { locale: "", timeZone: "" }, part: { ...part, timeZone: "UTC" } },
  { name: "a locale as systems write it", saved: { locale: "fr_FR" }, part: { ...part, locale: "fr-FR" } },
];

const wrong: { name: string; saved: object; part: Partial<CampaignPart>; log: RegExp }[] = [
  {
    name: "a time zone that is none",
    saved: { timeZone: "Mars/Olympus", locale: "fr" },
    part: { timeZone: "UTC" },
    log: /^Le fuseau horaire « Mars\/Olympus » .*Europe\/Paris/,
  },
  {
    name: "a locale that is none",
    saved: { locale: "fr_FR.UTF-8" },
    part: { locale: "en" },
    log: /^The language “fr_FR.UTF-8” .*fr or en-GB/,
  },
  {
    name: "months that are none",
    saved: { forgetAfter: "three years", locale: "en" },
    part: {},
    log: /^“three years” is no number of months.*36/,
  },
];

const stores: { name: string; store: string; prepare(folder: string): Promise<void>; locale: string; log: RegExp }[] = [
  {
    name: "a store whose folder is a file",
    store: "there/store.sqlite",
    prepare: (folder) => writeFile(join(folder, "there"), "a file"),
    locale: "en",
    log: /^The store \S+there\/store.sqlite cannot be opened: .* Check that .* may write to its folder\.$/,
  },
  {
    name: "a store that is a folder",
    store: "there",
    prepare: async (folder) => void (await mkdir(join(folder, "there"))),
    locale: "fr",
    log: /^La base \S+there ne peut pas être ouverte : .* peut écrire dans son dossier\.$/,
  },
  {
    name: "a store that is something else",
    store: "letter.pdf",
    prepare: (folder) =>
      writeFile(join(folder, "letter.pdf"), "%PDF-1.7 and more of it, well past a header\n".repeat(99)),
    locale: "en",
    log: /^The store \S+letter.pdf cannot be opened: /,
  },
];

describe("the campaign node", () => {
  const red = nodeRed(audience);
  const workers = new Set<Worker>();
  const count = (worker: Worker) => workers.add(worker);
  before(() => process.on("worker", count));
  after(() => process.off("worker", count));

  for (const { name, saved, part } of shown)
    it(`shows its nodes ${name}`, async () => {
      await red.load(flowOf(user, 2, saved));
      const campaign = red.node("c1") as CampaignNode;
      assert.deepEqual(CampaignPart.parse(campaign.part), part);
      assert.deepEqual(red.errors, []);
      await campaign.house;
    });

  for (const { name, saved, part, log } of wrong)
    it(`goes on with ${name} and says what to write instead`, async () => {
      await red.load(flowOf(user, 2, saved));
      const campaign = red.node("c1") as CampaignNode;
      for (const [property, value] of Object.entries(part))
        assert.equal(campaign.part[property as keyof CampaignPart], value);
      assert.equal(red.errors.length, 1);
      assert.match(red.errors[0] ?? "", log);
      red.receive({ payload: [{ id: "R-1" }] });
      await red.first(0);
    });

  it("keeps its store below the user directory, or where it is told", async () => {
    await red.load(flowOf(user, 2));
    await red.house();
    assert.ok(existsSync(join(red.folder, "belle-histoire", "store.sqlite")));
    const other = join(red.folder, "elsewhere", "spring.sqlite");
    await red.restart(flowOf(user, 2, { store: other }));
    await red.house();
    assert.ok(existsSync(other));
  });

  for (const { name, store, prepare, locale, log } of stores)
    it(`logs ${name}, shows it on its nodes, and ends nothing`, async () => {
      await prepare(red.folder);
      await red.load(flowOf(user, 2, { store, locale }));
      await red.status("red dot status.error");
      const [error] = await red.until(() => red.errors.length > 0 && red.errors, "a line in the log");
      assert.match(error ?? "", log);
      red.receive({ payload: [{ id: "R-1" }] });
      const caught = await red.first("caught");
      assert.match((caught.error as { message: string }).message.replace(/^Error: /, ""), log);
    });

  it("forgets people whose journeys have been quiet for as long as it is told, and keeps the others", async () => {
    const flow = (forgetAfter: string) => flowOf(user, 2, { forgetAfter, locale: "en" });
    await red.load(flow(""));
    const { store } = await red.house();
    const enrol = { campaign: "c1", node: "gone", test: false };
    const longAgo = Date.now() - 400 * 86_400_000;
    await store.enrol([
      { ...enrol, recipient: { id: "R-old" }, at: longAgo },
      { ...enrol, recipient: { id: "R-new" }, at: Date.now() },
    ]);
    const known = async () => (await store.sample("c1", 9)).map(({ id }) => id);
    assert.deepEqual(await known(), ["R-old", "R-new"]);
    await red.restart(flow("12"));
    await red.until(async () => (await known()).length === 1, "somebody is forgotten");
    assert.deepEqual(await known(), ["R-new"]);
    assert.deepEqual(red.errors, []);
  });

  it("tries a store anew with the next deploy", async () => {
    const flow = flowOf(user, 2, { store: "there" });
    await mkdir(join(red.folder, "there"));
    await red.load(flow);
    await red.status("red dot status.error");
    await red.restart(flowOf(user, 2, { store: "there.sqlite" }));
    red.receive({ payload: [{ id: "R-1" }] });
    await red.first(0);
  });

  it("holds one store open through a redeploy, and none two seconds after the last one", async () => {
    workers.clear();
    const flow = flowOf(user, 2);
    await red.load(flow);
    const house = await red.house();
    await red.restart(flow);
    assert.equal(await red.house(), house);
    const [worker, ...others] = workers;
    assert.deepEqual([others.length, worker?.threadId !== -1], [0, true]);
    const ended = once(worker!, "exit");
    await red.unload();
    await ended;
    await assert.rejects(house.store.story("R-1"), { key: "store.closed" });
    assert.equal(red.watching(), false);
  });
});
