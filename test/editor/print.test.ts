import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "mocha";
import { type ModelPrinter, modelPrinter } from "../src/print/ipp/model-printer.ts";
import type { Desk } from "./desk.ts";
import { cancel, column, done, fill, openDialog, press, read, saved, textOf } from "./hands.ts";
import { deskWithStory } from "./shared-desk.ts";

describe("the forms of print", function () {
  this.timeout(120_000);
  this.retries(1);
  let desk: Desk;
  let model: ModelPrinter;
  before(async () => {
    model = await modelPrinter();
  });
  after(() => model.close());
  beforeEach(async () => {
    desk = await deskWithStory();
  });

  const field = (name: string) => `#node-config-input-${name}`;
  const shown = (selector: string) =>
    desk.page.$eval(selector, (element) => (element as HTMLElement).getClientRects().length > 0);
  const says = (selector: string, pattern: RegExp) =>
    desk.page.waitForFunction(
      (where, source) => new RegExp(source).test($(where).text()),
      {},
      selector,
      pattern.source,
    );

  it("print service: shows what each kind asks for, and the printer before anything is deployed", async () => {
    const { page } = desk;
    await openDialog(page, "press");
    await fill(page, field("address"), `ipp://127.0.0.1:${model.port}/ipp/print`);
    assert.deepEqual([await shown(field("address")), await shown(field("folder"))], [true, false]);
    await press(page, "#belle-look");
    await says("#belle-looked", /Model \(—\) is ready\..*Paper: A4, A5.*both sides/);
    await fill(page, field("address"), "ipp://127.0.0.1:1/ipp/print");
    await press(page, "#belle-look");
    await says("#belle-look-problem", /127\.0\.0\.1/);
    assert.equal(await shown("#belle-looked"), false);
    await fill(page, field("kind"), "folder");
    assert.deepEqual([await shown(field("address")), await shown(field("folder"))], [false, true]);
    assert.equal(await textOf(page, "#belle-look-problem"), "");
    await press(page, "#belle-look");
    await says("#belle-looked", /letters can be written to/);
    await cancel(page);
  });

  it("print service: asks for what a provider needs, and is filled in for a known one", async () => {
    const { page } = desk;
    await openDialog(page, "press");
    await fill(page, field("kind"), "pingen");
    assert.deepEqual([await shown(field("organisation")), await shown(field("create"))], [true, false]);
    assert.match(await textOf(page, "#belle-secret-label"), /Client secret/);
    await says(`${field("organisation")}-problem`, /organisation/);
    await press(page, "#belle-look");
    await says("#belle-look-problem", /organisation/);
    await fill(page, field("kind"), "provider");
    assert.deepEqual([await shown(field("organisation")), await shown(field("create"))], [false, true]);
    await fill(page, "#belle-preset", "lob");
    assert.equal(await read(page, field("create")), "https://api.lob.com/v1/letters");
    assert.ok((await column(page, "#belle-rows", "name")).includes("to[address_zip]"));
    assert.ok((await column(page, "#belle-states", "word")).includes("letter.returned_to_sender"));
    await done(page);
    const address = String(await saved(page, "press", "endpoint"));
    assert.match(address, /^[0-9a-z]{26}$/);
    assert.deepEqual([await saved(page, "press", "version"), await saved(page, "press", "keyHours")], [2, 24]);
    const rows = (await saved(page, "press", "rows")) as { name: string }[];
    assert.ok(rows.some(({ name }) => name === "metadata[key]"));
  });

  it("send print job: asks what batches need where it prints in batches, and saves numbers", async () => {
    const { page } = desk;
    const input = (name: string) => `#node-input-${name}`;
    const batch = ["most", "cutOffs", "approveAbove", "proofFirst", "proofWorst", "faults", "controlMarks"];
    const seen = () => Promise.all(batch.map((name) => shown(input(name))));
    await openDialog(page, "print");
    assert.deepEqual(new Set(await seen()), new Set([false]));
    await fill(page, input("mode"), "batches");
    assert.deepEqual(new Set(await seen()), new Set([true]));
    const named = await page.$$eval("#belle-send-print-job [data-for] :is(input, select)", (fields) =>
      fields.every((one) => one.getAttribute("aria-label") !== null || (one as HTMLInputElement).labels?.length === 1),
    );
    assert.ok(named, "every field has a name");
    await fill(page, input("cutOffs"), "half past six");
    await says("#node-input-cutOffs-problem", /18:00/);
    await fill(page, input("cutOffs"), "12:00, 18:00");
    await fill(page, input("most"), "8001");
    await says("#node-input-most-problem", /8000/);
    await fill(page, input("most"), "250");
    await fill(page, input("approveCost"), "12.5");
    assert.equal(await shown("#belle-print-country"), true);
    await page.click(input("workingDays"));
    assert.equal(await shown("#belle-print-country"), false);
    await done(page);
    const saved = await page.evaluate(() => {
      const node = RED.nodes.node("print") as unknown as Record<string, unknown>;
      return ["mode", "most", "cutOffs", "approveCost", "workingDays", "presort"].map((name) => node[name]);
    });
    assert.deepEqual(saved, ["batches", 250, "12:00, 18:00", 12.5, false, true]);
  });

  it("send print job: asks for a folder where no service is chosen", async () => {
    const { page } = desk;
    await openDialog(page, "print");
    assert.equal(await shown("#node-input-folder"), false);
    await fill(page, "#node-input-service", "");
    assert.equal(await shown("#node-input-folder"), true);
    await cancel(page);
  });
});
