import assert from "node:assert/strict";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, beforeEach, describe, it } from "mocha";
import { pressProfile } from "../src/print/press-profile.ts";
import { logoPng } from "../src/print/sample-letter.ts";
import type { Desk } from "./desk.ts";
import { cancel, done, fill, openDialog, press, saved } from "./hands.ts";
import { deskWithStory } from "./shared-desk.ts";

describe("the options of a letter", function () {
  this.timeout(60_000);
  this.retries(1);

  let desk: Desk;
  beforeEach(async () => {
    desk = await deskWithStory();
  });
  after(() => rm(join(desk.userFolder, "media"), { recursive: true, force: true }));

  const problem = (name: string) =>
    desk.page.evaluate((id) => $(`#node-input-${id}`).closest(".form-row").find(".belle-problem").text(), name);

  it("fold what few letters need, and hold it until it is wanted", async () => {
    const { page } = desk;
    await openDialog(page, "letter");
    await press(page, "#belle-tab-options");
    const open = await page.$$eval("#belle-pane-options details.belle-more", (all) =>
      all.filter((one) => one.getClientRects().length > 0).map((one) => one.open),
    );
    assert.deepEqual(open, [false, false, false, false]);
    for (const [name, wrong, right, says] of [
      ["logoWidth", "5", "60", /10 to 90 mm/],
      ["bleed", "11", "3", /0 to 10/],
      ["mostPages", "0", "2", /1 to 99/],
      ["accentColour", "cmyk(1, 2)", "cmyk(0, 54, 68, 29)", /cmyk\(0, 54, 68, 29\)/],
    ] as const) {
      await fill(page, `#node-input-${name}`, wrong);
      assert.match(await problem(name), says, name);
      await fill(page, `#node-input-${name}`, right);
      assert.equal(await problem(name), "", name);
    }
    await fill(page, "#node-input-qr", "{{ recipient.id }}");
    await fill(page, "#node-input-onFault", "print");
    await fill(page, "#node-input-draw", "when-printed");
    // A node of before keeps the look of its address until somebody chooses.
    assert.equal(
      await page.$eval("#node-input-addressStyle", (field) => (field as HTMLSelectElement).value),
      "written",
    );
    await fill(page, "#node-input-outputProfile", "presse.icc");
    await fill(page, "#node-input-outputCondition", "FOGRA51");
    await done(page);
    const wanted = {
      ...{ logoWidth: "60", bleed: "3", mostPages: "2", qr: "{{ recipient.id }}", onFault: "print", edgeMarks: "fold" },
      ...{ draw: "when-printed", addressStyle: "written", outputProfile: "presse.icc", outputCondition: "FOGRA51" },
      version: 3,
    };
    const now = await Promise.all(
      Object.keys(wanted).map(async (name) => [name, await saved(page, "letter", name)] as const),
    );
    assert.deepEqual(Object.fromEntries(now), wanted);
    assert.deepEqual(desk.complaints, []);
  });

  it("choose files of the campaign's media folder, and bring others into it", async () => {
    const { page, userFolder } = desk;
    // Also of a first try.
    await rm(join(userFolder, "media"), { recursive: true, force: true });
    await mkdir(join(userFolder, "media"), { recursive: true });
    await writeFile(join(userFolder, "media", "maison.png"), logoPng(1200, 300));
    await writeFile(join(userFolder, "media", "fond.pdf"), "%PDF-1.7\n");
    await writeFile(join(userFolder, "media", "presse.icc"), pressProfile());
    const ours = join(userFolder, "nouveau.png");
    await writeFile(ours, logoPng(800, 200));
    await openDialog(page, "letter");
    await press(page, "#belle-tab-options");
    await press(page, "#belle-pane-options details.belle-more:nth-of-type(1) summary");
    const offered = (name: string) =>
      page.evaluate((id) => {
        const list = document.getElementById(String($(`#node-input-${id}`).attr("list")));
        return [...(list?.querySelectorAll("option") ?? [])].map((option) => option.value);
      }, name);
    await page.waitForFunction(() => $("datalist option[value='maison.png']").length > 0);
    assert.deepEqual([await offered("logo"), await offered("background")], [["fond.pdf", "maison.png"], ["fond.pdf"]]);
    assert.deepEqual(await offered("outputProfile"), ["presse.icc"]);
    const chooser = await page.$(".form-row:has(#node-input-logo) input[type=file]");
    assert.ok(chooser);
    await (chooser as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(ours);
    await page.waitForFunction(() => $("#node-input-logo").val() === "nouveau.png");
    // Another file of that name is not lost by accident.
    await writeFile(ours, logoPng(900, 200));
    await (chooser as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(ours);
    await page.waitForFunction(() => $(".form-row:has(#node-input-logo) .belle-problem").text() !== "");
    assert.match(await problem("logo"), /has another file “nouveau\.png” already/);
    await press(page, ".form-row:has(#node-input-logo) .belle-media-note button");
    await page.waitForFunction(() => $(".form-row:has(#node-input-logo) .belle-problem").text() === "");
    await fill(page, "#node-input-picture", "weg.jpg");
    await page.waitForFunction(() => /weg\.jpg/.test($(".form-row:has(#node-input-picture) .belle-problem").text()));
    if (process.env.SHOT !== undefined) {
      await page.$$eval("#belle-pane-options details.belle-more", (all) => {
        for (const one of all) one.open = true;
      });
      await (await page.$("#belle-pane-options"))?.screenshot({ path: process.env.SHOT as `${string}.png` });
    }
    await cancel(page);
    // What the browser says of an answer that was refused.
    assert.deepEqual(
      desk.complaints.filter((one) => !/409/.test(one)),
      [],
    );
  });
});
