import assert from "node:assert/strict";
import { beforeEach, describe, it } from "mocha";
import type { Desk } from "./desk.ts";
import { cancel, cell, done, fill, openDialog, press, read, saved, textOf } from "./hands.ts";
import { deskWithStory } from "./shared-desk.ts";

describe("the dialog of a personal page", function () {
  this.timeout(120_000);
  this.retries(1);
  let desk: Desk;
  beforeEach(async () => {
    desk = await deskWithStory();
  });
  const isHidden = (selector: string) => desk.page.$eval(selector, (element) => element.getClientRects().length === 0);

  it("what one reads in the place of a value is one text, commas and all", async () => {
    const { page } = desk;
    await openDialog(page, "page");
    await press(page, "#belle-tab-form");
    await fill(page, cell("#belle-fields", 1, "values"), "accepted = Oui, j’accepte\ndeclined = Oui, mais plus tard");
    assert.equal(await textOf(page, "#belle-fields-problem"), "");
    await done(page);
    const [decision] = (await saved(page, "page", "fields")) as { values: object[]; meaning: string }[];
    assert.deepEqual(decision?.values, [
      { value: "accepted", synonyms: ["Oui, j’accepte"] },
      { value: "declined", synonyms: ["Oui, mais plus tard"] },
    ]);
    assert.equal(decision?.meaning, "Votre réponse");
    await openDialog(page, "page");
    assert.equal(
      await read(page, cell("#belle-fields", 1, "values")),
      "accepted = Oui, j’accepte\ndeclined = Oui, mais plus tard",
    );
    await cancel(page);
    assert.deepEqual(desk.complaints, []);
  });

  it("asks for no texts of a form that is not there", async () => {
    const { page } = desk;
    await openDialog(page, "page");
    await press(page, "#belle-tab-form");
    assert.equal(await isHidden("#node-input-intro"), false);
    for (let left = 2; left > 0; left -= 1) {
      await press(page, "#belle-fields > li:nth-child(1) .red-ui-editableList-item-remove");
      await page.waitForFunction((count) => $("#belle-fields > li").length < count, {}, left);
    }
    await page.waitForFunction(() => $("#node-input-intro").is(":hidden"));
    await done(page);
    assert.deepEqual(await saved(page, "page", "fields"), []);
  });

  it("is written in further languages, which follow the fields", async () => {
    const { page } = desk;
    await openDialog(page, "page");
    await press(page, "#belle-tab-languages");
    for (const [typed, says] of [
      ["klingonisch", /no language/],
      ["EN", /there already/],
    ] as const) {
      await fill(page, "#belle-new-language", typed);
      await press(page, "#belle-add-language");
      assert.match(await textOf(page, "#belle-new-language-problem"), says);
    }
    await fill(page, "#belle-new-language", "de");
    await press(page, "#belle-add-language");
    await fill(page, '[data-language="de"] [data-text="submit"]', "Senden");
    await fill(page, '[data-language="de"] [data-label="phone"]', "Telefon");
    await fill(page, '[data-language="de"] [data-choice="decision declined"]', "Nein, danke");
    await press(page, '[data-language="en"] .belle-tools button');
    await fill(page, cell("#belle-fields", 2, "name"), "mobile");
    await done(page);
    const texts = {
      intro: "",
      submit: "Senden",
      thanks: "",
      labels: {},
      choices: { decision: { declined: "Nein, danke" } },
    };
    assert.deepEqual(await saved(page, "page", "languages"), [{ language: "de", ...texts }]);
    assert.deepEqual(desk.complaints, []);
  });

  it("makes words of an address, shows it, and warns where printed ones would be lost", async () => {
    const { page } = desk;
    await openDialog(page, "page");
    assert.equal(await textOf(page, "#belle-address"), "https://campagne.example.org/p/demande/…");
    assert.equal(await isHidden("#belle-address-new"), true);
    await fill(page, "#node-input-slug", "Votre Réponse !");
    await page.evaluate(() => $("#node-input-slug").trigger("blur"));
    assert.equal(await read(page, "#node-input-slug"), "votre-reponse");
    assert.equal(await textOf(page, "#belle-address"), "https://campagne.example.org/p/votre-reponse/…");
    assert.equal(await isHidden("#belle-address-new"), false);
    await fill(page, "#node-input-slug", "");
    assert.match(await textOf(page, "#belle-address"), /^https:\/\/campagne\.example\.org\/p\/[0-9a-z]{7}\/…$/);
    await cancel(page);
  });

  it("says that its words are another page's, and that nobody could open it", async () => {
    const { page } = desk;
    await openDialog(page, "faulty-page");
    await fill(page, "#node-input-slug", "demande");
    assert.match(await textOf(page, "#node-input-slug-problem"), /same address belongs to .*Story/);
    await fill(page, "#node-input-campaign", "insurance");
    assert.match(await textOf(page, "#node-input-campaign-problem"), /no public address/);
    await fill(page, "#node-input-campaign", "online");
    assert.equal(await textOf(page, "#node-input-campaign-problem"), "");
    await cancel(page);
  });

  it("is offered to those who wait for its response, by what it is", async () => {
    const { page } = desk;
    await openDialog(page, "wait");
    await fill(page, "#node-input-campaign", "online");
    const offered = await page.$$eval("#belle-webhooks label", (labels) => labels.map((label) => label.textContent));
    assert.deepEqual(offered.slice(1), ["personal page · Story", "personal page · Faults"]);
    await page.click('[data-webhook="page"]');
    await done(page);
    assert.deepEqual(await saved(page, "wait", "webhooks"), ["page"]);
    assert.deepEqual(desk.complaints, []);
  });
});
