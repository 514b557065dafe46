/**
 * Pictures for the documents.
 *
 *   node test/editor/screenshot.ts            those of docs/images: insurance-decision.png, message-form.png,
 *                                             journey-overview.png, advertiser-page.png, journey-play.png, storyboard.png
 *   node test/editor/screenshot.ts <folder>   every dialog in both languages and themes; with ids behind it, those only
 */
import { execFileSync } from "node:child_process";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { mintEndpoint, mintSecret } from "../../src/webhook/index.ts";
import { advertiser, advertiserFlow } from "./advertiser-flow.ts";
import { type Desk, openDesk } from "./desk.ts";
import { dialogs, storyFlow } from "./flows.ts";
import { cancel, fill, openDialog, press } from "./hands.ts";
import { overviewFlow, run } from "./overview-flow.ts";
import { addWord, exampleAlone, openBoard, openTryIt, playToTheEnd, printBoard } from "./play-hands.ts";

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

/** The sidebar's funnel beside the numbers on the canvas. */
async function shootOverview(desk: Desk): Promise<void> {
  const { page } = desk;
  await desk.deploy(overviewFlow());
  await run(desk.url);
  await page.setViewport({ width: 1500, height: 860 });
  await desk.open("en-US", "light");
  await page.evaluate(() => {
    RED.sidebar.show("belle-histoire-journey");
    $("#belle-journey-overview-tab").trigger("click");
    // The sidebar takes the whole height.
    const part = $(".belle-journey").closest(".red-ui-sidebar-section-top");
    part.siblings().hide();
    part.css({ height: "100%", flex: "1 1 auto" });
  });
  await page.waitForFunction(() => $(".belle-funnel-name").length > 6);
  // The bars have grown.
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
  const path = join(root, "docs", "images", "journey-overview.png");
  await page.screenshot({ path, clip: { x: 215, y: 40, width: 1285, height: 780 } });
}

/** A person on their way through the insurer's flow, and the storyboard of it as it is printed. */
async function shootPlay(desk: Desk): Promise<void> {
  const { page } = desk;
  const example = await exampleAlone("insurance-decision");
  await desk.deploy(example);
  await page.setViewport({ width: 1500, height: 900 });
  await desk.open("fr", "light");
  await openTryIt(page);
  await fill(page, "[data-case=name]", "Acceptée après un rappel");
  await addWord(page, { who: "Demande en ligne", days: "2", values: { logement: "maison", surface: "90" } });
  await addWord(page, { who: "Décision de l’annonceur", days: "12", values: { decision: "accepted" } });
  await playToTheEnd(page);
  // Not all of it fits, but the way of the decision does.
  await page.evaluate(() => {
    for (let times = 0; times < 3; times += 1) RED.actions.invoke("core:zoom-out");
    RED.view.reveal("f1a0000000000013", false);
    (document.activeElement as HTMLElement).blur();
  });
  const images = join(root, "docs", "images");
  await page.screenshot({ path: join(images, "journey-play.png") });
  const pdf = await printBoard(page, await openBoard(page), desk.userFolder);
  execFileSync("pdftoppm", ["-r", "75", "-png", "-singlefile", "-f", "1", pdf, join(images, "storyboard")]);
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

/** What an advertiser's developer sees of a webhook. */
async function shootAdvertiserPage(
  desk: Desk,
  path: string,
  looks: { language: string; dark: boolean; width: number },
) {
  await desk.deploy(advertiserFlow("https://campaign.example.org"));
  const page = await desk.page.browser().newPage();
  await page.setViewport({ width: looks.width, height: 1200 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: looks.dark ? "dark" : "light" }]);
  await page.goto(`${desk.url}webhook/docs/${advertiser.kit}?lang=${looks.language}`);
  await page.screenshot({ path });
  await page.close();
}

const desk = await openDesk();
const [folder, ...ids] = process.argv.slice(2);
try {
  if (folder === undefined) {
    await shootExample(desk);
    await shootMessageForm(desk);
    await shootOverview(desk);
    const path = join(root, "docs", "images", "advertiser-page.png");
    await shootAdvertiserPage(desk, path, { language: "en", dark: false, width: 900 });
    await shootPlay(desk);
  } else await shootDialogs(desk, folder, ids.length > 0 ? ids : dialogs);
} finally {
  await desk.close();
}
