import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { before, describe, it } from "mocha";
import { barriers } from "./barriers.ts";
import type { Desk, Language } from "./desk.ts";
import { fill, press, textOf, until } from "./hands.ts";
import { picture, wholeSidebar } from "./picture.ts";
import { deskWith } from "./shared-desk.ts";
import { fillWaiting, waitingFlow } from "./waiting-items.ts";

/** A slow machine is a minute later. */
const ages: [RegExp, string][] = [[/\b2[0-9] minutes ago/, "20 minutes ago"]];

describe("the page “attention” of the sidebar", function () {
  this.timeout(180_000);
  let desk: Desk;
  before(async () => {
    desk = await deskWith(() => []);
    const store = await fillWaiting(desk.userFolder);
    await desk.deploy(waitingFlow(store));
  });

  async function open(language: Language, scheme: "light" | "dark", mayAct = true): Promise<void> {
    await desk.open(language, scheme);
    await desk.page.evaluate((may) => {
      if (!may) RED.user.hasPermission = () => false;
      RED.actions.invoke("belle-histoire:show-journey");
    }, mayAct);
    await press(desk.page, "#belle-journey-attention-tab");
    await wholeSidebar(desk.page);
    await desk.page.waitForSelector(".belle-attention-item");
  }
  const narrow = (width: number) =>
    desk.page.evaluate((pixels) => {
      $(".belle-journey").css({ width: pixels });
    }, width);
  const counts = () =>
    desk.page.$$eval(".belle-attention section:not([hidden])", (all) =>
      Object.fromEntries(all.map((one) => [one.getAttribute("data-kind"), one.querySelectorAll("li").length])),
    );
  const check = (kind: string, at?: number) =>
    press(
      desk.page,
      at === undefined
        ? `section[data-kind=${kind}] .belle-attention-head input`
        : `section[data-kind=${kind}] li:nth-child(${at + 1}) input`,
    );
  const choose = (choice: string) => press(desk.page, `.belle-attention-bar [data-choice=${choice}]`);
  const confirm = (choice: string) => press(desk.page, `.belle-attention-bar [data-confirm=${choice}]`);
  const gone = (kind: string) =>
    desk.page.waitForFunction((one) => $(`section[data-kind=${one}]`).is("[hidden]"), {}, kind);
  const told = () => textOf(desk.page, ".belle-attention > .belle-attention-told");
  const letters = async () =>
    (await readdir(join(desk.userFolder, "letters")).catch(() => [])).filter((name) => name.endsWith(".pdf")).length;

  it("shows to a person who may only look all that waits, in French, narrow and dark, and lets them change nothing", async () => {
    const { page } = desk;
    await open("fr", "dark", false);
    await narrow(300);
    assert.equal(await page.$(".belle-attention input[type=checkbox]"), null);
    assert.match(await textOf(page, ".belle-attention > .belle-intro"), /d’autres droits/);
    assert.match(
      await textOf(page, "section[data-kind=conflict] li"),
      /En vigueurdecision = accepted.*Nouvelledecision = refused/,
    );
    const wider = await page.$eval(".belle-journey-page:not([hidden])", (one) => one.scrollWidth > one.clientWidth);
    assert.equal(wider, false, "nothing is cut off");
    assert.deepEqual(await barriers(page, ".belle-attention"), []);
    assert.deepEqual(desk.complaints, []);
  });

  it("settles one and many, with the reason, after having said what follows, as the documents show it", async () => {
    const { page } = desk;
    await open("en-US", "light");
    assert.deepEqual(await counts(), { approval: 1, unknown: 2, conflict: 1, dead: 2, orphans: 1 });
    assert.equal(await textOf(page, "#belle-journey-attention-tab .belle-journey-badge"), "7");

    // Of one node alone, and back.
    await fill(page, "[data-filter=node]", "reminder");
    assert.deepEqual(await counts(), { dead: 2 });
    await fill(page, "[data-filter=node]", "");

    // Things of two kinds have nothing in common.
    await check("unknown", 0);
    await check("conflict", 0);
    assert.match(await textOf(page, ".belle-attention-buttons"), /cannot be settled in one way/);
    await check("conflict", 0);

    // What may be sent twice needs a reason and a name, and is asked about.
    await choose("again");
    assert.match(await textOf(page, ".belle-attention-bar > .belle-problem"), /^Say why/);
    await fill(page, "#belle-attention-why", "the printer had no paper");
    await choose("again");
    assert.match(await textOf(page, ".belle-attention-bar > .belle-problem"), /^Say who/);
    await fill(page, "#belle-attention-by", "Anne");
    await choose("again");
    assert.match(await textOf(page, ".belle-attention-question"), /gets it twice/);
    await picture(page, "journey-attention.png", { of: ".belle-journey", instead: ages });
    assert.deepEqual(await barriers(page, ".belle-attention"), []);
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("data-confirm")), "again");
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => $(".belle-attention-question").is("[hidden]"));
    assert.equal(await letters(), 0);
    await choose("again");
    await confirm("again");
    await page.waitForFunction(() => $("section[data-kind=unknown] li").length === 1);
    assert.match(await told(), /^Settled: 1\.$/);
    await until(async () => (await letters()) === 1, "the letter is printed");

    // Somebody else was faster.
    await check("unknown");
    const body = { campaign: "c1", items: [{ id: "send-1002", kind: "unknown" }], choice: "sent", by: "Bruno" };
    await fetch(`${desk.url}belle-histoire/journey/attention/act`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    await choose("not-sent");
    await confirm("not-sent");
    await gone("unknown");
    assert.match(await told(), /^Settled: 0\. Not settled: 1\.POL-1002: .*meanwhile/);

    // Two at once; those who are left behind go on at a node that is chosen.
    await check("dead");
    await fill(page, "#belle-attention-why", "they were written to by hand");
    await choose("give-up");
    await confirm("give-up");
    await gone("dead");
    await check("orphans");
    await fill(page, "#belle-attention-to", "reminder");
    await choose("move");
    await gone("orphans");
    await check("conflict");
    await choose("keep");
    await confirm("keep");
    await gone("conflict");

    // The proof is a PDF in a window of its own.
    const opened = new Promise<string>((resolve) =>
      page.browser().on("targetchanged", (target) => target.url().startsWith("blob:") && resolve(target.url())),
    );
    await page.click(".belle-attention-proof button");
    assert.match(await opened, /^blob:http:/);
    await page.bringToFront();
    await check("approval");
    await choose("approve");
    await confirm("approve");
    await page.waitForSelector(".belle-attention-empty:not([hidden])");
    assert.match(await textOf(page, ".belle-attention-empty"), /^Nothing waits for you\./);
    assert.equal(
      await page.$eval("#belle-journey-attention-tab .belle-journey-badge", (one) => one.hasAttribute("hidden")),
      true,
    );
    const complaints = desk.complaints.filter((one) => !one.includes("blob:"));
    assert.deepEqual(complaints, []);
  });
});
