import assert from "node:assert/strict";
import { beforeEach, describe, it } from "mocha";
import type { Page } from "puppeteer-core";
import type { RenderMessageConfig } from "../../nodes/render-message/config.ts";
import { needProgram } from "../need-program.ts";
import type { Desk } from "./desk.ts";
import { cancel, done, fill, openDialog, press, read, saved, textOf } from "./hands.ts";
import { deskWithStory } from "./shared-desk.ts";

const text = (number: number, name: string) => `[data-text="scene${number}_${name}"]`;
const inScene = (number: number, what: string) => `[data-scene="${number}"] ${what}`;
const titles = (page: Page) =>
  page.$$eval("[data-text$=_headline]", (fields) => fields.map((field) => (field as HTMLTextAreaElement).value));
/** What has the focus, in its scene. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: element } = document;
    return [
      $(element as HTMLElement)
        .closest("[data-scene]")
        .attr("data-scene"),
      element?.getAttribute("aria-label"),
    ];
  });

describe("the form of a video", function () {
  this.timeout(60_000);
  let desk: Desk;
  beforeEach(async () => {
    desk = await deskWithStory();
  });

  it("moves, adds and removes scenes by the keys, with their texts in every language", async () => {
    const { page } = desk;
    await openDialog(page, "film");
    const [first, second, third] = await titles(page);
    await page.focus(inScene(1, "[data-move='1']"));
    await page.keyboard.press("Enter");
    assert.deepEqual(await titles(page), [second, first, third]);
    assert.deepEqual(await focused(page), ["2", "Move scene 2 down"]);
    await page.focus(inScene(3, "[data-remove]"));
    await page.keyboard.press("Space");
    assert.deepEqual(await titles(page), [second, first]);
    assert.deepEqual(await focused(page), ["2", "Remove scene 2"]);
    await press(page, "#belle-add-scene");
    await page.keyboard.type("Bonjour");
    assert.match(await textOf(page, "#belle-scenes-total"), /Scenes: 3 · 8 s/);
    await press(page, inScene(3, "[data-text$=_headline] + .belle-insert"));
    await page.keyboard.type("last name");
    await page.keyboard.press("Enter");
    assert.equal(await read(page, text(3, "headline")), "Bonjour{{ recipient.lastName }}");
    await fill(page, inScene(3, "[data-part=background]"), "picture");
    await fill(page, inScene(3, "[data-part=media]"), "absent.png");
    await fill(page, "#belle-language", "en");
    assert.deepEqual(await titles(page), ["", "{{ recipient | salutation }}", ""]);
    await done(page);
    const scenes = (await saved(page, "film", "scenes")) as RenderMessageConfig["scenes"];
    assert.deepEqual(
      scenes.map(({ headline, beside, media }) => [headline, beside, media]),
      [
        [second, "map", ""],
        [first, "none", ""],
        ["Bonjour{{ recipient.lastName }}", "none", "absent.png"],
      ],
    );
    assert.deepEqual(await saved(page, "film", "variants"), [
      { language: "en", texts: { scene2_headline: "{{ recipient | salutation }}" } },
    ]);
    assert.deepEqual(desk.complaints, []);
  });

  it("shows the scenes as they will be, leads to what is wrong, and films a draft", async function () {
    const { page } = desk;
    await openDialog(page, "film");
    await press(page, "#belle-tab-preview");
    const stills = (count: number) =>
      page.waitForFunction((wanted) => $(".belle-strip img").length === wanted, {}, count);
    await stills(3);
    const seen = await page.$$eval(".belle-strip img", (all) =>
      all.map((one) => [(one as HTMLImageElement).naturalWidth, (one as HTMLImageElement).alt]),
    );
    assert.deepEqual(seen[0], [426, "Madame Moreau\nvotre demande est acceptée à 100 %."]);
    assert.match(String(seen[1]?.[1]), /^À \d+\sm de chez vous\nAgence /);
    await press(page, "#belle-tab-write");
    await fill(page, text(1, "text"), "Bravo 🎉");
    await fill(page, inScene(3, "[data-part=duration]"), "99");
    await page.waitForFunction(() => $("#belle-faults li").length === 2);
    const faults = await page.$$eval("#belle-faults li", (all) => all.map((one) => one.textContent));
    assert.match(String(faults[0]), /^Scene 1: text, line 1:.*🎉/);
    assert.match(String(faults[1]), /^Scene 3: length:.*Scene 3 lasts 99 s/);
    await press(page, "#belle-faults li:first-child .belle-jump");
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("data-text")), "scene1_text");
    await press(page, "#belle-faults li:last-child .belle-jump");
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("data-part")), "duration");
    await fill(page, text(1, "text"), "Bravo");
    for (const number of [1, 2, 3]) await fill(page, inScene(number, "[data-part=duration]"), "0.4");
    await page.waitForFunction(() => $("#belle-faults li").length === 0);
    await press(page, "#belle-tab-preview");
    await stills(3);
    needProgram(this, "ffmpeg", "ffmpeg", "no draft is filmed");
    await press(page, "#belle-film");
    await page.waitForFunction(() => ($(".belle-film video")[0] as HTMLVideoElement | undefined)?.readyState === 4);
    const film = await page.$eval(".belle-film video", (one) => {
      const { videoWidth, videoHeight, duration } = one as HTMLVideoElement;
      return [videoWidth, videoHeight, Math.round(10 * duration)];
    });
    assert.deepEqual(film, [426, 240, 12]);
    // What was filmed is another film by now.
    await press(page, "#belle-tab-write");
    await fill(page, text(3, "headline"), "Autre");
    await press(page, "#belle-tab-preview");
    await page.waitForFunction(() => $(".belle-film video").length === 0);
    await cancel(page);
    assert.deepEqual(desk.complaints, []);
  });
});
