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
  this.retries(1);
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
        .map((node) => {
          const secrets = JSON.parse(String(node.credentials?.secrets ?? "{}")) as Record<string, string>;
          return { id: node.id, endpoint: String(node.endpoint), secret: secrets["sender.current"] ?? "" };
        }),
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

  /** Presses a button of the notification that is shown, by its text. */
  const answer = async (text: string) => {
    const { page } = desk;
    await page.waitForSelector(".red-ui-notification button", { visible: true });
    await page.evaluate((label) => {
      $(".red-ui-notification button")
        .filter((_index, button) => button.textContent === label)
        .trigger("click");
    }, text);
    // Others, that something was imported, go by themselves.
    await page.waitForFunction(() => $(".red-ui-notification button").length === 0);
  };

  it("a new address is made only after a question, and the form says what becomes of the one before", async () => {
    const { page } = desk;
    await openDialog(page, "webhook");
    await press(page, "#belle-new-address");
    await answer("Keep the present one");
    assert.equal(await read(page, "#node-input-endpoint"), deployed);
    await press(page, "#belle-new-address");
    await answer("New address");
    const minted = String(await read(page, "#node-input-endpoint"));
    assert.ok(isEndpoint(minted));
    assert.notEqual(minted, deployed);
    assert.equal(await textOf(page, "#belle-address"), `${desk.url}webhook/${minted}`);
    assert.equal(await page.$eval("#belle-address-new", (element) => (element as HTMLElement).hidden), false);
    await done(page);
    assert.equal(await saved(page, "webhook", "endpoint"), minted);
  });

  it("readable words stand before the secret part of the address", async () => {
    const { page } = desk;
    await openDialog(page, "webhook");
    await page.focus("#node-input-slug");
    await page.keyboard.type("Décision assurance ");
    await page.keyboard.press("Tab");
    assert.equal(await read(page, "#node-input-slug"), "decision-assurance");
    assert.equal(await textOf(page, "#belle-address"), `${desk.url}webhook/decision-assurance/${deployed}`);
    await done(page);
    assert.equal(await saved(page, "webhook", "slug"), "decision-assurance");
  });

  it("shows the secret on demand only", async () => {
    const { page } = desk;
    await openDialog(page, "webhook");
    const secret = String(await read(page, '[data-secret="current"]'));
    const type = () => page.$eval('[data-secret="current"]', (input) => (input as HTMLInputElement).type);
    assert.equal(await type(), "password");
    await press(page, ".belle-secrets .fa-eye");
    assert.equal(await type(), "text");
    assert.equal((await textOf(page, "#belle-call")).includes(secret), false);
    await press(page, "#belle-show-call");
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

  const elsewhere = "zyxwvtsrqpnmkjhgfedcba9876";
  const fromElsewhere = (id: string) => ({ ...exported(id, "flow"), endpoint: elsewhere });

  it("an import from elsewhere may have its address back", async () => {
    const { page } = desk;
    await importText([fromElsewhere("moved")]);
    assert.notEqual(await saved(page, "moved", "endpoint"), elsewhere);
    await answer("Keep the imported address");
    assert.equal(await saved(page, "moved", "endpoint"), elsewhere);
    const [moved] = await others();
    assert.ok(isSecret(moved?.secret ?? ""));
    await invoke(page, "core:undo");
    assert.ok(isEndpoint(String(await saved(page, "moved", "endpoint"))));
    assert.notEqual(await saved(page, "moved", "endpoint"), elsewhere);
  });

  it("an import from elsewhere keeps its new address, unless one says otherwise", async () => {
    const { page } = desk;
    await importText([fromElsewhere("renewed")]);
    const minted = await saved(page, "renewed", "endpoint");
    await answer("Use the new one");
    assert.equal(await saved(page, "renewed", "endpoint"), minted);
  });

  it("a copy of a webhook that is here is not asked about", async () => {
    await importText([exported("imported", "flow")]);
    assert.equal(await desk.page.$(".red-ui-notification button"), null);
  });

  it("two webhooks of one address both say so, and no more once one of them has another", async () => {
    const { page } = desk;
    const errors = (id: string) =>
      page.evaluate((node) => {
        const { valid, validationErrors } = RED.nodes.node(node) as unknown as {
          valid: boolean;
          validationErrors?: string[];
        };
        return { valid, text: (validationErrors ?? []).join(" ") };
      }, id);
    await importText([exported("double", "flow")]);
    // As a flow that was deployed past the editor would have it.
    await page.evaluate((endpoint) => {
      Object.assign(RED.nodes.node("double") ?? {}, { endpoint, name: "Second ear" });
    }, deployed);
    await openDialog(page, "double");
    assert.deepEqual(desk.complaints, []);
    assert.match(await textOf(page, "#node-input-endpoint-problem"), /belongs to webhook \(Story\)/);
    await done(page);
    await page.waitForFunction(() => RED.nodes.node("webhook")?.valid === false);
    assert.match((await errors("webhook")).text, /belongs to Second ear \(Story\)/);
    assert.match((await errors("double")).text, /belongs to webhook \(Story\)/);
    await openDialog(page, "double");
    await press(page, "#belle-new-address");
    await answer("New address");
    await done(page);
    await page.waitForFunction(() => RED.nodes.node("webhook")?.valid === true);
    assert.equal((await errors("double")).valid, true);
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
    await openDialog(desk.page, "insurance");
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
    assert.equal(await read(page, '[data-secret="current"]'), before?.secret);
    assert.equal(await textOf(page, "#belle-address"), `${desk.url}webhook/${before?.endpoint}`);
    await done(page);
    assert.deepEqual(desk.complaints, []);
  });
});
