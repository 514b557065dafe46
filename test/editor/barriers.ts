import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "puppeteer-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds that keeps people from reading, in the whole page or in one element. */
export async function barriers(page: Page, within = "html"): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async (selector) => {
    const { run } = (globalThis as unknown as { axe: { run(place: string): Promise<{ violations: Finding[] }> } }).axe;
    interface Finding {
      id: string;
      impact: string;
      nodes: { html: string }[];
    }
    // The editor's own body has no height, and what is outside of it is hidden, as axe sees it: it would look at nothing.
    const boxes = [document.documentElement, document.body];
    for (const { style } of boxes) style.setProperty("min-height", "100vh");
    const { violations } = await run(selector).finally(() => {
      for (const { style } of boxes) style.removeProperty("min-height");
    });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
  }, within);
}
