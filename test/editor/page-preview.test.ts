import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import type { Page } from "puppeteer-core";
import type { Desk } from "./desk.ts";
import { cancel, done, fill, openDialog, press, read, saved, textOf } from "./hands.ts";
import { deskWithStory } from "./shared-desk.ts";

const form = {
  id: "offer-page",
  type: "personal-page",
  z: "tab",
  name: "Offer <b>",
  campaign: "insurance",
  submit: "Accept",
  fields: [
    { name: "call_back", type: "phone", required: true, target: "event" },
    {
      name: "decision",
      type: "enum",
      required: true,
      target: "event",
      meaning: "Your <i>decision</i>",
      values: [
        { value: "yes", synonyms: ["I accept"] },
        { value: "no", synonyms: [] },
      ],
    },
  ],
  languages: [{ language: "fr", submit: "Accepter", labels: { call_back: "Votre téléphone" } }],
};

type Nodes = Record<string, unknown> & { filterNodes(filter: { type?: string }): unknown[] };

/** As if a personal page were wired behind the node, or none. */
async function wire(page: Page, node: object | null): Promise<void> {
  await unwire(page);
  await page.evaluate((behind) => {
    const nodes = RED.nodes as unknown as Nodes;
    const { getAllDownstreamNodes, filterNodes } = nodes;
    Object.assign(globalThis, { asIs: { getAllDownstreamNodes, filterNodes } });
    nodes.getAllDownstreamNodes = () => (behind === null ? [] : [behind]);
    nodes.filterNodes = (filter) =>
      filter.type === "personal-page" && behind !== null ? [behind] : filterNodes.call(nodes, filter);
  }, node);
}

/** All tests have the same editor. */
const unwire = (page: Page) =>
  page.evaluate(() => void Object.assign(RED.nodes, (globalThis as { asIs?: Partial<Nodes> }).asIs));

const shown = (page: Page) => page.$eval("#belle-shown iframe", (frame) => (frame as HTMLIFrameElement).srcdoc);
const settled = (page: Page, text: string) =>
  page.waitForFunction(
    (part) => ($("#belle-shown iframe").attr("srcdoc") ?? "").includes(part),
    { timeout: 40_000 },
    text,
  );

describe("the form of a page", function () {
  this.timeout(60_000);
  this.retries(1);
  let desk: Desk;
  beforeEach(async () => {
    desk = await deskWithStory();
  });
  afterEach(() => unwire(desk.page));

  it("begins with a template, and shows it in a phone and on a desk, bright and dark, with a sketch of its form", async () => {
    const { page } = desk;
    await wire(page, form);
    await openDialog(page, "letter");
    await fill(page, "#node-input-channel", "page");
    await fill(page, "#node-input-subject", "");
    await press(page, "#belle-starter");
    assert.equal(await textOf(page, "#belle-code-label"), "Page");
    await press(page, "#belle-tab-preview");
    await settled(page, "Camille, ceci est pour vous");
    const html = await shown(page);
    assert.match(await textOf(page, ".belle-inbox"), /^Camille, votre page$/);
    assert.match(html, /<img src="data:image\/jpeg;base64,/);
    // In the language of the page where the form has it; nothing of a name is HTML; nothing can be filled in.
    assert.match(html, /<b>Votre téléphone \*<\/b>[\s\S]*○ Yes<\/div><div>○ No[\s\S]*Accepter<\/div>/);
    assert.doesNotMatch(html, /<response-form>|<i>decision|<input|<form/);
    const width = () => page.$eval("#belle-shown iframe", (frame) => frame.clientWidth);
    assert.equal(await width(), 390);
    await press(page, "#belle-shown [data-choice=desktop]");
    assert.equal(await width(), 1280);
    const seen = await page.$eval("#belle-shown iframe", (frame) => frame.getBoundingClientRect().width);
    assert.ok(seen < 800, `${seen} px in the dialog`);
    await press(page, "#belle-shown [data-choice=dark]");
    assert.match(await textOf(page, "#belle-shown"), /own dark styles/);
    assert.equal(await page.$eval("#belle-shown iframe", (frame) => frame.getAttribute("sandbox")), "");
    assert.equal(await page.$eval("#belle-send", (part) => (part as HTMLElement).hidden), true);
    await cancel(page);
    assert.deepEqual(desk.complaints, []);
  });

  it("says where the form would go when no personal page follows", async () => {
    const { page } = desk;
    await wire(page, null);
    await openDialog(page, "letter");
    await fill(page, "#node-input-channel", "page");
    await press(page, "#belle-starter");
    await press(page, "#belle-tab-preview");
    await settled(page, "Wire a personal page behind this node");
    await cancel(page);
    assert.deepEqual(desk.complaints, []);
  });

  it("chooses the page of link.page among those of its campaign, and says that one is gone", async () => {
    const { page } = desk;
    await wire(page, form);
    await openDialog(page, "letter");
    const options = () =>
      page.$$eval("#node-input-pageNode option", (all) =>
        all.map((one) => [(one as HTMLOptionElement).value, one.textContent]),
      );
    assert.deepEqual((await options())[0], ["", "none"]);
    assert.match(String((await options())[1]), /^offer-page,Offer <b>/);
    await fill(page, "#node-input-pageNode", "offer-page");
    assert.equal(await textOf(page, "#node-input-pageNode-problem"), "");
    await done(page);
    assert.equal(await saved(page, "letter", "pageNode"), "offer-page");
    await wire(page, null);
    await openDialog(page, "letter");
    assert.equal(await read(page, "#node-input-pageNode"), "offer-page");
    assert.match(await textOf(page, "#node-input-pageNode-problem"), /The personal page is gone/);
    await fill(page, "#node-input-pageNode", "");
    await done(page);
    assert.deepEqual(desk.complaints, []);
  });
});
