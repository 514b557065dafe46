import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { picture, wholeSidebar } from "./picture.ts";
import { deskWith } from "./shared-desk.ts";
import { tellStory, toldFlow } from "./told-flow.ts";

/** Times and names of files are others at each run. */
const instead: [RegExp, string][] = [
  [/\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \w+ \d+, \d{4}/, "Monday, March 2, 2026"],
  [/\b\d{1,2} [A-Z][a-z]{2} \d{4}, \d\d:\d\d:\d\d/, "1 Apr 2026, 09:00:00"],
  [/\b[A-Z][a-z]{2} \d{1,2}, \d\d:\d\d/g, "Mar 2, 09:00"],
  [/(?<!:)\b\d\d:\d\d\b(?!:)/, "09:00"],
  [/t?[0-9a-f]{20,}/, "7f3a0c51e2d94b86"],
];

describe("a story on the page People", function () {
  this.timeout(180_000);

  it("is told from the first message to the letter, as the documents show it", async () => {
    const desk = await deskWith(toldFlow);
    const { page } = desk;
    const caseKey = await tellStory(desk.url);
    await desk.open("en-US", "light");
    await page.evaluate(() => RED.actions.invoke("belle-histoire:show-journey"));
    await page.click("#belle-journey-people-tab");
    const place = "#belle-journey-people";
    await page.waitForSelector(`${place} .belle-people-row`);
    await page.$eval(`${place} .belle-people-search`, (input, key) => $(input).val(key).trigger("input"), caseKey);
    await page.waitForSelector(`${place} .belle-people-row`);
    await page.click(`${place} .belle-people-row`);
    await page.waitForFunction(() => $("#belle-journey-people .belle-people-step[data-kind='send.sent']").length === 2);
    await wholeSidebar(page, 420);
    await picture(page, "journey-people.png", { of: place, instead });
    assert.deepEqual(desk.complaints, []);
  });
});
