import assert from "node:assert/strict";
import { afterEach, before, beforeEach, describe, it } from "mocha";
import type { Page } from "puppeteer-core";
import { barriers } from "./barriers.ts";
import type { Desk } from "./desk.ts";
import { cancel, done, fill, invoke, openDialog, press, read, saved, textOf } from "./hands.ts";
import { playEntryFlow } from "./play-entry-flow.ts";
import { playToTheEnd } from "./play-hands.ts";
import { deskWith, undoAll } from "./shared-desk.ts";

const button = "[data-do=play-a-person]";
const action = "belle-histoire:play-a-person";

/** Waits until the panel shows where the person comes in, and no longer what it showed before; answers it. */
async function entry(page: Page, wanted?: string): Promise<string> {
  await page.waitForFunction(() => $(".belle-play").is(":visible") && $("[data-case=entry] option").length > 0);
  const shows = (node?: string) => node === undefined || $("[data-case=entry]").val() === node;
  await page.waitForFunction(shows, { timeout: 10_000 }, wanted).catch(() => {});
  await page.waitForFunction(() => $("[data-path=lastName]").val() !== "");
  return String(await read(page, "[data-case=entry]"));
}

const told = (page: Page) => textOf(page, "#belle-play-row .belle-hint");
const canPress = (page: Page) => page.$eval(button, (one) => !(one as HTMLButtonElement).disabled);
const closePanel = (page: Page) => page.evaluate(() => $(".belle-play:visible [data-do=close]").trigger("click"));

/** Leaves one that nobody has deployed on the canvas, and answers its id. */
async function dropAudience(page: Page): Promise<string> {
  return page.evaluate(() => {
    const red = RED as unknown as { view: { importNodes(nodes: object[], options: object): void } };
    const node = {
      id: "new",
      type: "audience",
      z: "orders",
      x: 200,
      y: 300,
      campaign: "shop",
      name: "New",
      wires: [[], []],
    };
    red.view.importNodes([{ ...node, columns: [] }], { generateIds: false, addFlow: false });
    $("#red-ui-workspace-chart").trigger("click");
    return "new";
  });
}

