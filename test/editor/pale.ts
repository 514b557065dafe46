import type { Page } from "puppeteer-core";

/** Texts of a selector whose contrast with what lies behind them is below 4.5 (WCAG 2.2, 1.4.3). */
export function pale(page: Page, texts: string): Promise<string[]> {
  return page.evaluate((selector) => {
    const parts = (colour: string) => {
      const numbers = (colour.match(/[\d.]+/g) ?? []).map(Number);
      // A mixed colour is told in shares of one.
      return colour.startsWith("color(") ? numbers.map((part, at) => (at < 3 ? part * 255 : part)) : numbers;
    };
    const light = (colour: string) => {
      const [red = 0, green = 0, blue = 0] = parts(colour).map((part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const behind = (element: Element): string => {
      for (let at: Element | null = element; at !== null; at = at.parentElement) {
        const colour = getComputedStyle(at).backgroundColor;
        if ((parts(colour)[3] ?? 1) > 0.99) return colour;
      }
      return "rgb(255, 255, 255)";
    };
    return [...document.querySelectorAll(selector)]
      .filter((element) => element.textContent?.trim() !== "" && element.getClientRects().length > 0)
      .filter((element) => !(element as HTMLButtonElement).disabled)
      .map((element) => {
        const [a, b] = [light(getComputedStyle(element).color), light(behind(element))];
        const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        return { contrast, text: element.textContent?.trim() };
      })
      .filter(({ contrast }) => contrast < 4.5)
      .map(({ contrast, text }) => `${contrast.toFixed(1)}: ${text}`);
  }, texts);
}
