import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import type { Page } from "puppeteer-core";
import { strippingProxy } from "../flows/stripping-proxy.ts";
import { barriers } from "./barriers.ts";
import type { Desk } from "./desk.ts";
import { decide, overviewFlow, run } from "./overview-flow.ts";
import { bothSidebars, picture, sidebars, wholeSidebar } from "./picture.ts";
import { deskWith } from "./shared-desk.ts";

const showSidebar = (page: Page) =>
  page.evaluate(() => {
    RED.sidebar.show("belle-histoire-journey");
    $("#belle-journey-overview-tab").trigger("click");
  });

/** A line a row: how deep it stands, what it is called, and what it says. */
const rows = (page: Page): Promise<string[]> =>
  page.$$eval(".belle-funnel:first-of-type > li", (items) =>
    items.map((item) => {
      const words = [
        ...item.querySelectorAll(
          ".belle-funnel-name, .belle-funnel-branch > span, .belle-funnel-coming, .belle-funnel-words > span, .belle-funnel-ask:not([hidden])",
        ),
      ];
      const own = item.classList.contains("belle-funnel-branch") ? [...item.querySelectorAll("span")] : words;
      return `${getComputedStyle(item).getPropertyValue("--belle-depth")} ${own.map((one) => one.textContent).join(" | ")}`;
    }),
  );

/** What stands under a node of the canvas. */
const under = (page: Page, id: string): Promise<string> =>
  page.evaluate(
    (node) => document.querySelector(`[id="${node}"] .red-ui-flow-node-status-label`)?.textContent ?? "",
    id,
  );
const says = (page: Page, id: string, words: string) =>
  page.waitForFunction(
    (node, expected) =>
      document.querySelector(`[id="${node}"] .red-ui-flow-node-status-label`)?.textContent === expected,
    {},
    id,
    words,
  );

/** What reaches over the edge of the sidebar. */
const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const edge = document.querySelector(".belle-journey")!.getBoundingClientRect().right + 1;
    const wide = [...document.querySelectorAll(".belle-journey *")].filter(
      (element) => element.getBoundingClientRect().right > edge,
    );
    return wide.map((element) => element.outerHTML.slice(0, 160));
  });

/** The sidebar at its whole height, beside the numbers on the canvas. */
async function pictured(page: Page): Promise<void> {
  await page.setViewport({ width: 1500, height: 860 });
  await sidebars(page, bothSidebars);
  await wholeSidebar(page);
  const clip = { x: 215, y: 40, width: 1285, height: 780 };
  await picture(page, "journey-overview.png", { clip, instead: [[/oldest \d+ \w+/, "oldest 1 min"]] });
}

