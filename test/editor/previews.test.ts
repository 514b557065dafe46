import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import type { Desk } from "./desk.ts";
import { cancel, fill, openDialog, press, textOf } from "./hands.ts";
import { deskWithStory } from "./shared-desk.ts";

describe("previews", function () {
  this.timeout(120_000);
  this.retries(1);
  let desk: Desk;
  before(async () => {
    desk = await deskWithStory();
  });

  it("route map: draws the map of the form, and says why when it cannot", async () => {
    const { page } = desk;
    await openDialog(page, "map");
    await fill(page, "#node-input-lineColour", "#aa2200");
    await press(page, "#belle-preview-map");
    await page.waitForFunction(
      () => (document.querySelector<HTMLImageElement>("#belle-map img")?.naturalWidth ?? 0) > 300,
    );
    assert.match(await page.$eval("#belle-map img", (image) => image.alt), /\w{3}/);
    await fill(page, "#node-input-area", "areas/nowhere.area");
    await press(page, "#belle-preview-map");
    await page.waitForFunction(() => $("#belle-map-problem").text() !== "");
    assert.equal(await page.$("#belle-map img"), null);
    await cancel(page);
    assert.deepEqual(desk.complaints, []);
  });

  it("render message: shows the letter page by page", async () => {
    const { page } = desk;
    await openDialog(page, "letter");
    await press(page, "#belle-tab-preview");
    await page.waitForSelector("#belle-shown iframe");
    assert.match(await textOf(page, "#belle-shown"), /Page 1 of 1/);
    const start = await page.evaluate(async () => {
      const blob = await (await fetch(String($("#belle-shown a").attr("href")))).blob();
      return { type: blob.type, start: await blob.slice(0, 5).text() };
    });
    assert.deepEqual(start, { type: "application/pdf", start: "%PDF-" });
    await cancel(page);
    assert.deepEqual(desk.complaints, []);
  });
});
