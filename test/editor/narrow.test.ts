import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import type { Page } from "puppeteer-core";
import { type Desk, viewport } from "./desk.ts";
import { cancel, openDialog } from "./hands.ts";
import { deskWithStory } from "./shared-desk.ts";

/** Dialogs with a table. */
const withTables = [
  "audience",
  "webhook",
  "wait",
  "switch",
  "segments",
  "experiment",
  "service",
  "map",
  "page",
  "print",
];

/** How wide the form is, as one drags the dialog or looks on a small screen. */
const setWidth = (page: Page, width: number | "") =>
  page.evaluate((wide) => $(".red-ui-tray .belle-histoire").css("width", wide), width);

/** What is wrong with the tables that are seen: inputs too small for their words, and whatever reaches over its place. */
function cramped(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const form = document.querySelector(".red-ui-tray .belle-histoire")!;
    const seen = (one: Element) => one.getClientRects().length > 0 && getComputedStyle(one).visibility !== "hidden";
    const told = (what: string, one: Element) => `${what}: ${one.outerHTML.slice(0, 140)}`;
    const pen = document.createElement("canvas").getContext("2d")!;
    const room = (field: HTMLElement) => {
      const style = getComputedStyle(field);
      return field.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
    };
    const fields = [...form.querySelectorAll<HTMLInputElement>(".red-ui-editableList :is(input, select, textarea)")]
      .filter((field) => field.type !== "checkbox" && seen(field))
      .filter((field) => !["currency", "value2"].includes(field.dataset.cell ?? ""));
    const small = fields.filter((field) => field.offsetWidth < 70).map((field) => told("small", field));
    const cut = fields
      .filter((field): field is HTMLInputElement => {
        const words = field instanceof HTMLSelectElement ? field.selectedOptions[0]?.textContent : field.value;
        pen.font = getComputedStyle(field).font;
        // The arrow of a list takes some of its room.
        const arrow = field instanceof HTMLSelectElement ? 18 : 0;
        return field.tagName !== "TEXTAREA" && pen.measureText(words ?? "").width + arrow > room(field) + 1;
      })
      .map((field) => told("cut off", field));
    const scrolls = [form, ...form.querySelectorAll(".red-ui-editableList *")]
      .filter((one) => seen(one) && !one.matches("input, select, textarea, option, pre, .belle-summary"))
      .filter((one) => one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1)
      .map((one) => told("scrolls", one));
    const unnamed = [...form.querySelectorAll<HTMLElement>(".belle-cell")]
      .filter((cell) => seen(cell) && getComputedStyle(cell).display !== "contents")
      .filter((cell) => !getComputedStyle(cell, "::before").content.includes(cell.dataset.label ?? "?"))
      .map((cell) => told("unnamed", cell));
    return [...small, ...cut, ...scrolls, ...unnamed];
  });
}

/** Whether each cell of the tables has a line of its own. */
const stacks = (page: Page) =>
  page.$$eval(".red-ui-tray .red-ui-editableList :is(.belle-row, .belle-branch-head)", (rows) =>
    rows
      .filter((row) => row.getClientRects().length > 0)
      .every((row) => {
        const tops = [...row.querySelectorAll(":scope > .belle-cell")]
          .map((cell) => cell.getBoundingClientRect())
          .filter(({ height }) => height > 0)
          .map(({ top }) => Math.round(top));
        return tops.length > 0 && new Set(tops).size === tops.length;
      }),
  );

describe("tables in a narrow dialog", function () {
  this.timeout(120_000);
  this.retries(1);
  let desk: Desk;
  before(async () => {
    // Its words are the longer ones.
    desk = await deskWithStory("fr");
  });

  it("a dialog in a small window is as narrow as its place, and not cut off", async () => {
    const { page } = desk;
    await page.setViewport({ width: 700, height: 900 });
    await openDialog(page, "audience");
    const edges = await page.evaluate(() =>
      [".red-ui-tray .belle-histoire", ".red-ui-tray"].map(
        (selector) => document.querySelector(selector)?.getBoundingClientRect().right ?? 0,
      ),
    );
    assert.ok(edges[0]! <= edges[1]!, edges.join(" > "));
    assert.equal(await stacks(page), true);
    await cancel(page);
    await page.setViewport(viewport);
  });

  for (const id of withTables)
    it(`${id}: cells stand below each other, with their labels, and nothing is cut off`, async () => {
      const { page } = desk;
      await openDialog(page, id);
      const tabs = await page.$$eval(".red-ui-tray .belle-histoire [role=tab]", (all) => all.map((tab) => tab.id));
      for (const tab of tabs.length > 0 ? tabs : [undefined]) {
        if (tab !== undefined) await page.evaluate((name) => $(`#${name}`).trigger("click"), tab);
        await page.evaluate(() => {
          $(".red-ui-tray .belle-histoire details").prop("open", true);
          $(".red-ui-tray .belle-fold[aria-expanded=false]").trigger("click");
        });
        for (const width of [320, 360, 430]) {
          await setWidth(page, width);
          assert.equal(await stacks(page), true, `${tab ?? ""} ${width}`);
          assert.deepEqual(await cramped(page), [], `${tab ?? ""} ${width}`);
        }
        await setWidth(page, "");
      }
      await cancel(page);
      assert.deepEqual(desk.complaints, []);
    });
});
