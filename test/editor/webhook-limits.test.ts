import assert from "node:assert/strict";
import { afterEach, before, beforeEach, describe, it } from "mocha";
import type { Desk } from "./desk.ts";
import { done, fill, openDialog, press, read, saved, textOf } from "./hands.ts";
import { deskWithStory, undoAll } from "./shared-desk.ts";

const place = (name: string) => `#belle-identity [data-place="${name}"]`;

describe("limits and identity of an inbound webhook", function () {
  this.timeout(120_000);
  this.retries(1);
  let desk: Desk;
  before(async () => {
    desk = await deskWithStory();
  });
  beforeEach(async () => {
    await openDialog(desk.page, "webhook");
    await press(desk.page, "#belle-tab-limits");
  });
  afterEach(() => undoAll(desk));

  it("the places of an event's id are put in order by buttons and by the keyboard", async () => {
    const { page } = desk;
    await press(page, `${place("cloud-event")} .belle-up`);
    await page.focus(`${place("body")} input`);
    await page.keyboard.down("Alt");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.up("Alt");
    assert.equal(
      await page.evaluate(() =>
        $(document.activeElement ?? [])
          .closest("li")
          .attr("data-place"),
      ),
      "body",
    );
    // What stands behind the hash of the body is never looked at.
    assert.equal(
      await page.$eval(`${place("idempotency-key")} .belle-never`, (note) => (note as HTMLElement).hidden),
      false,
    );
    assert.equal(await page.$eval(`${place("body")} .belle-never`, (note) => (note as HTMLElement).hidden), true);
    await press(page, `${place("idempotency-key")} input`);
    await done(page);
    assert.deepEqual(await saved(page, "webhook", "identity"), ["proof", "cloud-event", "body"]);
    await openDialog(page, "webhook");
    const order = await page.$$eval("#belle-identity li", (items) => items.map((item) => item.dataset.place));
    assert.deepEqual(order, ["proof", "cloud-event", "body", "idempotency-key", "field"]);
    await done(page);
  });

  it("a field of the body must be named where it is asked for", async () => {
    const { page } = desk;
    const hidden = () => page.$eval("#belle-identity-field", (row) => (row as HTMLElement).hidden);
    assert.equal(await hidden(), true);
    await press(page, `${place("field")} input`);
    assert.equal(await hidden(), false);
    assert.match(await textOf(page, "#node-input-identityField-problem"), /Name the field of the body/);
    await fill(page, "#node-input-identityField", "meta.id");
    assert.equal(await textOf(page, "#node-input-identityField-problem"), "");
    await done(page);
    assert.deepEqual(await saved(page, "webhook", "identity"), [
      ...["proof", "idempotency-key", "cloud-event", "body", "field"],
    ]);
    assert.equal(await saved(page, "webhook", "identityField"), "meta.id");
  });

  it("without any place, the form and the canvas say so", async () => {
    const { page } = desk;
    for (const name of ["proof", "idempotency-key", "cloud-event", "body"]) await press(page, `${place(name)} input`);
    assert.match(await textOf(page, "#belle-identity-problem"), /Choose at least one place/);
    assert.equal(await page.$eval("#belle-tab-limits .belle-mark", (mark) => (mark as HTMLElement).hidden), false);
    await done(page);
    assert.equal(await page.evaluate(() => RED.nodes.node("webhook")?.valid), false);
  });

  it("what an event does is chosen, said in a sentence and kept; who starts journeys may say whose they are", async () => {
    const { page } = desk;
    const hint = () => page.$eval("#belle-mode-hint", (element) => element.textContent ?? "");
    const asked = () => page.$eval("#belle-any-case", (element) => !(element as HTMLElement).hidden);
    assert.equal(await read(page, "#node-input-mode"), "continue");
    assert.match(await hint(), /first output of this node/);
    assert.equal(await asked(), false);
    await fill(page, "#node-input-mode", "release");
    assert.match(await hint(), /where the recipient waits/);
    assert.equal(await asked(), true);
    await fill(page, "#node-input-anyCase", true);
    await done(page);
    assert.deepEqual(
      [await saved(page, "webhook", "mode"), await saved(page, "webhook", "anyCase")],
      ["release", true],
    );
    await openDialog(page, "webhook");
    assert.equal(await read(page, "#node-input-mode"), "release");
    assert.equal(await read(page, "#node-input-anyCase"), true);
    await done(page);
    assert.deepEqual(desk.complaints, []);
  });

  it("numbers are saved as numbers, origins as a list", async () => {
    const { page } = desk;
    await fill(page, "#node-input-batch", "0");
    await fill(page, "#node-input-limit", "1024");
    await fill(page, "#node-input-retention", "90");
    await fill(page, "#belle-rate-webhook", "0");
    await fill(page, "#belle-rate-source", "60");
    await fill(page, "#belle-origins", "https://www.example.org/\nhttp://localhost:8080");
    await fill(page, "#node-input-keepBodies", true);
    await done(page);
    const expected = {
      batch: 0,
      limit: 1024,
      retention: 90,
      rate: { webhook: 0, source: 60 },
      origins: ["https://www.example.org", "http://localhost:8080"],
      keepBodies: true,
    };
    for (const [name, value] of Object.entries(expected)) assert.deepEqual(await saved(page, "webhook", name), value);
    await openDialog(page, "webhook");
    assert.equal(await read(page, "#belle-origins"), "https://www.example.org\nhttp://localhost:8080");
    assert.equal(await read(page, "#belle-rate-source"), "60");
    await done(page);
    assert.deepEqual(desk.complaints, []);
  });
});
