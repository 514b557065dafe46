import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { mintEndpoint, mintSecret } from "../../src/webhook/index.ts";
import { press } from "./hands.ts";

/** What a person does to play somebody through a flow. */

type FlowNode = { type: string };

/** An example as it is imported, with nobody in it yet: an import gives its webhooks addresses and secrets. */
export async function exampleAlone(name: string): Promise<object[]> {
  const text = await readFile(new URL(`../../examples/${name}.json`, import.meta.url), "utf8");
  return (JSON.parse(text) as FlowNode[]).map((node) => {
    if (node.type === "inject") return { ...node, once: false };
    if (node.type !== "inbound-webhook") return node;
    return { ...node, endpoint: mintEndpoint(), credentials: { secret: mintSecret() } };
  });
}

/** Opens “Try it” by its action, and waits for the nodes at which people come in. */
export async function openTryIt(page: Page): Promise<void> {
  await page.evaluate(() => RED.actions.invoke("belle-histoire:try-it"));
  await page.waitForFunction(() => $("[data-case=entry] option").length > 0 && $("[data-path=lastName]").val() !== "");
}

/** Adds a word of whoever the label names. */
export async function addWord(
  page: Page,
  word: { who: string; days: string; values?: Record<string, string> },
): Promise<void> {
  await press(page, "[data-do=add-word]");
  await page.evaluate(({ who, days, values = {} }) => {
    const row = $(".belle-word").last();
    const choice = row.find("[data-word=node]");
    const option = choice.find("option").filter((_index, one) => one.textContent?.includes(who) === true);
    choice.val(String(option.val())).trigger("change");
    row.find("[data-word=amount]").val(days).trigger("input");
    for (const [name, value] of Object.entries(values))
      row.find(`[data-path="${name}"]`).val(value).trigger("input").trigger("change");
  }, word);
}

/** Plays what is filled in, to its end. */
export async function playToTheEnd(page: Page): Promise<void> {
  await press(page, "[data-do=play]");
  await page.waitForFunction(() => $("[data-do=board]").is(":visible"), { timeout: 60_000 });
}

/** Opens the storyboard; answers its document. */
export async function openBoard(page: Page): Promise<string> {
  await press(page, "[data-do=board]");
  await page.waitForSelector(".belle-board");
  return page.$eval(".belle-board", (frame) => (frame as HTMLIFrameElement).srcdoc);
}

export async function closeTray(page: Page): Promise<void> {
  await page.evaluate(() => RED.tray.close());
  await page.waitForFunction(() => $(".red-ui-tray").length === 0);
}

/** The storyboard as a browser saves it. */
export async function printBoard(page: Page, html: string, folder: string): Promise<string> {
  const sheet = await page.browser().newPage();
  await sheet.setContent(html, { waitUntil: "load" });
  const path = join(folder, "storyboard.pdf");
  await writeFile(path, await sheet.pdf({ preferCSSPageSize: true, printBackground: true }));
  await sheet.close();
  return path;
}
