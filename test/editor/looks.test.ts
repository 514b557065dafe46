import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import type { Page } from "puppeteer-core";
import type { Desk } from "./desk.ts";
import { dialogs } from "./flows.ts";
import { cancel, fill, openDialog, press } from "./hands.ts";
import { pale } from "./pale.ts";
import { deskWithStory } from "./shared-desk.ts";

const texts =
  "label, h4, .belle-verdict, .belle-trial li, .belle-shares li, .belle-operand span, summary, .belle-hint, .belle-intro, .belle-warning, .belle-problem, .belle-summary, [role=tab], .belle-last, .belle-schedule > div, .belle-sentence span, .belle-address, .belle-doubt, .belle-counts, pre, button";

const paleIn = (page: Page) => pale(page, `.red-ui-tray .belle-histoire :is(${texts})`);

/** Elements that reach over the right edge of the form, inputs too narrow to read, and inputs without a name for screen readers. */
function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const form = document.querySelector(".red-ui-tray .belle-histoire");
    if (form === null) return ["no form"];
    const edge = form.getBoundingClientRect().right + 1;
    const wide = [...form.querySelectorAll("*")]
      .filter((element) => element.closest(".belle-code, datalist, option") === null)
      .filter((element) => element.getBoundingClientRect().right > edge);
    const fields = [...form.querySelectorAll<HTMLInputElement>("input:not([type=hidden]), select, textarea")];
    const narrow = fields.filter((field) => field.type !== "checkbox" && (field.getClientRects()[0]?.width ?? 40) < 40);
    const nameless = fields
      .filter((field) => field.closest(".belle-code") === null)
      .filter((field) => (field.labels?.length ?? 0) === 0 && !field.getAttribute("aria-label"));
    const untranslated = [...form.querySelectorAll("[data-i18n]")].filter((element) =>
      [element.textContent, element.getAttribute("placeholder"), element.getAttribute("title")].some((text) =>
        /^(label|hint|button|problem|example)\./.test(text?.trim() ?? ""),
      ),
    );
    return [...wide, ...narrow, ...nameless, ...untranslated].map((element) => element.outerHTML.slice(0, 120));
  });
}

describe("looks of the dialogs", function () {
  this.timeout(120_000);
  this.retries(1);
  let desk: Desk;
  before(async () => {
    desk = await deskWithStory("fr");
  });

  for (const choice of ["hmac", "jwt", "api-key", "basic", "address-only", "stripe"]) {
    it(`webhook, ${choice}: so does the card of a sender`, async () => {
      const { page } = desk;
      await openDialog(page, "webhook");
      await press(page, ".belle-change");
      await press(page, ".belle-add-test");
      await press(page, "#belle-add-proof");
      await fill(page, '[data-proof="standard-webhooks"] .belle-sender', choice);
      await page.evaluate(() => $(".belle-histoire details").prop("open", true));
      assert.deepEqual(await misfits(page), []);
      for (const dark of [true, false]) {
        await page.evaluate((on) => document.documentElement.classList.toggle("nr-theme-dark", on), dark);
        assert.deepEqual(await paleIn(page), [], dark ? "dark" : "light");
      }
      await cancel(page);
      assert.deepEqual(desk.complaints, []);
    });
  }

  for (const kind of ["folder", "ovh", "twilio", "custom"]) {
    it(`texts, ${kind}: so does the form of each kind of account`, async () => {
      const { page } = desk;
      await openDialog(page, "texts");
      await fill(page, "#node-config-input-kind", kind);
      await page.evaluate(() => $(".belle-histoire details").prop("open", true));
      assert.deepEqual(await misfits(page), []);
      for (const dark of [true, false]) {
        await page.evaluate((on) => document.documentElement.classList.toggle("nr-theme-dark", on), dark);
        assert.deepEqual(await paleIn(page), [], dark ? "dark" : "light");
      }
      await cancel(page);
      assert.deepEqual(desk.complaints, []);
    });
  }

  for (const id of dialogs) {
    it(`${id}: nothing is cut off, every field has a name, texts are readable in both themes`, async () => {
      const { page } = desk;
      await openDialog(page, id);
      const tabs = await page.$$eval(".red-ui-tray .belle-histoire [role=tab]", (elements) =>
        elements.map((tab) => tab.id),
      );
      for (const tab of tabs.length > 0 ? tabs : [undefined]) {
        if (tab !== undefined) await page.evaluate((name) => $(`#${name}`).trigger("click"), tab);
        await page.evaluate(() => {
          $(".belle-histoire details").prop("open", true);
          $(".belle-histoire .belle-fold[aria-expanded=false]").trigger("click");
        });
        assert.deepEqual(await misfits(page), [], tab);
        // As narrow as one may draw the dialog.
        await page.evaluate(() => $(".red-ui-tray .belle-histoire").css("width", 360));
        // The frame of a preview is scaled when the dialog itself changes its size.
        const cut = (await misfits(page)).filter((element) => !element.startsWith("<iframe"));
        assert.deepEqual(cut, [], `${tab ?? ""} narrow`);
        await page.evaluate(() => $(".red-ui-tray .belle-histoire").css("width", ""));
        for (const dark of [true, false]) {
          await page.evaluate((on) => document.documentElement.classList.toggle("nr-theme-dark", on), dark);
          assert.deepEqual(await paleIn(page), [], `${tab ?? ""} ${dark ? "dark" : "light"}`);
        }
      }
      await cancel(page);
      assert.deepEqual(desk.complaints, []);
    });
  }
});
