import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import type { Browser } from "puppeteer-core";
import type { RenderedEmail } from "../../src/message/index.ts";
import { barriers } from "./barriers.ts";
import { startBrowser } from "./desk.ts";
import { picture } from "./picture.ts";
import { renderStarter, showEmail } from "./shown-email.ts";

describe("the starter e-mail in a browser", function () {
  this.timeout(60_000);
  let browser: Browser;
  const emails = new Map<string, RenderedEmail>();

  before(async () => {
    browser = await startBrowser();
    for (const language of ["en", "fr"]) emails.set(language, await renderStarter(language));
  });
  after(() => browser.close());

  for (const [language, width, dark, shown] of [
    ["en", 375, false, "email-phone.png"],
    ["fr", 375, true, ""],
    ["fr", 700, false, ""],
    ["en", 700, true, "email-dark.png"],
  ] as const)
    it(`${width} px, ${dark ? "dark" : "light"}, ${language}: all can be read, nothing is wider than the screen${shown === "" ? "" : ", as the documents show it"}`, async () => {
      const page = await showEmail(browser, emails.get(language) as RenderedEmail, { width, dark });
      try {
        assert.deepEqual(await barriers(page), []);
        const seen = await page.evaluate(() => {
          const { width: pictured, naturalWidth } = document.querySelector("img") ?? { width: 0, naturalWidth: 0 };
          return {
            overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
            paper: getComputedStyle(document.querySelector(".card > table") as Element).backgroundColor,
            scheme: getComputedStyle(document.documentElement).colorScheme,
            pictured: pictured > 250 && naturalWidth > 500,
            lang: document.documentElement.lang,
            title: document.title,
            heading: document.querySelector("h1")?.textContent,
            first: document.body.textContent?.trimStart().slice(0, 16),
            firstIsSeen: (document.body.firstElementChild?.getClientRects().length ?? 0) > 0,
          };
        });
        assert.equal(seen.overflow, 0);
        assert.equal(seen.paper, dark ? "rgb(27, 38, 44)" : "rgb(255, 255, 255)");
        assert.equal(seen.scheme, "light dark");
        assert.ok(seen.pictured, "the map is shown");
        const french = language === "fr";
        assert.equal(seen.lang, language);
        assert.equal(seen.title, french ? "Élodie, nous vous attendons" : "Élodie, we are expecting you");
        assert.equal(seen.heading, french ? "Nous vous attendons" : "We are expecting you");
        // The preheader is the first text of the page, and none that is seen.
        assert.equal(seen.first, "Agence des Pins ");
        assert.equal(seen.firstIsSeen, false);
        if (shown === "") return;
        const height = 1010;
        await page.setViewport({ width, height });
        await picture(page, shown, { clip: { x: 0, y: 0, width, height } });
      } finally {
        await page.close();
      }
    });
});
