import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import type { Browser } from "puppeteer-core";
import { pageOf, starterSource } from "../src/message/page/write-page.ts";
import { barriers } from "./barriers.ts";
import { startBrowser } from "./desk.ts";
import { renderPage, showPage } from "./shown-page.ts";

/** Everything that the house document has a look for, in a colour that is hard to read on white. */
const gallery = pageOf(
  `<p class="brand">Sud</p><header class="hero"><img src="{{ "home" | map_image }}" alt=""><h1>Your offer</h1><p class="lead">One price.</p><p><a class="button" href="#a">Now</a> <a href="#b">Later</a></p></header>
<div class="price"><p>All included</p><strong>{{ 1849 | money: "EUR" }}</strong><p class="small">a month</p></div><p class="note">A <a href="#c">link</a>.</p>
{{ "welcome" | video }}<table><tr><th>Fire</th><td>included</td></tr></table><blockquote>Within the hour.</blockquote>
<p><a class="button" href="#d">Yes</a> <a class="button quiet" href="#e">No</a></p><p class="footer">Sud</p>`,
  { accentColour: "#f2c230" },
);

describe("a page in a browser", function () {
  this.timeout(60_000);
  let browser: Browser;
  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser.close());

  for (const [name, source, language, width, dark] of [
    ["the starter", starterSource(), "fr", 390, false],
    ["the starter", starterSource(), "en", 1280, true],
    ["every class", gallery, "en", 390, true],
    ["every class", gallery, "en", 1280, false],
  ] as const)
    it(`${name}, ${width} px, ${dark ? "dark" : "light"}, ${language}: all can be read, nothing is wider than the screen`, async () => {
      const page = await showPage(browser, await renderPage(source, language), { width, dark });
      try {
        assert.deepEqual(await barriers(page), []);
        const seen = await page.evaluate(() => {
          const button = document.querySelector(".button")?.getBoundingClientRect();
          const paper = document.querySelector(".page") as Element;
          return {
            overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
            paper: getComputedStyle(paper).backgroundColor,
            bandAtTop: Math.round(
              (document.querySelector(".brand")?.getBoundingClientRect().top ?? 0) - paper.getBoundingClientRect().top,
            ),
            pressable: (button?.height ?? 0) >= 44,
            lang: document.documentElement.lang,
          };
        });
        assert.deepEqual(seen, {
          overflow: 0,
          paper: dark ? "rgb(26, 33, 37)" : "rgb(255, 255, 255)",
          bandAtTop: 0,
          pressable: true,
          lang: language,
        });
      } finally {
        await page.close();
      }
    });
});
