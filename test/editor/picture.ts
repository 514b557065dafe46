import type { ElementHandle, Page, ScreenshotClip } from "puppeteer-core";
import { settle } from "../pictures/record.ts";
import { wordsIn } from "./shown-words.ts";

/** Which part of a page a picture shows, and what in it is not the same at each run. */
export interface Shot {
  /** The element that is shown, and nothing that lies over it. */
  of?: string;
  /** The part of the page; with `of` the words are those of the element. */
  clip?: ScreenshotClip;
  /** What changes at each run, and what stands in its place: times, names of files. */
  instead?: [pattern: RegExp, text: string][];
}

/** Nothing moves, and no caret blinks. */
const still =
  "*, ::before, ::after { caret-color: transparent !important; transition: none !important; animation: none !important }";

/** Waits until a zoom, or a dialog that opens, has come to its end. */
export const stand = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const places = () =>
      JSON.stringify(
        [...document.querySelectorAll(".red-ui-flow-node, .red-ui-tray")].map((one) => one.getBoundingClientRect()),
      );
    for (let before = ""; before !== places(); ) {
      before = places();
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  });

async function quieten(page: Page, instead: [RegExp, string][]): Promise<void> {
  await page.mouse.move(2, 2);
  await page.evaluate(
    async (css, patterns) => {
      // Of a sheet that is made by a script a page's policy says nothing.
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
      const focused = document.activeElement;
      Object.assign(globalThis, { focused });
      if (focused instanceof HTMLElement) focused.blur();
      await document.fonts.ready;
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const before = texts.currentNode.nodeValue ?? "";
        const after = patterns.reduce(
          (text, [source, flags, put]) => text.replace(new RegExp(source, flags), put),
          before,
        );
        if (after !== before) texts.currentNode.nodeValue = after;
      }
    },
    still,
    instead.map(([pattern, text]) => [pattern.source, pattern.flags, text] as const),
  );
}

const leaveQuiet = (page: Page) =>
  page.evaluate(() => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1);
    const { focused } = globalThis as { focused?: Element };
    if (focused instanceof HTMLElement) focused.focus();
  });

/** How wide a sentence is in each kind of typeface. */
export const lettersOf = (page: Page): Promise<number[]> =>
  page.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d")!;
    return ['"Helvetica Neue", Arial, Helvetica, sans-serif', "system-ui", "serif", "monospace"].map((family) => {
      canvas.font = `100px ${family}`;
      return Math.round(canvas.measureText("Une histoire qui attend, 1 234 fois").width);
    });
  });

/** Opens and closes the editor's sidebars, whatever a test before has left; Node-RED remembers it. */
export const sidebars = (page: Page, open: { left: boolean; right: boolean }): Promise<void> =>
  page.evaluate(({ left, right }) => {
    const { actions } = RED as unknown as { actions: { invoke(name: string, state: boolean): void } };
    actions.invoke("core:toggle-left-sidebar", left);
    actions.invoke("core:toggle-right-sidebar", right);
  }, open);
export const bothSidebars = { left: true, right: true } as const;

/** The sidebar “Journey” at the whole height, as when one has dragged it there; and as wide as one likes. */
export const wholeSidebar = (page: Page, width = 0): Promise<void> =>
  page.evaluate((pixels) => {
    const section = $(".belle-journey").closest(".red-ui-sidebar-section");
    section.css({ height: "auto", flex: "1 1 0" }).siblings().hide();
    if (pixels > 0) section.closest("#red-ui-sidebar").css({ width: pixels });
  }, width);

/** A picture of the documents: compared with the one that is there, or made anew by `npm run pictures`. */
export async function picture(page: Page, name: string, { of, clip, instead = [] }: Shot): Promise<void> {
  // The pictures are those of the newest editor.
  if ((process.env.BELLE_HISTOIRE_EDITOR ?? "") !== "") return;
  await stand(page);
  await quieten(page, instead);
  const element = of === undefined ? null : ((await page.waitForSelector(of, { visible: true })) as ElementHandle);
  const box = clip ?? (await element?.boundingBox());
  if (box === null || box === undefined) throw new Error(`${name}: it is not said what is shown`);
  const { x, y, width, height } = box;
  const whole = { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) };
  const words = await wordsIn(page, of ?? "body", whole);
  const png = await page.screenshot({ clip: whole });
  const letters = await lettersOf(page);
  await leaveQuiet(page);
  await settle(name, { png, words, letters });
}
