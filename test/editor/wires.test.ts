import assert from "node:assert/strict";
import { afterEach, before, beforeEach, describe, it } from "mocha";
import { draw } from "../../src/decision/index.ts";
import type { Desk } from "./desk.ts";
import { cell, done, fill, invoke, openDialog, press, saved, textOf, wires } from "./hands.ts";
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
    const plain = { field: "", type: "text", value2: "", currency: "", join: "and", more: [] };
    assert.deepEqual(await saved(page, "switch", "rules"), [
      { ...plain, label: "accepted", operator: "is", value: "accepted", synonyms: ["accepté", "accord"] },
      { ...plain, label: "refused", operator: "is", value: "refused", synonyms: ["refusé"] },
      { ...plain, label: "incomplete", operator: "is", value: "incomplete", synonyms: [] },
    ]);
    assert.deepEqual(await wires(page, "switch"), [
      [0, "map"],
      [1, "letter"],
      [3, "other"],
    ]);
    assert.deepEqual(desk.complaints, []);
  });

  it("shows while one types which branch a message takes, and why", async () => {
    const { page } = desk;
    const told = () => textOf(page, "#belle-try-verdict");
    const says = (text: string) =>
      page.waitForFunction((wanted) => $("#belle-try-verdict").text().includes(wanted), {}, text);
    await fill(page, "#belle-try", '{ "decision": "ACCEPTÉ" }');
    await says("accepted");
    assert.equal(await told(), "Branch: accepted.");
    const lines = () => page.$$eval("#belle-try-answer > li", (all) => all.map((line) => line.textContent));
    assert.deepEqual(await lines(), [
      "1 accepted “ACCEPTÉ” matches the synonym “accepté”.",
      "2 refused “ACCEPTÉ” is not “refused”.",
      "3 large “ACCEPTÉ” is not a number.",
    ]);
    await fill(page, "#belle-try-value", "refused");
    await says("refused");
    assert.equal(
      await page.$eval("#belle-try", (input) => (input as HTMLTextAreaElement).value),
      '{\n  "decision": "refused"\n}',
    );
    await fill(page, "#node-input-strict", true);
    await fill(page, "#belle-try", "perhaps");
    await says("“perhaps” in event.data.decision is none");
    // An expression is judged by Node-RED; its fault is told with its place.
    await fill(page, cell("#belle-rules", 3, "operator"), "expression:expression");
    await fill(page, cell("#belle-rules", 3, "expression"), "event.data.sum +");
    await page.waitForFunction(() => $("#belle-expression-problem").text().includes("column 17"));
    await fill(page, cell("#belle-rules", 3, "expression"), "event.data.sum > 10");
    await page.waitForFunction(() => $("#belle-expression-problem").text() === "");
    await fill(page, "#belle-try", '{ "sum": 11 }');
    await says("Branch: large.");
    await done(page);
    assert.equal((await saved(page, "switch", "version")) as number, 2);
    assert.deepEqual(desk.complaints, []);
  });

  it("saves what a rule asks besides: another field, more conditions, how they are joined", async () => {
    const { page } = desk;
    await press(page, "#belle-rules > li:nth-child(1) .belle-fold");
    await fill(
      page,
      "#belle-rules > li:nth-child(1) .belle-details > label [data-cell=field]",
      "recipient.attributes.age",
    );
    await fill(page, cell("#belle-rules", 1, "operator"), "number:at-least");
    await fill(page, cell("#belle-rules", 1, "value"), "60");
    await press(page, "#belle-rules > li:nth-child(1) .belle-details > div > button");
    const more = "#belle-rules > li:nth-child(1) .belle-condition";
    await fill(page, `${more} [data-cell=field]`, "event.data.premium");
    await fill(page, `${more} [data-cell=operator]`, "money:between");
    await fill(page, `${more} [data-cell=value]`, "10");
    await page.waitForFunction(() =>
      $("#belle-rules-problem").text().includes("fill in what the value is compared with"),
    );
    await fill(page, `${more} [data-cell=value2]`, "20,50");
    await fill(page, `${more} [data-cell=currency]`, "eur");
    await page.waitForFunction(() => $("#belle-rules-problem").text() === "");
    await fill(page, "#belle-rules > li:nth-child(1) [data-cell=join]", "or");
    assert.equal(
      await textOf(page, "#belle-rules > li:nth-child(1) .belle-summary"),
      "looks at recipient.attributes.age · or 1 more",
    );
    await done(page);
    const [first] = (await saved(page, "switch", "rules")) as object[];
    const plain = { value2: "", currency: "", synonyms: [] };
    assert.deepEqual(first, {
      ...{
        ...plain,
        label: "accepted",
        field: "recipient.attributes.age",
        type: "number",
        operator: "at-least",
        value: "60",
      },
      join: "or",
      more: [
        {
          ...plain,
          field: "event.data.premium",
          type: "money",
          operator: "between",
          value: "10",
          value2: "20,50",
          currency: "EUR",
        },
      ],
    });
    assert.deepEqual(desk.complaints, []);
  });

  it("draws by chance, with shares in per cent, the arm of a recipient and a crowd", async () => {
    const { page } = desk;
    await fill(page, "#node-input-mode", "split");
    await page.waitForSelector("#belle-arms > li:nth-child(2)");
    await fill(page, cell("#belle-arms", 1, "weight"), "90");
    await fill(page, cell("#belle-arms", 2, "weight"), "30");
    assert.equal(await textOf(page, "#belle-shares"), "A75 %B25 %");
    await fill(page, "#node-input-experiment", "map 2026");
    await fill(page, "#belle-try", "P-1042");
    const arms = [
      { key: "A", weight: 90 },
      { key: "B", weight: 30 },
    ];
    const drawn = ["A", "B"][
      draw(
        "P-1042",
        "map 2026",
        arms.map((arm) => ({ ...arm, label: arm.key, holdout: false })),
      )
    ];
    await page.waitForFunction(
      (arm) => $("#belle-try-verdict").text().startsWith(`Branch: ${arm}.`),
      {},
      String(drawn),
    );
    await page.waitForFunction(() => /of 2,?000 made-up people \(75 % expected\)/.test($("#belle-try-answer").text()));
    await done(page);
    assert.deepEqual(await saved(page, "switch", "arms"), [
      { label: "A", weight: 90, holdout: false, key: "A" },
      { label: "B", weight: 30, holdout: false, key: "B" },
    ]);
    assert.equal(await saved(page, "switch", "outputs"), 3);
    // Rules gave way to arms, and their wires went with them; that of “other” stays last.
    assert.deepEqual(await wires(page, "switch"), [[2, "other"]]);
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