describe("a person is played from the form of the node at which they come in", function () {
  this.timeout(120_000);
  let desk: Desk;
  before(async () => {
    desk = await deskWith(playEntryFlow);
    await desk.open("en-US", "light");
  });
  beforeEach(() => undoAll(desk));
  afterEach(async () => {
    await closePanel(desk.page);
    assert.deepEqual(desk.complaints, []);
  });

  it("an audience: the panel opens beside the form, which keeps what was typed", async () => {
    const { page } = desk;
    await openDialog(page, "list");
    assert.match(await told(page), /as it is deployed. Nothing leaves, and this form stays open/);
    await fill(page, "#node-input-name", "Good customers");
    await page.focus(button);
    await page.keyboard.press("Enter");
    assert.equal(await entry(page, "list"), "list");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "belle-play-heading");
    assert.match(await textOf(page, ".belle-play-changed"), /^A form is open. What you change in it/);
    assert.match(String(await read(page, "[data-path=lastName]")), /\w/);
    await playToTheEnd(page);
    assert.match(await textOf(page, ".belle-steps"), /The person comes in.*Paid\?/s);
    await press(page, "[data-do=close]");
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("data-do")), "play-a-person");
    assert.equal(await read(page, "#node-input-name"), "Good customers");
    await done(page);
    assert.equal(await saved(page, "list", "name"), "Good customers");
    await openDialog(page, "list");
    assert.match(await told(page), /has changes that are not deployed.*Done and deploy first/);
    assert.equal(await canPress(page), true);
    await press(page, button);
    await entry(page);
    assert.match(await textOf(page, ".belle-play-changed"), /changes that are not deployed.*A form is open/);
    await cancel(page);
    await page.waitForFunction(() => !$(".belle-play-changed").text().includes("A form is open"));
  });

  it("a webhook that starts journeys: its sample is filled in, and another one's takes its place", async () => {
    const { page } = desk;
    await openDialog(page, "starts");
    await press(page, button);
    assert.equal(await entry(page, "starts"), "starts");
    assert.equal(await page.evaluate(() => $("[data-part=event] [data-path=amount]").is(":visible")), true);
    assert.match(String(await read(page, "[data-part=event] [data-path=amount]")), /^\d/);
    await fill(page, "[data-part=event] [data-path=amount]", "77");
    // Pressed again, nothing that was typed is lost.
    await press(page, button);
    await page.waitForFunction(() => $("[data-part=event] [data-path=amount]").val() === "77");
    await cancel(page);
    await openDialog(page, "list");
    await press(page, button);
    await page.waitForFunction(() => $("[data-case=entry]").val() === "list");
    assert.equal(await page.evaluate(() => $("[data-part=event]").is(":visible")), false);
    await cancel(page);
  });

  it("a webhook that starts none has no button; one that is to start some says that it is to be deployed", async () => {
    const { page } = desk;
    await openDialog(page, "goes-on");
    assert.equal(await page.evaluate((one) => $(one).is(":visible"), button), false);
    await fill(page, "#node-input-mode", "start");
    assert.equal(await page.evaluate((one) => $(one).is(":visible"), button), true);
    assert.equal(await canPress(page), false);
    assert.match(await told(page), /as it is deployed, this webhook starts no journeys/);
    await cancel(page);
  });

  it("a node that was never deployed: its button says so, and the action chooses nobody else's entry", async () => {
    const { page } = desk;
    const id = await dropAudience(page);
    await openDialog(page, id);
    assert.equal(await canPress(page), false);
    assert.match(await told(page), /not in the deployed flow. Choose Done, then deploy/);
    await cancel(page);
    await page.evaluate((node) => RED.view.select({ nodes: [RED.nodes.node(node)!] }), id);
    await invoke(page, action);
    await page.waitForFunction(() => $(".belle-play-form").text().includes("Nobody comes in at “New”"));
    assert.equal(await page.evaluate(() => $("[data-case=entry]").val()), null);
    await press(page, "[data-do=play]");
    assert.match(await textOf(page, ".belle-play-form"), /Choose where the person comes in/);
    assert.equal(await page.evaluate(() => $("[data-do=stop]").is(":visible")), false);
    await fill(page, "[data-case=entry]", "starts");
    assert.match(String(await read(page, "[data-part=event] [data-path=amount]")), /^\d/);
  });

  it("from the canvas: the action takes the chosen node or the entry before it, and stands in the menu", async () => {
    const { page } = desk;
    for (const [node, wanted] of [
      ["starts", "starts"],
      ["list", "list"],
      ["wait", "list"],
    ] as const) {
      await page.evaluate((id) => RED.view.select({ nodes: [RED.nodes.node(id)!] }), node);
      await page.evaluate(() => $("#belle-histoire-play").trigger("click"));
      await page.waitForFunction((id) => $("[data-case=entry]").val() === id, {}, wanted);
      await closePanel(page);
    }
    assert.equal(await textOf(page, "#belle-histoire-play"), "Play a person from the chosen node");
  });

  it("whoever may only read has no button", async () => {
    const { page } = desk;
    const may = (allowed: boolean) =>
      page.evaluate((is) => {
        const user = RED.user as { hasPermission(permission: string): boolean };
        user.hasPermission = () => is;
      }, allowed);
    await may(false);
    await openDialog(page, "list");
    assert.equal(await page.$(button), null);
    await cancel(page);
    await may(true);
  });
});

describe("the same in French and in the dark", function () {
  this.timeout(120_000);
  let desk: Desk;
  before(async () => {
    desk = await deskWith(playEntryFlow);
    await desk.open("fr", "dark");
  });

  for (const node of ["list", "starts"])
    it(`${node}: nothing of form and panel keeps people from reading`, async () => {
      const { page } = desk;
      await openDialog(page, node);
      assert.equal(await textOf(page, button), "Essayer avec une personne");
      await press(page, button);
      assert.equal(await entry(page), node);
      assert.match(await textOf(page, ".belle-play-changed"), /^Un formulaire est ouvert/);
      const found = await barriers(page);
      assert.deepEqual(
        found.filter((one) => /belle-|data-path|data-case|data-do/.test(one)),
        [],
      );
      await closePanel(page);
      await cancel(page);
      assert.deepEqual(desk.complaints, []);
    });
});
