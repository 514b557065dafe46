import assert from "node:assert/strict";
import { afterEach, before, beforeEach, describe, it } from "mocha";
import type { Desk } from "./desk.ts";
import { cell, column, done, fill, openDialog, press, read, saved, textOf } from "./hands.ts";
import { deskWithStory, undoAll } from "./shared-desk.ts";

const sample = {
  caseKey: "A-17",
  decision: "accepted",
  person: { email: "claire@example.org", mobile: "+33 6 12 34 56 78" },
  premium: { amount: 1250, currency: "EUR" },
  documents: ["a", "b"],
};

describe("fields of an inbound webhook", function () {
  this.timeout(120_000);
  this.retries(1);
  let desk: Desk;
  before(async () => {
    desk = await deskWithStory();
  });
  beforeEach(async () => {
    await openDialog(desk.page, "webhook");
    await press(desk.page, "#belle-tab-fields");
  });
  afterEach(() => undoAll(desk));

  const fields = async () => (await saved(desk.page, "webhook", "fields")) as Record<string, unknown>[];
  const addRow = () => press(desk.page, ".belle-histoire .red-ui-editableList-addButton");
  const shownCells = (row: number) =>
    desk.page.$$eval(`#belle-fields > li:nth-child(${row}) .belle-below`, (labels) =>
      labels
        .filter((label) => label.getClientRects().length > 0)
        .map((label) => label.querySelector("[data-cell]")?.getAttribute("data-cell")),
    );

  it("details of a row fold out below it and say in one line what they hold", async () => {
    const { page } = desk;
    const fold = "#belle-fields > li:nth-child(2) .belle-fold";
    const summary = "#belle-fields > li:nth-child(2) .belle-summary";
    assert.deepEqual(await shownCells(2), []);
    assert.equal(await textOf(page, summary), "accepted, refused, incomplete");
    await page.focus(fold);
    await page.keyboard.press("Enter");
    assert.equal(await page.$eval(fold, (button) => button.getAttribute("aria-expanded")), "true");
    assert.deepEqual(await shownCells(2), ["values", "meaning", "as", "default"]);
    await fill(page, cell("#belle-fields", 2, "default"), "incomplete");
    await fill(page, cell("#belle-fields", 2, "meaning"), "What the insurer decided");
    await fill(page, cell("#belle-fields", 2, "type"), "money");
    assert.deepEqual(await shownCells(2), ["meaning", "as", "default", "currency", "unit"]);
    await fill(page, cell("#belle-fields", 2, "type"), "phone");
    assert.deepEqual(await shownCells(2), ["meaning", "as", "default", "country"]);
    await fill(page, cell("#belle-fields", 2, "type"), "enum");
    await page.keyboard.press("Enter");
    assert.equal(
      await textOf(page, summary),
      "accepted, refused, incomplete · default incomplete · What the insurer decided",
    );
    await done(page);
    const [, decision] = await fields();
    assert.equal(decision?.default, "incomplete");
    assert.equal(decision?.meaning, "What the insurer decided");
    await openDialog(page, "webhook");
    assert.equal(await read(page, cell("#belle-fields", 2, "meaning")), "What the insurer decided");
    await done(page);
    assert.deepEqual((await fields())[1], decision);
  });

  it("every type with what it needs", async () => {
    const { page } = desk;
    const rows: Record<string, string>[] = [
      { name: "premium", type: "money", currency: "eur", unit: "minor", default: "12.50" },
      { name: "mobile", type: "phone", country: "fr", target: "recipient", as: "phone" },
      { name: "home", type: "address", country: "BE", default: '{"postalCode":"1000","locality":"Bruxelles"}' },
      { name: "mail", type: "email", target: "recipient", as: "email" },
      { name: "signed", type: "boolean", default: "yes" },
    ];
    for (const [index, row] of rows.entries()) {
      await addRow();
      for (const [key, value] of Object.entries(row)) await fill(page, cell("#belle-fields", index + 3, key), value);
    }
    await done(page);
    const blank = { required: false, values: [], as: "" };
    assert.deepEqual((await fields()).slice(2), [
      { ...blank, name: "premium", type: "money", target: "event", default: "12.50", currency: "EUR", unit: "minor" },
      { ...blank, name: "mobile", type: "phone", target: "recipient", as: "phone", country: "FR" },
      {
        ...{ ...blank, name: "home", type: "address", target: "event", country: "BE" },
        default: { postalCode: "1000", locality: "Bruxelles" },
      },
      { ...blank, name: "mail", type: "email", target: "recipient", as: "email" },
      { ...blank, name: "signed", type: "boolean", target: "event", default: "yes" },
    ]);
  });

  it("what does not fit is told, by the country and currency of the table as well", async () => {
    const { page } = desk;
    await addRow();
    await fill(page, cell("#belle-fields", 3, "name"), "premium");
    await fill(page, cell("#belle-fields", 3, "type"), "money");
    await fill(page, cell("#belle-fields", 3, "default"), "12.50");
    assert.match(await textOf(page, "#belle-fields-problem"), /Row 3: the default of premium does not fit/);
    await fill(page, "#node-input-currency", "EUR");
    assert.equal(await textOf(page, "#belle-fields-problem"), "");
    await fill(page, cell("#belle-fields", 3, "currency"), "EURO");
    assert.match(await textOf(page, "#belle-fields-problem"), /Row 3: EURO is no currency/);
    await fill(page, cell("#belle-fields", 3, "currency"), "");
    await fill(page, "#node-input-country", "fr");
    await fill(page, "#node-input-unknown", "refuse");
    await done(page);
    assert.equal(await saved(page, "webhook", "country"), "FR");
    assert.equal(await saved(page, "webhook", "currency"), "EUR");
    assert.equal(await saved(page, "webhook", "unknown"), "refuse");
  });

  it("a sample becomes rows, and what could not be taken is told", async () => {
    const { page } = desk;
    await press(page, "#belle-paste-sample");
    assert.equal(await page.$eval(".belle-take-fields", (button) => (button as HTMLButtonElement).disabled), true);
    await fill(page, ".belle-panel textarea", "{ no JSON");
    assert.match(await textOf(page, ".belle-panel .belle-problem"), /not JSON/);
    await fill(page, ".belle-panel textarea", JSON.stringify(sample));
    assert.match(await textOf(page, ".belle-notices"), /documents was left out: it is a list/);
    assert.match(await textOf(page, ".belle-found"), /caseKey, decision, person\.email, person\.mobile, premium/);
    await press(page, ".belle-take-fields");
    assert.equal(await page.$(".belle-panel"), null);
    await done(page);
    assert.deepEqual(
      (await fields()).map(({ name, type, target, as }) => [name, type, target, as]),
      [
        ["caseKey", "text", "case-key", ""],
        ["decision", "text", "event", ""],
        ["person.email", "email", "recipient", ""],
        ["person.mobile", "phone", "recipient", "phone"],
        ["premium", "money", "event", ""],
      ],
    );
  });

  it("the present rows can be kept, and only what is new is added", async () => {
    const { page } = desk;
    await press(page, "#belle-paste-sample");
    await fill(page, ".belle-panel textarea", JSON.stringify([{ orderId: "B-1", decision: "x", note: "y" }]));
    await fill(page, ".belle-keep-rows input", true);
    await press(page, ".belle-take-fields");
    assert.deepEqual(await column(page, "#belle-fields", "name"), ["caseKey", "decision", "orderId", "note"]);
    assert.deepEqual(await column(page, "#belle-fields", "target"), ["case-key", "event", "event", "event"]);
    assert.equal(await textOf(page, "#belle-fields > li:nth-child(2) .belle-summary"), "accepted, refused, incomplete");
    await done(page);
  });

  it("a JSON Schema becomes rows, and rows become a JSON Schema that makes the same rows", async () => {
    const { page } = desk;
    await page.evaluate(() => {
      Object.assign(RED.clipboard, { copyText: (text: string) => Object.assign(window, { copied: text }) });
    });
    await fill(page, cell("#belle-fields", 2, "default"), "refused");
    const copied = async () => {
      await press(page, "#belle-copy-schema");
      return JSON.parse(String(await page.evaluate(() => (window as unknown as { copied: string }).copied))) as {
        properties: Record<string, unknown>;
      };
    };
    const schema = await copied();
    assert.deepEqual(Object.keys(schema.properties), ["caseKey", "decision"]);
    await press(page, "#belle-import-schema");
    await fill(page, ".belle-panel textarea", JSON.stringify(schema));
    await press(page, ".belle-take-fields");
    assert.deepEqual(await copied(), schema);
    await done(page);
    const [key, decision] = await fields();
    assert.equal(key?.target, "case-key");
    assert.deepEqual(decision?.values, [
      { value: "accepted", synonyms: ["accepté", "accord"] },
      { value: "refused", synonyms: ["refusé"] },
      { value: "incomplete", synonyms: [] },
    ]);
    assert.equal(decision?.default, "refused");
    assert.deepEqual(desk.complaints, []);
  });
});
