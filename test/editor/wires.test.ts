import assert from "node:assert/strict";
import { afterEach, before, beforeEach, describe, it } from "mocha";
import type { Desk } from "./desk.ts";
import { cell, done, fill, invoke, openDialog, press, saved, wires } from "./hands.ts";
import { deskWithStory } from "./shared-desk.ts";

describe("decision switch", function () {
  this.timeout(120_000);
  this.retries(1);
  let desk: Desk;
  before(async () => {
    desk = await deskWithStory();
  });
  beforeEach(() => openDialog(desk.page, "switch"));
  // Undoing the edit puts rules and wires back for the next test, which would fail if it did not.
  afterEach(() => invoke(desk.page, "core:undo"));

  const labels = async () =>
    ((await saved(desk.page, "switch", "rules")) as { label: string }[]).map((rule) => rule.label);

  it("a deleted rule takes its own wire along and leaves the others", async () => {
    const { page } = desk;
    await press(page, "#belle-rules > li:nth-child(2) .red-ui-editableList-item-remove");
    await page.waitForFunction(() => $("#belle-rules > li").length === 2);
    await done(page);
    assert.deepEqual(await labels(), ["accepted", "large"]);
    assert.equal(await saved(page, "switch", "outputs"), 3);
    assert.deepEqual(await wires(page, "switch"), [
      [0, "map"],
      [1, "large"],
      [2, "other"],
    ]);
  });

  it("a rule moved by the keyboard takes its wire along", async () => {
    const { page } = desk;
    await page.focus(cell("#belle-rules", 3, "label"));
    await page.keyboard.down("Alt");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.up("Alt");
    await done(page);
    assert.deepEqual(await labels(), ["large", "accepted", "refused"]);
    assert.deepEqual(await wires(page, "switch"), [
      [0, "large"],
      [1, "map"],
      [2, "letter"],
      [3, "other"],
    ]);
  });

  it("a rule dragged with the mouse takes its wire along", async () => {
    const { page } = desk;
    const handle = async (row: number) => {
      const box = await (
        await page.$(`#belle-rules > li:nth-child(${row}) .red-ui-editableList-item-handle`)
      )?.boundingBox();
      assert.ok(box);
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    };
    const [from, to] = [await handle(1), await handle(3)];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, (from.y + to.y) / 2, { steps: 5 });
    await page.mouse.move(to.x, to.y + 20, { steps: 5 });
    await page.mouse.up();
    await done(page);
    assert.deepEqual(await labels(), ["refused", "large", "accepted"]);
    assert.deepEqual(await wires(page, "switch"), [
      [0, "letter"],
      [1, "large"],
      [2, "map"],
      [3, "other"],
    ]);
  });

  it("a new rule stands before “other”, which keeps its wire", async () => {
    const { page } = desk;
    await press(page, ".belle-histoire .red-ui-editableList-addButton");
    await fill(page, cell("#belle-rules", 4, "value"), "pending");
    await done(page);
    assert.deepEqual(await labels(), ["accepted", "refused", "large", "pending"]);
    assert.equal(await saved(page, "switch", "outputs"), 5);
    assert.deepEqual((await wires(page, "switch")).at(-1), [4, "other"]);
  });

  it("takes the values that the webhook allows; rules that were there keep their wires", async () => {
    const { page } = desk;
    await press(page, "#belle-take");
    await done(page);
    assert.deepEqual(await saved(page, "switch", "rules"), [
      { label: "accepted", operator: "is", value: "accepted", value2: "", synonyms: ["accepté", "accord"] },
      { label: "refused", operator: "is", value: "refused", value2: "", synonyms: ["refusé"] },
      { label: "incomplete", operator: "is", value: "incomplete", value2: "", synonyms: [] },
    ]);
    assert.deepEqual(await wires(page, "switch"), [
      [0, "map"],
      [1, "letter"],
      [3, "other"],
    ]);
    assert.deepEqual(desk.complaints, []);
  });

  it("labels its outputs by the branches", async () => {
    const { page } = desk;
    await done(page);
    const names = await page.evaluate(() => {
      const node = RED.nodes.node("switch")!;
      const { outputLabels } = node._def as unknown as { outputLabels(this: unknown, index: number): string };
      return [0, 1, 2, 3].map((index) => outputLabels.call(node, index));
    });
    assert.deepEqual(names, ["accepted", "refused", "large", "other"]);
  });
});
