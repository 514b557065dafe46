import { describe, it } from "mocha";
import type { Desk } from "./desk.ts";
import { press } from "./hands.ts";
import { bothSidebars, picture, sidebars, wholeSidebar } from "./picture.ts";
import { deskWith } from "./shared-desk.ts";

/** The pictures of the marketer's guide are made by doing what it says. */
const pictures = {
  "en-US": { start: "guide-start.png", example: "guide-import.png", flow: "guide-flow.png" },
  fr: { start: "guide-start-fr.png", example: "guide-import-fr.png", flow: "guide-flow-fr.png" },
} as const;

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

/** Our part of the palette alone, as high as its sidebar, and none of Node-RED's messages over the canvas. */
async function tidy({ page }: Desk): Promise<void> {
  await page.evaluate(() => {
    $(".red-ui-palette-category").not(":has(#red-ui-palette-header-campaign)").hide();
    $(
      "#red-ui-sidebar-left .red-ui-sidebar-section-top, #red-ui-sidebar-left .red-ui-sidebar-section-separator",
    ).hide();
    $(".red-ui-notification").hide();
  });
}

async function lookAround(desk: Desk, name: string): Promise<void> {
  const { page } = desk;
  await page.setViewport({ width: 1180, height: 740 });
  await sidebars(page, bothSidebars);
  await page.evaluate(() => RED.actions.invoke("belle-histoire:show-journey"));
  await tidy(desk);
  await wholeSidebar(page);
  await page.waitForSelector(".belle-journey-empty button", { visible: true });
  await picture(page, name, { clip: { x: 0, y: 0, width: 1180, height: 740 } });
}

async function importExample(desk: Desk, name: string): Promise<void> {
  const { page } = desk;
  await page.evaluate(() => RED.actions.invoke("core:show-examples-import-dialog"));
  await pick(desk, "@belle-histoire/node-red-journey");
  await pick(desk, "insurance-decision");
  await page.waitForSelector("#red-ui-clipboard-dialog-ok:not([disabled])");
  await picture(page, name, { of: ".ui-dialog:has(#red-ui-clipboard-dialog)" });
  await press(page, "#red-ui-clipboard-dialog-ok");
  await page.waitForFunction(() => RED.nodes.filterNodes({ type: "audience" }).length === 1);
}

async function deploy(desk: Desk): Promise<void> {
  const { page } = desk;
  await page.evaluate(() => {
    RED.actions.invoke("core:deploy-flows");
    const { workspaces } = RED as unknown as { workspaces: { show(id: string): void } };
    workspaces.show(RED.nodes.filterNodes({ type: "audience" })[0]?.z ?? "");
  });
  // Eight have come, have a page and were written to; seven letters lie in the folder, and seven people wait. An import tells
  // of itself once a second, and for a moment in the place of the figures.
  await page.waitForFunction(
    (seconds) => {
      const words = [...document.querySelectorAll(".red-ui-flow-node-status-label")].map(
        (one) => one.textContent ?? "",
      );
      const counted = (count: number) => words.filter((text) => text.startsWith(`${count} `)).length;
      const rests = globalThis as { restsSince?: number | undefined };
      rests.restsSince = counted(8) === 4 && counted(7) === 2 ? (rests.restsSince ?? performance.now()) : undefined;
      return rests.restsSince !== undefined && performance.now() - rests.restsSince > seconds * 1000;
    },
    { polling: 100 },
    1.2,
  );
}

async function seeWhoWaits(desk: Desk, name: string): Promise<void> {
  const { page } = desk;
  await page.setViewport({ width: 1560, height: 1000 });
  await page.evaluate(() => {
    RED.actions.invoke("core:zoom-out");
    RED.actions.invoke("core:zoom-out");
  });
  await tidy(desk);
  const left = await page.$eval("#red-ui-workspace-chart", (chart) => chart.getBoundingClientRect().x);
  await picture(page, name, { clip: { x: left, y: 40, width: 960, height: 560 }, instead: ages });
}

/** The whole example with our part of the palette beside it, and nothing around. */
async function seeAll(desk: Desk): Promise<void> {
  const { page } = desk;
  await page.setViewport({ width: 2150, height: 1350 });
  await sidebars(page, { left: true, right: false });
  // What was hidden comes back with a sidebar.
  await tidy(desk);
  const bottom = await page.$$eval(".red-ui-flow-node, #red-ui-palette-campaign", (drawn) =>
    Math.max(...drawn.map((node) => node.getBoundingClientRect().bottom)),
  );
  const clip = { x: 0, y: 44, width: 2140, height: Math.ceil(bottom) + 30 - 44 };
  await picture(page, "insurance-decision.png", { clip, instead: ages });
  await sidebars(page, bothSidebars);
}

const ages: [RegExp, string][] = [[/(oldest|depuis) \d+\sm\w+/, "$1 1 min"]];

describe("the marketer's guide, followed in an editor", function () {
  this.timeout(180_000);

  for (const language of ["en-US", "fr"] as const)
    it(`begins, imports an example, deploys it and sees who waits, as the documents show it, ${language}`, async () => {
      const desk = await deskWith(() => []);
      await desk.open(language, "light");
      await lookAround(desk, pictures[language].start);
      await importExample(desk, pictures[language].example);
      await deploy(desk);
      if (language === "en-US") await seeAll(desk);
      await seeWhoWaits(desk, pictures[language].flow);
    });
});
