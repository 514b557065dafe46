import assert from "node:assert/strict";
import { afterEach, before, describe, it } from "mocha";
import { isEndpoint, isSecret } from "../../src/webhook/index.ts";
import type { Desk } from "./desk.ts";
import { storyFlow } from "./flows.ts";
import { cancel, done, fill, invoke, openDialog, press, read, saved, textOf } from "./hands.ts";
import { deskWithStory, flowWasChanged, undoAll } from "./shared-desk.ts";

const deployed = "0123456789abcdefghjkmnpqrs";
const exported = (id: string, z: string) => {
  const webhook = storyFlow().find((node) => "endpoint" in node);
  return { ...webhook, id, z, credentials: undefined, wires: [[], []] };
};

describe("addresses of inbound webhooks", function () {
  this.timeout(120_000);
  let desk: Desk;
  before(async () => {
    desk = await deskWithStory();
  });

  // Every test finds the flow as it is deployed.
  afterEach(() => undoAll(desk));

  /** The webhooks of the editor by id, without the one that is deployed. */
  const others = () =>
    desk.page.evaluate(() =>
      RED.nodes
        .filterNodes({ type: "inbound-webhook" })
        .filter((node) => node.id !== "webhook" && node.id !== "faulty-webhook")
        .map((node) => ({ id: node.id, endpoint: String(node.endpoint), secret: String(node.credentials?.secret) })),
    );
  /** What one does in the Import dialog; the nodes then hang on the pointer until a click. */
  const importText = async (nodes: object[]) => {
    const { page } = desk;
    await invoke(page, "core:show-import-dialog");
    await page.waitForSelector("#red-ui-clipboard-dialog-import-text", { visible: true });
    await fill(page, "#red-ui-clipboard-dialog-import-text", JSON.stringify(nodes));
    // The dialog looks at its text when a key goes up.
    await page.focus("#red-ui-clipboard-dialog-import-text");
    await page.keyboard.press("End");
    await page.waitForFunction(() => $("#red-ui-clipboard-dialog-ok").is(":enabled"));
    await press(page, "#red-ui-clipboard-dialog-ok");
    await page.waitForFunction(() => $("#red-ui-clipboard-dialog").is(":hidden"));
    await page.mouse.click(700, 700);
  };
  const select = () =>
    desk.page.evaluate(() => {
      (RED as unknown as { view: { select(id: string): void } }).view.select("webhook");
    });

  const fresh = (webhooks: { endpoint: string; secret: string }[], expected: number) => {
    assert.equal(webhooks.length, expected);
    for (const { endpoint, secret } of webhooks) {
      assert.ok(isEndpoint(endpoint), endpoint);
      assert.notEqual(endpoint, deployed);
      assert.ok(isSecret(secret));
    }
    assert.equal(new Set(webhooks.map(({ endpoint }) => endpoint)).size, expected);
  };

  it("a new secret is made only after a question", async () => {
    const { page } = desk;
    await openDialog(page, "webhook");
    const before = await read(page, "#node-input-secret");
    const answer = async (index: number) => {
      await press(page, "#belle-new-secret");
      await page.waitForSelector(".red-ui-notification button", { visible: true });
      await page.evaluate((at) => $(".red-ui-notification button").eq(at).trigger("click"), index);
    };
    await answer(0);
    assert.equal(await read(page, "#node-input-secret"), before);
    await page.waitForFunction(() => $(".red-ui-notification").length === 0);
    await answer(1);
    const after = await read(page, "#node-input-secret");
    assert.notEqual(after, before);
    assert.ok(isSecret(String(after)));
    await cancel(page);
  });

  it("shows the secret on demand only", async () => {
    const { page } = desk;
    await openDialog(page, "webhook");
    const secret = String(await read(page, "#node-input-secret"));
    assert.equal((await textOf(page, "#belle-call")).includes(secret), false);
    await press(page, "#belle-show-secret");
    assert.equal((await textOf(page, "#belle-call")).includes(secret), true);
    await cancel(page);
  });

  it("a node dropped from the palette gets an address and a secret", async () => {
    const { page } = desk;
    await page.evaluate(() => $("#red-ui-palette-campaign")[0]?.scrollIntoView());
    const from = await (await page.$('[data-palette-type="inbound-webhook"]'))?.boundingBox();
    assert.ok(from);
    await page.mouse.move(from.x + 50, from.y + 10);
    await page.mouse.down();
    await page.mouse.move(600, 600, { steps: 8 });
    await page.mouse.up();
    await page.waitForFunction(() => RED.nodes.filterNodes({ type: "inbound-webhook" }).length === 3);
    fresh(await others(), 1);
  });

  it("an import gets a new address, in this flow and in another", async () => {
    await importText([exported("imported", "flow")]);
    await importText([{ id: "new-flow", type: "tab", label: "New" }, exported("elsewhere", "new-flow")]);
    fresh(await others(), 2);
    assert.equal(await saved(desk.page, "webhook", "endpoint"), deployed);
  });

  it("a copy gets a new address; cut and paste keeps the old one", async () => {
    await select();
    await invoke(desk.page, "core:copy-selection-to-internal-clipboard");
    await invoke(desk.page, "core:paste-from-internal-clipboard");
    fresh(await others(), 1);
    // The pasted node hangs on the pointer until a click.
    await desk.page.mouse.click(700, 700);
    await select();
    await invoke(desk.page, "core:cut-selection-to-internal-clipboard");
    assert.equal(await desk.page.evaluate(() => RED.nodes.node("webhook") == null), true);
    await invoke(desk.page, "core:paste-from-internal-clipboard");
    assert.equal(await saved(desk.page, "webhook", "endpoint"), deployed);
  });

  it("undoing a delete keeps the address", async () => {
    await select();
    await invoke(desk.page, "core:delete-selection");
    assert.equal(await desk.page.evaluate(() => RED.nodes.node("webhook") == null), true);
    await invoke(desk.page, "core:undo");
    assert.equal(await saved(desk.page, "webhook", "endpoint"), deployed);
  });

  it("the campaign's public address goes before Node-RED's own", async () => {
    await openDialog(desk.page, "campaign");
    await fill(desk.page, "#node-config-input-baseUrl", "https://campaigns.example.org/");
    await done(desk.page);
    await openDialog(desk.page, "webhook");
    assert.equal(await textOf(desk.page, "#belle-address"), `https://campaigns.example.org/webhook/${deployed}`);
    await done(desk.page);
  });

  it("a reload keeps address and secret, and the form shows both", async () => {
    const { page } = desk;
    await importText([exported("imported", "flow")]);
    const [before] = await others();
    flowWasChanged();
    await invoke(desk.page, "core:deploy-flows");
    await page.waitForFunction(() => !(RED.nodes as unknown as { dirty(): boolean }).dirty());
    await desk.open();
    assert.equal((await others())[0]?.endpoint, before?.endpoint);
    await openDialog(page, "imported");
    assert.equal(await read(page, "#node-input-secret"), before?.secret);
    assert.equal(await textOf(page, "#belle-address"), `${desk.url}webhook/${before?.endpoint}`);
    await done(page);
    assert.deepEqual(desk.complaints, []);
  });
});
