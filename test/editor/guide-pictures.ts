/**
 * The pictures of the marketer’s guide, made in a real editor by doing what the guide says:
 * node test/editor/guide-pictures.ts
 */
import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ScreenshotClip } from "puppeteer-core";
import { type Desk, openDesk } from "./desk.ts";
import { press } from "./hands.ts";

const folder = fileURLToPath(new URL("../../docs/images/", import.meta.url));
const mostBytes = 120_000;

async function shoot({ page }: Desk, name: string, clip?: ScreenshotClip): Promise<void> {
  const path = join(folder, name);
  await page.mouse.move(2, 2);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.screenshot({ path, ...(clip === undefined ? {} : { clip }) });
  const { size } = await stat(path);
  console.log(`${name}: ${Math.round(size / 1000)} kB`);
  if (size > mostBytes) throw new Error(`${name} has ${size} bytes, and more than ${mostBytes}`);
}

/** Opens a row of the tree of examples, or chooses it. */
async function pick({ page }: Desk, label: string): Promise<void> {
  const row = (wanted: string) =>
    [...document.querySelectorAll<HTMLElement>("#red-ui-clipboard-dialog .red-ui-treeList-label")].find(
      (one) => one.textContent?.trim() === wanted && one.offsetParent !== null,
    );
  await page.waitForFunction(row, {}, label);
  await page.evaluate(
    (wanted) =>
      $("#red-ui-clipboard-dialog .red-ui-treeList-label:visible")
        .filter((_, one) => one.textContent?.trim() === wanted)
        .trigger("click"),
    label,
  );
}

async function shootStart(desk: Desk): Promise<void> {
  const { page } = desk;
  await page.evaluate(() => {
    RED.actions.invoke("belle-histoire:show-journey");
    $(".red-ui-palette-category").not(":has(#red-ui-palette-header-campaign)").hide();
  });
  await page.waitForSelector(".belle-journey-empty button", { visible: true });
  await shoot(desk, "guide-start.png");
}

async function shootImport(desk: Desk): Promise<void> {
  const { page } = desk;
  await page.evaluate(() => RED.actions.invoke("core:show-examples-import-dialog"));
  await pick(desk, "@belle-histoire/node-red-journey");
  await pick(desk, "insurance-decision");
  await page.waitForSelector("#red-ui-clipboard-dialog-ok:not([disabled])");
  const box = await (await page.$(".ui-dialog:has(#red-ui-clipboard-dialog)"))?.boundingBox();
  if (box !== null && box !== undefined) await shoot(desk, "guide-import.png", box);
  await press(page, "#red-ui-clipboard-dialog-ok");
  await page.waitForFunction(() => RED.nodes.filterNodes({ type: "audience" }).length === 1);
  await page.evaluate(() => RED.actions.invoke("core:deploy-flows"));
}

async function shootFlow(desk: Desk): Promise<void> {
  const { page } = desk;
  await page.setViewport({ width: 1560, height: 1000 });
  await page.evaluate(() => {
    const { workspaces } = RED as unknown as { workspaces: { show(id: string): void } };
    workspaces.show(RED.nodes.filterNodes({ type: "audience" })[0]?.z ?? "");
    RED.actions.invoke("core:toggle-sidebar");
    RED.actions.invoke("core:zoom-out");
    RED.actions.invoke("core:zoom-out");
  });
  await page.waitForFunction(() =>
    [...document.querySelectorAll(".red-ui-flow-node-status-label")].some((one) => /^7 /.test(one.textContent ?? "")),
  );
  await page.evaluate(() => $(".red-ui-notification").hide());
  const chart = await (await page.$("#red-ui-workspace-chart"))?.boundingBox();
  await shoot(desk, "guide-flow.png", { x: chart?.x ?? 0, y: 40, width: 960, height: 560 });
}

await mkdir(folder, { recursive: true });
const desk = await openDesk();
try {
  // By hand, and on any machine: no test waits here.
  desk.page.setDefaultTimeout(150_000);
  await desk.page.setViewport({ width: 1180, height: 720 });
  await desk.open("en-US", "light");
  await shootStart(desk);
  await shootImport(desk);
  await shootFlow(desk);
} finally {
  await desk.close();
}
