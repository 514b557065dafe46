import type { Page } from "puppeteer-core";

/** What a marketer does on the page People. */

/** Where the page People is. */
export const page = "#belle-journey-people";
export const texts = (where: Page, selector: string) =>
  where.$$eval(selector, (all) => all.map((one) => one.textContent?.trim() ?? ""));

export async function showPeople(where: Page): Promise<void> {
  await where.evaluate(() => RED.actions.invoke("belle-histoire:show-journey"));
  await where.waitForSelector(".belle-journey-page:not([hidden])");
  await where.click("#belle-journey-people-tab");
  await where.waitForSelector(`${page} .belle-people-row`);
}

export async function search(where: Page, key: string): Promise<void> {
  await where.$eval(
    `${page} .belle-people-search`,
    (input, value) => $(input).val(value).trigger("input").trigger("focus"),
    key,
  );
}
/** Waits for a line of the story. */
export const steps = (where: Page, kind: string) =>
  where.waitForFunction(
    (selector) => document.querySelector(selector) !== null,
    {},
    `${page} .belle-people-step[data-kind="${kind}"]`,
  );
/** Waits for a sentence that the editor tells. */
export const told = (where: Page, words: string) =>
  where.waitForFunction(
    (what) => [...document.querySelectorAll(".red-ui-notification")].some((one) => one.textContent?.includes(what)),
    {},
    words,
  );
export async function chooseInMenu(where: Page, item: number): Promise<void> {
  await where.click(`${page} .belle-people-menu`);
  await where.click(`${page} .belle-people-menu-list li:nth-child(${item}) > button`);
}
export async function inMenu(where: Page, item: number): Promise<void> {
  await chooseInMenu(where, item);
  await where.waitForSelector(".belle-people-dialog");
}
export async function confirm(where: Page, why: string): Promise<void> {
  await where.$eval(".belle-people-dialog textarea", (area, text) => $(area).val(text), why);
  await where.click(".belle-people-dialog .primary");
}
export const closed = (where: Page) =>
  where.waitForFunction(() => document.querySelector(".belle-people-dialog") === null);
