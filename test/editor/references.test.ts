import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import type { Desk } from "./desk.ts";
import { done, fill, openDialog, saved } from "./hands.ts";
import { deskWithStory, undoAll } from "./shared-desk.ts";

const place = { z: "elsewhere", x: 600, y: 600, wires: [] };
const named = [
  { ...place, id: "their-webhook", type: "inbound-webhook", campaign: "insurance", fields: [] },
  { ...place, id: "their-page", type: "personal-page", campaign: "insurance", slug: "theirs", fields: [] },
];
/** What names other nodes, and by which property. */
const naming: { name: string; property: string; node: object; ids: string[] }[] = [
  {
    name: "a letter its page",
    property: "pageNode",
    node: { type: "render-message", channel: "print", pageNode: "their-page" },
    ids: ["their-page"],
  },
  {
    name: "a wait its webhook and its page",
    property: "webhooks",
    node: { type: "wait-for-decision", campaign: "insurance", webhooks: ["their-webhook", "their-page"] },
    ids: ["their-webhook", "their-page"],
  },
  {
    name: "a call the webhook to answer at",
    property: "callback",
    node: { type: "call-service", campaign: "insurance", callback: "their-webhook" },
    ids: ["their-webhook"],
  },
];

describe("nodes that name others", function () {
  this.timeout(60_000);
  this.retries(1);
  let desk: Desk;
  let imported: string[] = [];
  beforeEach(async () => {
    desk = await deskWithStory();
  });
  afterEach(async () => {
    await undoAll(desk);
    await desk.page.evaluate((ids) => {
      for (const id of ids) (RED.nodes as unknown as { remove(id: string): void }).remove(id);
    }, imported);
  });

  /** The new ids of what is imported as a copy, in its order. */
  async function importCopy(nodes: object[]): Promise<string[]> {
    imported = await desk.page.evaluate((all) => {
      const nodes = RED.nodes as unknown as {
        import(nodes: object[], options: object): { nodes: { id: string }[] };
      };
      return nodes.import(all, { generateIds: true }).nodes.map(({ id }) => id);
    }, nodes);
    return imported;
  }

  for (const { name, property, node, ids } of naming)
    it(`name after an import, which gives all new ids: ${name}`, async () => {
      const [webhook, page, importer = ""] = await importCopy([...named, { ...place, ...node, id: "importer" }]);
      const now = ids.map((id) => (id === "their-page" ? page : webhook));
      const value = await saved(desk.page, importer, property);
      assert.deepEqual([value].flat(), now);
      assert.deepEqual(desk.complaints, []);
    });

  for (const { name, property, node } of naming)
    it(`name what is not imported with them as before: ${name}`, async () => {
      const before = (node as Record<string, unknown>)[property];
      const [importer = ""] = await importCopy([{ ...place, ...node, id: "importer" }]);
      assert.deepEqual(await saved(desk.page, importer, property), before);
    });

  for (const { type, property, other } of [
    { type: "render-message", property: "pageNode", other: "personal-page" },
    { type: "call-service", property: "callback", other: "inbound-webhook" },
  ])
    it(`keep another choice of ${other}, and take it back`, async () => {
      const { page } = desk;
      const found = naming.find(({ node }) => (node as { type: string }).type === type)?.node ?? {};
      const [webhook = "", itsPage = "", importer = ""] = await importCopy([
        ...named,
        { ...place, ...found, id: "importer" },
      ]);
      const now = other === "personal-page" ? itsPage : webhook;
      const next = await page.evaluate(
        (kind, chosen) => RED.nodes.filterNodes({ type: kind }).find(({ id }) => id !== chosen)?.id ?? "",
        other,
        now,
      );
      await openDialog(page, importer);
      await fill(page, `#node-input-${property}`, next);
      await done(page);
      assert.equal(await saved(page, importer, property), next);
      await undoAll(desk);
      assert.equal(await saved(page, importer, property), now);
      assert.deepEqual(desk.complaints, []);
    });
});
