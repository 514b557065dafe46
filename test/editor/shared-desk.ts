import { after } from "mocha";
import type { Page } from "puppeteer-core";
import { type Desk, type Language, openDesk, viewport } from "./desk.ts";
import { storyFlow } from "./flows.ts";

/** One Node-RED and one browser for all the tests of this folder: starting them takes longer than the tests. */
let desk: Promise<Desk> | undefined;
let shown: Language | undefined;

/** Node-RED's editor keeps every dialog that was open, its own as well as ours; with so many nodes a page is slow. */
const mostNodes = 40_000;

/** A page that is not in front draws nothing and waits for ever: those that a test has left open are closed. */
async function bringToFront({ page }: Desk): Promise<void> {
  for (const other of await page.browser().pages()) if (other !== page) await other.close();
  await page.bringToFront();
  await page.setViewport(viewport);
}

/** The editor with the story's flow as it was deployed: every edit is undone, and the page is loaded when it must be. */
export async function deskWithStory(language: Language = "en-US"): Promise<Desk> {
  desk ??= openDesk();
  const ready = await desk;
  // One complaint is one failing test, not one of all that follow.
  ready.complaints.length = 0;
  await bringToFront(ready);
  if (shown === undefined) {
    // Node-RED keeps the secrets of a node whose successor has its id.
    await ready.deploy([]);
    await ready.deploy(storyFlow());
  }
  // A dialog that a failed test left open would stand in the way of all others.
  const left = await ready.page.$(".red-ui-tray");
  const { Nodes: nodes = 0 } = await ready.page.metrics();
  if (shown === language && left === null && nodes < mostNodes) await undoAll(ready);
  else await ready.open(language, language === "fr" ? "dark" : "light");
  shown = language;
  return ready;
}

/** The same with other flows, and without the editor: the next test of the story begins anew. */
export async function deskWith(flows: (url: string) => object[]): Promise<Desk> {
  desk ??= openDesk();
  const ready = await desk;
  await bringToFront(ready);
  // What is open goes on asking, also for a campaign that the deploy takes away.
  await ready.page.goto("about:blank");
  ready.complaints.length = 0;
  shown = undefined;
  await ready.deploy(flows(ready.url));
  return ready;
}

/** Call it after a deploy: the next test starts from the story's flow again. */
export function flowWasChanged(): void {
  shown = undefined;
}

const trays = (page: Page): Promise<number> => page.$$eval(".red-ui-tray", (all) => all.length);

export async function undoAll({ page }: Desk): Promise<void> {
  // A dialog that a failed test left open would let all that follow fail as well.
  for (let open = await trays(page); open > 0; open -= 1) {
    await page.evaluate(() => (RED as unknown as { tray: { close(): void } }).tray.close());
    await page.waitForFunction((before) => $(".red-ui-tray").length < before, {}, open);
  }
  await page.evaluate(() => {
    const { history } = RED as unknown as { history: { depth(): number; pop(): void } };
    while (history.depth() > 0) history.pop();
  });
}

// Outside any `describe`: runs once, after the last test of the last file.
after(async () => {
  if (desk !== undefined) await (await desk).close();
});
