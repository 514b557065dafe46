/**
 * Every dialog in both languages and themes, to be looked at; with ids behind the folder, those only.
 *
 *   node test/editor/screenshot.ts <folder> [id …]
 *
 * The pictures of the documents are made by tests: `npm run pictures`.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Desk, openDesk } from "./desk.ts";
import { dialogs, storyFlow } from "./flows.ts";
import { cancel, fill, openDialog } from "./hands.ts";

/** What is tried in a decision switch, so that its answer is seen. */
const tried: Readonly<Record<string, string>> = {
  switch: '{ "decision": "ACCEPTÉ" }',
  segments:
    '{ "event": { "data": { "decision": "Accord", "premium": { "amount": 120000, "currency": "EUR" } } },\n  "recipient": { "attributes": { "cards": ["Gold"], "score": 720 } } }',
  experiment: "P-1042",
};

async function shootDialogs(desk: Desk, folder: string, ids: readonly string[]): Promise<void> {
  const { page } = desk;
  await mkdir(folder, { recursive: true });
  await desk.deploy(storyFlow());
  for (const language of ["en-US", "fr"] as const) {
    for (const scheme of ["light", "dark"] as const) {
      await page.setViewport({ width: 1200, height: 1400 });
      await desk.open(language, scheme);
      for (const id of ids) {
        await openDialog(page, id);
        await page.evaluate(() => $(".belle-histoire details").prop("open", true));
        const sample = tried[id];
        if (sample !== undefined) {
          await page.evaluate(() => $(".belle-fold[aria-expanded=false]").trigger("click"));
          await fill(page, "#belle-try", sample);
          await page.waitForFunction(() => $("#belle-try-answer .belle-taken").length > 0);
        }
        // What Node-RED calculates for a form comes a moment later.
        if (id === "wait") await page.waitForFunction(() => $("#belle-schedule").text() !== "");
        if (["letter", "mail", "text", "film"].includes(id))
          await page.waitForFunction(
            () => $("#belle-preview-faults").is("[hidden]") && $("#belle-shown").is(":not([aria-busy])"),
          );
        const tray = await page.$(".red-ui-tray");
        const tabs = await page.$$eval(".red-ui-tray .belle-histoire [role=tab]", (elements) =>
          elements.map((tab) => tab.id),
        );
        for (const tab of tabs.length > 0 ? tabs : [""]) {
          if (tab !== "") await page.evaluate((name) => $(`#${name}`).trigger("click"), tab);
          const part = tab.replace("belle-tab", "");
          await tray?.screenshot({ path: join(folder, `${id}${part}-${language}-${scheme}.png`) });
        }
        await cancel(page);
      }
    }
  }
}

const [folder, ...ids] = process.argv.slice(2);
if (folder === undefined) throw new Error("Say into which folder: node test/editor/screenshot.ts <folder>");
const desk = await openDesk();
try {
  await shootDialogs(desk, folder, ids.length > 0 ? ids : dialogs);
} finally {
  await desk.close();
}
