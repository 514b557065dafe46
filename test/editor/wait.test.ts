import assert from "node:assert/strict";
import { beforeEach, describe, it } from "mocha";
import type { Page } from "puppeteer-core";
import type { Desk } from "./desk.ts";
import { cancel, cell, column, done, fill, openDialog, press, read, saved, textOf, variable } from "./hands.ts";
import { deskWithStory } from "./shared-desk.ts";

const preview = "#belle-schedule";

/** Waits until the preview says something of the kind. */
async function says(page: Page, pattern: RegExp): Promise<string> {
  await page.waitForFunction((source) => new RegExp(source).test($("#belle-schedule").text()), {}, pattern.source);
  return textOf(page, preview);
}

/** Text of the whole day so many days after today in Paris, as the form writes it. */
function parisDay(days: number): string {
  const [year = 0, month = 0, day = 0] = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris" })
    .format(Date.now())
    .split("-")
    .map(Number);
  const date = new Date(Date.UTC(year, month - 1, day + days));
  const words = { weekday: "short", day: "numeric", month: "short", year: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat("en-GB", words).format(date).replace(",", "");
}

const isHidden = (page: Page, selector: string) =>
  page.$eval(selector, (element) => element.getClientRects().length === 0);

describe("wait for decision", function () {
  this.timeout(120_000);
  this.retries(1);
  let desk: Desk;
  // Undoes what the test before has saved.
  beforeEach(async () => {
    desk = await deskWithStory();
  });

  it("a wait of so long is saved and shown again", async () => {
    const { page } = desk;
    await openDialog(page, "wait");
    assert.equal(await read(page, "#belle-amount"), "30");
    await fill(page, "#belle-amount", "5");
    await fill(page, "#belle-unit", "working-days");
    await fill(page, "#belle-at", "17h30");
    await done(page);
    const deadline = { kind: "after", amount: 5, unit: "working-days", at: "17:30" };
    assert.deepEqual(await saved(page, "wait", "deadline"), deadline);
    await openDialog(page, "wait");
    assert.deepEqual(
      await Promise.all(
        ["#belle-deadline-kind", "#belle-amount", "#belle-unit", "#belle-at"].map((id) => read(page, id)),
      ),
      ["after", "5", "working-days", "17:30"],
    );
    await fill(page, "#belle-unit", "hours");
    assert.equal(await isHidden(page, "#belle-at-row"), true, "hours have no time of day");
    await done(page);
    assert.deepEqual(await saved(page, "wait", "deadline"), { kind: "after", amount: 5, unit: "hours" });
    assert.deepEqual(desk.complaints, []);
  });

  for (const [direction, typed, offset] of [
    ["before", "3", -3],
    ["after", "2", 2],
    ["on", "9", 0],
  ] as const)
    it(`a wait until a date is saved and shown again: ${direction}`, async () => {
      const { page } = desk;
      await openDialog(page, "wait");
      await fill(page, "#belle-deadline-kind", "date");
      await fill(page, "#belle-date-field", "msg.event.data.validUntil");
      await fill(page, "#belle-direction", direction);
      await fill(page, "#belle-offset", typed);
      await fill(page, "#belle-date-unit", "days");
      await done(page);
      const deadline = { kind: "date", field: "event.data.validUntil", offset, unit: "days" };
      assert.deepEqual(await saved(page, "wait", "deadline"), deadline);
      await openDialog(page, "wait");
      assert.equal(await read(page, "#belle-date-field"), "event.data.validUntil");
      assert.equal(await read(page, "#belle-direction"), direction);
      if (offset !== 0) assert.equal(await read(page, "#belle-offset"), typed);
      await done(page);
      assert.deepEqual(await saved(page, "wait", "deadline"), deadline);
    });

  it("a wait without an end, and a number from the environment", async () => {
    const { page } = desk;
    await openDialog(page, "wait");
    await fill(page, "#belle-amount", variable("DAYS"));
    assert.equal(await textOf(page, "#belle-deadline-problem"), "");
    await says(page, /comes from the environment/);
    await done(page);
    const deadline = { kind: "after", amount: variable("DAYS"), unit: "days" };
    assert.deepEqual(await saved(page, "wait", "deadline"), deadline);
    await openDialog(page, "wait");
    assert.equal(await read(page, "#belle-amount"), variable("DAYS"));
    await fill(page, "#belle-deadline-kind", "none");
    await done(page);
    assert.deepEqual(await saved(page, "wait", "deadline"), { kind: "none" });
    assert.deepEqual(desk.complaints, []);
  });

  it("reminders are added, changed, moved and deleted", async () => {
    const { page } = desk;
    await openDialog(page, "wait");
    await press(page, ".belle-histoire .red-ui-editableList-addButton");
    await fill(page, cell("#belle-reminders", 3, "amount"), "36");
    await fill(page, cell("#belle-reminders", 3, "unit"), "hours");
    await page.focus(cell("#belle-reminders", 3, "amount"));
    await page.keyboard.down("Alt");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.up("Alt");
    await press(page, "#belle-reminders > li:nth-child(1) .red-ui-editableList-item-remove");
    await page.waitForFunction(() => $("#belle-reminders > li").length === 2);
    await done(page);
    assert.deepEqual(await saved(page, "wait", "reminders"), [
      { amount: 36, unit: "hours", from: "arrival" },
      { amount: 2, unit: "working-days", from: "deadline", at: "09:00" },
    ]);
    await openDialog(page, "wait");
    assert.deepEqual(await column(page, "#belle-reminders", "amount"), ["36", "2"]);
    await done(page);
    assert.deepEqual(desk.complaints, []);
  });

  it("tells when somebody who arrives now is reminded and given up", async () => {
    const { page } = desk;
    await openDialog(page, "wait");
    await fill(page, "#belle-at", "18:00");
    const sentence = await says(page, /given up on .* 18:00/);
    assert.match(
      sentence,
      /^Someone who arrives now is reminded on .* 09:00 and .* 09:00 and given up on .*\(Europe\/Paris\)\.$/,
    );
    for (const days of [7, 30]) assert.ok(sentence.includes(parisDay(days)), `${parisDay(days)} in ${sentence}`);
    await fill(page, "#belle-amount", "6");
    await says(page, /Left out, .*: reminder no\. 1\./);
    await fill(page, "#belle-reminders [data-cell=from]", "arrival");
    await fill(page, "#belle-deadline-kind", "none");
    await says(page, /waits on until a decision comes/);
    await fill(page, "#belle-deadline-kind", "date");
    await fill(page, "#belle-date-field", "recipient.attributes.birthday");
    await fill(page, "#belle-sample", "2020-02-29");
    await says(page, /given up at once/);
    await fill(page, "#belle-sample", "2040-02-29");
    await says(page, /given up on Wed 29 Feb 2040, 18:00/);
    await fill(page, "#belle-date-unit", "working-days");
    await fill(page, "#node-input-country", "XX");
    await says(page, /No public holidays of XX are known/);
    await fill(page, "#node-input-campaign", "_ADD_");
    await says(page, /Choose a campaign/);
    await cancel(page);
    assert.deepEqual(desk.complaints, []);
  });

  it("asks for a country where working days are counted", async () => {
    const { page } = desk;
    await openDialog(page, "wait");
    assert.equal(await isHidden(page, "#belle-country-row"), false);
    await fill(page, "#node-input-country", "");
    await fill(page, cell("#belle-reminders", 2, "unit"), "days");
    assert.equal(await isHidden(page, "#belle-country-row"), true);
    await fill(page, "#belle-unit", "working-days");
    assert.equal(await isHidden(page, "#belle-country-row"), false);
    await fill(page, "#node-input-country", " be ");
    await done(page);
    assert.equal(await saved(page, "wait", "country"), "BE");
  });

  it("is released by any webhook of its campaign, or by some", async () => {
    const { page } = desk;
    const ticked = () =>
      page.$$eval("#belle-webhooks input:checked", (inputs) =>
        inputs.map((input) => input.getAttribute("data-webhook")),
      );
    await openDialog(page, "wait");
    assert.deepEqual(await ticked(), ["any"]);
    await press(page, '[data-webhook="webhook"]');
    assert.deepEqual(await ticked(), ["webhook"]);
    await done(page);
    assert.deepEqual(await saved(page, "wait", "webhooks"), ["webhook"]);
    await openDialog(page, "wait");
    assert.deepEqual(await ticked(), ["webhook"]);
    await fill(page, "#node-input-campaign", "second");
    assert.match(await textOf(page, "#belle-webhooks-problem"), /belongs to another campaign/);
    await press(page, '[data-webhook="any"]');
    assert.equal(await textOf(page, "#belle-webhooks-problem"), "");
    await done(page);
    assert.deepEqual(await saved(page, "wait", "webhooks"), []);
    assert.deepEqual(desk.complaints, []);
  });

  it("says in one sentence what becomes of a late decision", async () => {
    const { page } = desk;
    await openDialog(page, "wait");
    const sentences = new Set<string>();
    for (const late of ["refuse", "ask", "continue"]) {
      await fill(page, "#node-input-late", late);
      sentences.add(await textOf(page, "#belle-late-hint"));
    }
    assert.equal(sentences.size, 3);
    await cancel(page);
    assert.deepEqual(desk.complaints, []);
  });
});
