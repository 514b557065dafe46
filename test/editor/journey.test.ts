import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Language } from "./desk.ts";
import { deskWithStory } from "./shared-desk.ts";

const pages: Record<Language, string[]> = {
  "en-US": ["Overview", "Webhooks", "People", "Attention"],
  fr: ["Vue d’ensemble", "Webhooks", "Personnes", "À traiter"],
};

describe("the sidebar “Journey”", function () {
  this.timeout(120_000);
  for (const [language, expected] of Object.entries(pages) as [Language, string[]][])
    it(`has its pages, ${language}`, async () => {
      const desk = await deskWithStory(language);
      await desk.page.evaluate(() => RED.actions.invoke("belle-histoire:show-journey"));
      await desk.page.waitForSelector(".belle-journey-page:not([hidden])");
      const shown = await desk.page.$$eval(".belle-journey-pages > [role=tab] > span:first-of-type", (all) =>
        all.map((one) => one.textContent),
      );
      assert.deepEqual(shown, expected);
      for (const name of ["webhooks", "people", "attention", "overview"]) {
        await desk.page.click(`#belle-journey-${name}-tab`);
        await desk.page.waitForSelector(`#belle-journey-${name}:not([hidden])`);
      }
      assert.deepEqual(desk.complaints, []);
    });
});
