/**
 * Pictures for the documents.
 *
 *   node test/editor/screenshot.ts            those of docs/images: insurance-decision.png, message-form.png
 *   node test/editor/screenshot.ts <folder>   every dialog in both languages and themes; with ids behind it, those only
 */
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { mintEndpoint, mintSecret } from "../../src/webhook/index.ts";
import { type Desk, openDesk } from "./desk.ts";
import { dialogs, storyFlow } from "./flows.ts";
import { cancel, fill, openDialog, press } from "./hands.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

type FlowNode = { type: string };

/** What is tried in a decision switch, so that its answer is seen. */
const tried: Readonly<Record<string, string>> = {
  switch: '{ "decision": "ACCEPTÉ" }',
  segments:
    '{ "event": { "data": { "decision": "Accord", "premium": { "amount": 120000, "currency": "EUR" } } },\n  "recipient": { "attributes": { "cards": ["Gold"], "score": 720 } } }',
  experiment: "P-1042",
};

/** An import gives a webhook its address and secret; deploying over the API does not. */
function withAddresses(flows: FlowNode[]): FlowNode[] {
  return flows.map((node) =>
    node.type === "inbound-webhook"
      ? { ...node, endpoint: mintEndpoint(), credentials: { secret: mintSecret() } }
      : node,
  );
}

/** The example with its nodes in sight, our part of the palette beside it, and nothing around. */
async function shootExample(desk: Desk): Promise<void> {
  const { page } = desk;
  const example = await readFile(join(root, "examples", "insurance-decision.json"), "utf8");
  await desk.deploy(withAddresses(JSON.parse(example) as FlowNode[]));
  await page.setViewport({ width: 2150, height: 1350, deviceScaleFactor: 1.5 });
  await desk.open();
  const size = await page.evaluate(() => {
    const { actions } = RED as unknown as { actions: { invoke(name: string): void } };
    actions.invoke("core:toggle-right-sidebar");
    // The palette takes the whole height of its sidebar and shows our nodes only.
    $(
      "#red-ui-sidebar-left .red-ui-sidebar-section-top, #red-ui-sidebar-left .red-ui-sidebar-section-separator",
    ).hide();
    $(".red-ui-palette-category").not(":has(#red-ui-palette-header-campaign)").hide();
    const drawn = [...document.querySelectorAll(".red-ui-flow-node, .red-ui-flow-group")];
    const boxes = drawn.map((node) => node.getBoundingClientRect());
    const palette = document.querySelector("#red-ui-palette-campaign")?.getBoundingClientRect().bottom ?? 0;
    return {
      right: Math.max(...boxes.map((box) => box.right)),
      bottom: Math.max(palette, ...boxes.map((box) => box.bottom)),
    };
  });
  await mkdir(join(root, "docs", "images"), { recursive: true });
  // The header's buttons and the view's own controls are left out: they stand at the far ends of the window.
  const clip = { x: 0, y: 44, width: Math.min(2150, size.right + 40), height: size.bottom + 30 - 44 };
  await page.screenshot({ path: join(root, "docs", "images", "insurance-decision.png"), clip });
}

/** An e-mail as a person sees it, in the form that it is written in. */
async function shootMessageForm(desk: Desk): Promise<void> {
  const { page } = desk;
  const flows = storyFlow() as FlowNode[];
  await desk.deploy(
    flows.map((node) => (node.type === "campaign" ? { ...node, baseUrl: "https://campaign.example.org" } : node)),
  );
  await page.setViewport({ width: 1200, height: 1240 });
  await desk.open("en-US", "light");
  await openDialog(page, "mail");
  // In English nothing is written yet: the template asks nothing.
  await fill(page, "#belle-language", "en");
  await press(page, "#belle-starter");
  await press(page, "#belle-tab-preview");
  await fill(page, "#belle-sample", "made:english");
  await page.waitForFunction(() => ($("#belle-shown iframe").attr("srcdoc") ?? "").includes("We are expecting you"), {
    timeout: 30_000,
  });
  const path = join(root, "docs", "images", "message-form.png");
  const tray = await page.$(".red-ui-tray");
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await tray?.screenshot({ path });
  await cancel(page);
}

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
        const tabs = await page.$$eval(".belle-histoire [role=tab]", (elements) => elements.map((tab) => tab.id));
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

const desk = await openDesk();
const [folder, ...ids] = process.argv.slice(2);
try {
  if (folder === undefined) {
    await shootExample(desk);
    await shootMessageForm(desk);
  } else await shootDialogs(desk, folder, ids.length > 0 ? ids : dialogs);
} finally {
  await desk.close();
}
