import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "mocha";
import type { Desk, Language } from "./desk.ts";
import { deskWith, deskWithStory, flowWasChanged } from "./shared-desk.ts";

const root = new URL("../../", import.meta.url);
const places = ["begin", "palette", "sidebar", "import", "deploy", "decide", "story", "end"] as const;
type Tour = Record<(typeof places)[number], { title: string; text: string }>;

async function textsOf(language: Language): Promise<Tour> {
  const file = `nodes/journey-sidebar/locales/${language}/journey-sidebar.json`;
  return (JSON.parse(await readFile(new URL(file, root), "utf8")) as { tour: Tour }).tour;
}

const popover = ".red-ui-tourGuide-popover";

/** Waits for a step, and gives its words. */
async function step({ page }: Desk, place: string): Promise<{ title: string; text: string; count: string }> {
  await page.waitForSelector(`${popover} [data-step="${place}"]`, { visible: true });
  // Node-RED places the words and gives its button the focus a moment later, and fails where the tour is over by then.
  await page.waitForFunction(() => document.activeElement?.closest(".red-ui-tourGuide-toolbar") !== null);
  return page.evaluate((where) => {
    const all = (selector: string) => $(`${where} ${selector}`);
    return { title: all("h2").text(), text: all("[data-step]").html(), count: all("small").text() };
  }, popover);
}

async function goOn({ page }: Desk): Promise<void> {
  await page.evaluate(() => $(".red-ui-tourGuide-toolbar > button").trigger("click"));
}

async function over({ page }: Desk): Promise<void> {
  await page.waitForFunction(() => $(".red-ui-tourGuide-shade, .red-ui-tourGuide-popover").length === 0);
}

describe("the tour", function () {
  this.timeout(120_000);
  this.retries(1);

  it("begins in the empty sidebar, goes on by itself at an import and a deploy, and ends", async () => {
    const desk = await deskWith(() => []);
    const { page } = desk;
    await desk.open("en-US");
    const texts = await textsOf("en-US");
    await page.evaluate(() => RED.actions.invoke("belle-histoire:show-journey"));
    await page.waitForSelector(".belle-journey-empty button", { visible: true });
    await page.click(".belle-journey-empty button");
    await page.mouse.move(700, 700);
    const example = await readFile(new URL("examples/insurance-decision.json", root), "utf8");
    for (const [index, place] of places.entries()) {
      const shown = await step(desk, place);
      assert.equal(shown.title, texts[place].title);
      assert.equal(shown.count, `${index + 1}/${places.length}`);
      if (place === "import") {
        await page.evaluate((nodes) => {
          const { view } = RED as unknown as { view: { importNodes(nodes: unknown, options: object): void } };
          view.importNodes(nodes, { generateIds: true, addFlow: false });
        }, JSON.parse(example));
      } else if (place === "deploy") await page.evaluate(() => RED.actions.invoke("core:deploy-flows"));
      else await goOn(desk);
    }
    await over(desk);
    // The sidebar stands where the tour left it, with the campaign that was deployed.
    await page.waitForSelector("#belle-journey-people:not([hidden])");
    flowWasChanged();
    assert.deepEqual(desk.complaints, []);
  });

  it("says all of it in French, also where nothing of what it points at is there, and can be left", async () => {
    const desk = await deskWithStory("fr");
    const { page } = desk;
    const texts = await textsOf("fr");
    const hide = (hidden: boolean) =>
      page.evaluate((is) => {
        const pointed = "#red-ui-palette-header-campaign, #red-ui-header-button-sidemenu, #red-ui-header-button-deploy";
        $(`${pointed}, .belle-journey`).css("display", is ? "none" : "");
      }, hidden);
    await hide(true);
    await page.evaluate(() => RED.actions.invoke("belle-histoire:tour"));
    for (const place of places) {
      const shown = await step(desk, place);
      assert.deepEqual(
        [shown.title, shown.text.replaceAll("&nbsp;", "\u00a0")],
        [texts[place].title, texts[place].text],
      );
      assert.ok(await page.$eval(popover, (one) => one.classList.contains("red-ui-tourGuide-popover-full")), place);
      await goOn(desk);
    }
    await over(desk);
    await hide(false);
    await page.evaluate(() => RED.actions.invoke("belle-histoire:tour"));
    await step(desk, "begin");
    await page.keyboard.press("Escape");
    await over(desk);
    assert.deepEqual(desk.complaints, []);
  });
});
