import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import type { Desk } from "./desk.ts";
import { storyFlow } from "./flows.ts";
import { cancel, fill, openDialog, press, textOf } from "./hands.ts";
import { picture } from "./picture.ts";
import { deskWith, deskWithStory } from "./shared-desk.ts";

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

  it("render message: shows the starter of an e-mail on a phone, as the documents show it", async () => {
    // Without a public address there is no way to unsubscribe.
    const baseUrl = "https://campaign.example.org";
    desk = await deskWith(() =>
      (storyFlow() as { type: string }[]).map((node) => (node.type === "campaign" ? { ...node, baseUrl } : node)),
    );
    await desk.open("en-US", "light");
    const { page } = desk;
    await page.setViewport({ width: 1200, height: 1240 });
    await openDialog(page, "mail");
    // In English nothing is written yet: the template asks nothing.
    await fill(page, "#belle-language", "en");
    await press(page, "#belle-starter");
    await press(page, "#belle-tab-preview");
    await fill(page, "#belle-sample", "made:english");
    await page.waitForFunction(() => ($("#belle-shown iframe").attr("srcdoc") ?? "").includes("We are expecting you"));
    // Beside its left edge, by which one makes it wider, the canvas is seen.
    const clip = await page.$eval(".red-ui-tray-header", (header) => {
      const { x, y, width } = header.getBoundingClientRect();
      return { x: x + 1, y, width: width - 1, height: 1150 };
    });
    await picture(page, "message-form.png", { of: ".red-ui-tray", clip });
    await cancel(page);
    assert.deepEqual(desk.complaints, []);
  });
});