describe("the page Overview of the sidebar, and numbers on the canvas", function () {
  this.timeout(120_000);
  let desk: Desk;
  before(async () => {
    desk = await deskWith(overviewFlow);
    await run(desk.url);
  });

  it("draws the campaign as a funnel, as the documents show it, follows what happens, and leads to the nodes and to what waits for a person", async () => {
    const { page } = desk;
    await desk.open("en-US", "light");
    await showSidebar(page);
    await page.waitForSelector(".belle-funnel > li");
    const age = "1 min";
    const waiting = (await under(page, "wait")).replace(/oldest \d+ \w+/, `oldest ${age}`);
    assert.equal(waiting, `75 waiting, oldest ${age}`);
    assert.deepEqual(
      (await rows(page)).map((row) => row.replace(/oldest \d+ \w+/, `oldest ${age}`)),
      [
        "0 Portefeuille | 120 enrolled",
        "0 Assureur | 45 accepted | 1 to see to",
        `0 Décision attendue | 120 arrived | 75 waiting, oldest ${age}`,
        "0 Quelle décision ? | 45 arrived",
        "1 accepted | 30",
        "1 Lettre d’accord | 30 arrived | 1 not written",
        "1 Atelier | 29 messages | 29 sent",
        "1 refused | 12",
        "1 Mail de refus | 12 arrived",
        "1 Courriel | 12 messages | 12 sent",
      ],
    );
    assert.equal(await page.$eval(".belle-journey-badge:not([hidden])", (badge) => badge.textContent), "1");
    for (const [id, words] of Object.entries({
      audience: "120 enrolled",
      webhook: "45 accepted",
      switch: "accepted 30, refused 12, other 3",
      letter: "30 arrived, 1 not written",
      print: "29 sent",
      email: "12 sent",
    }))
      await says(page, id, words);
    await pictured(page);

    // The advertiser says one more word: nobody asks, and everything moves.
    const asked: string[] = [];
    const note = (request: { url(): string }) => void asked.push(request.url());
    page.on("request", note);
    assert.equal(await decide(desk.url, "D-60", "refused"), "accepted");
    await page.waitForFunction(() => /^46/.test($(".belle-funnel-coming").eq(1).text()));
    await says(page, "webhook", "46 accepted");
    page.off("request", note);
    assert.deepEqual(
      asked.filter((url) => url.includes("/overviews")),
      [],
    );

    // By the keyboard from node to node, and to the canvas.
    await page.focus(".belle-funnel > li:first-child .belle-funnel-node");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const selected = () =>
      page.evaluate(() =>
        ((RED.view as unknown as { selection(): { nodes?: { id: string }[] } }).selection().nodes ?? []).map(
          ({ id }) => id,
        ),
      );
    assert.deepEqual(await selected(), ["webhook"]);
    await page.click(".belle-funnel-ask:not([hidden])");
    assert.equal(
      await page.$eval(".belle-journey-pages [aria-selected=true]", (tab) => tab.id),
      "belle-journey-attention-tab",
    );
    assert.deepEqual(desk.complaints, []);
  });

  it("speaks the language of whoever looks, keeps nobody out in the dark, and works behind a proxy that strips a prefix", async () => {
    const { page } = desk;
    await desk.open("fr", "dark");
    await showSidebar(page);
    await page.waitForSelector(".belle-funnel > li");
    await says(page, "email", "13 envoyés");
    assert.match(await under(page, "wait"), /^74 en attente, depuis \d+\smin au plus$/);
    assert.deepEqual(await barriers(page, ".belle-journey"), []);
    assert.deepEqual(await tooWide(page), []);
    const proxy = await strippingProxy("/tools", new URL(desk.url).host, true);
    try {
      await page.goto(`${proxy.url}/`, { waitUntil: "domcontentloaded" });
      await page.waitForSelector('[data-palette-type="send-print-job"]');
      await page.waitForFunction(() => $("#red-ui-loading-progress").is(":hidden"));
      await showSidebar(page);
      await page.waitForFunction(() => /^120/.test($(".belle-funnel-coming").eq(0).text()));
    } finally {
      await page.goto("about:blank");
      await proxy.close();
    }
  });

  it("what the runtime says of a fault stays, and a deleted node with people left is told apart", async () => {
    const { page } = desk;
    const flow = (overviewFlow() as { id: string; campaign?: string }[]).filter(({ id }) => id !== "wait");
    await desk.deploy(flow.map((node) => (node.id === "email" ? { ...node, campaign: "" } : node)));
    await desk.open("en-US", "light");
    await showSidebar(page);
    await page.waitForFunction(() => /Décision attendue/.test($("ul.belle-funnel").text()));
    assert.match(await page.$eval("ul.belle-funnel", (list) => list.textContent ?? ""), /7\d left here/);
    assert.doesNotMatch(await under(page, "email"), /sent/);
    assert.deepEqual(desk.complaints, []);
  });

  it("what the runtime says in words is said to each in their own language", async () => {
    const { page } = desk;
    const spoilt = { body: "Bonjour {{ recipient.firstName" };
    const flow = overviewFlow() as { id: string }[];
    await desk.deploy(flow.map((node) => (node.id === "letter" ? { ...node, ...spoilt } : node)));
    await desk.open("fr", "light");
    await says(page, "letter", "1 problème(s) : voir le panneau de débogage");
    await desk.open("en-US", "light");
    await says(page, "letter", "1 problem(s): see the debug sidebar");
    assert.deepEqual(desk.complaints, []);
  });
});
