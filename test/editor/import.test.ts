import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, it } from "mocha";
import type { Desk } from "./desk.ts";
import { cancel, done, fill, openDialog, press, saved, textOf } from "./hands.ts";
import { deskWithStory, undoAll } from "./shared-desk.ts";

const folder = new URL("../../examples/", import.meta.url);
const examples = readdirSync(folder).filter((name) => name.endsWith(".json"));

const place = (x: number, y: number) => ({ z: "tab", x, y, wires: [] });

/** Nodes that name each other beside their wires. */
const flow = [
  { id: "tab", type: "tab", label: "Imported" },
  {
    ...place(200, 60),
    id: "asked",
    type: "inbound-webhook",
    version: 1,
    name: "asked",
    campaign: "online",
    fields: [],
  },
  {
    ...place(200, 120),
    id: "offer",
    type: "personal-page",
    version: 1,
    name: "offer",
    campaign: "online",
    slug: "offre",
  },
  {
    ...place(200, 180),
    id: "thanks",
    type: "personal-page",
    version: 1,
    name: "thanks",
    campaign: "online",
    slug: "merci",
  },
  {
    ...{ ...place(400, 60), id: "invitation", type: "render-message", version: 2, name: "invitation", channel: "sms" },
    ...{ sms: "{{ link.page }}", pageNode: "offer" },
  },
  {
    ...{ ...place(400, 120), id: "answer", type: "wait-for-decision", version: 1, name: "answer", campaign: "online" },
    ...{ webhooks: ["asked", "offer"], deadline: { kind: "none" }, reminders: [] },
  },
  {
    ...{ ...place(400, 180), id: "insurer", type: "call-service", version: 1, name: "insurer", campaign: "online" },
    ...{ address: "https://api.example.org/", callback: "asked", fields: [] },
  },
];

/** What the nodes of a flow name, each by its own name. */
interface Named {
  page: string;
  releasing: string[];
  callback: string;
}

describe("importing a flow", function () {
  this.timeout(60_000);
  this.retries(1);
  let desk: Desk;
  beforeEach(async () => {
    desk = await deskWithStory();
  });
  afterEach(() => undoAll(desk));

  /** As the Import dialog does it: nodes whose ids are taken become copies with new ids. */
  const bring = (nodes: object[]) =>
    desk.page.evaluate((all) => {
      const { view } = RED as unknown as { view: { importNodes(nodes: object[], options: object): void } };
      view.importNodes(all, { generateIds: true, addFlow: false });
    }, nodes);
  /** The flow as its Export dialog writes it. */
  const take = (label: string) =>
    desk.page.evaluate((name) => {
      const nodes = RED.nodes as unknown as {
        eachWorkspace(work: (flow: { id: string; label: string }) => void): void;
        createExportableNodeSet(nodes: object[]): object[];
      };
      let tab: { id: string } | undefined;
      nodes.eachWorkspace((one) => {
        if (one.label === name) tab = one;
      });
      if (tab === undefined) throw new Error(`There is no flow ${name}`);
      return nodes.createExportableNodeSet([tab, ...RED.nodes.filterNodes({ z: tab.id })]);
    }, label);
  /** What is named on each flow that was imported, with “elsewhere” for a node of another flow or none. */
  const named = (): Promise<Named[]> =>
    desk.page.evaluate(() =>
      RED.nodes.filterNodes({ type: "render-message" }).flatMap((message) => {
        if (message.name !== "invitation") return [];
        const here = RED.nodes.filterNodes({ z: message.z });
        const name = (id: unknown) => String(here.find((node) => node.id === id)?.name ?? "elsewhere");
        const wait = here.find(({ type }) => type === "wait-for-decision");
        const call = here.find(({ type }) => type === "call-service");
        return [
          {
            page: name(message.pageNode),
            releasing: ((wait?.webhooks ?? []) as string[]).map(name),
            callback: name(call?.callback),
          },
        ];
      }),
    );
  const own: Named = { page: "offer", releasing: ["asked", "offer"], callback: "asked" };

  it("keeps the page of a message, what releases a wait and the webhook of a call, however often it is imported", async () => {
    await bring(flow);
    assert.deepEqual(await named(), [own]);
    const exported = await take("Imported");
    await bring(exported);
    assert.deepEqual(await named(), [own, own]);
    const ids = await desk.page.evaluate(() =>
      RED.nodes.filterNodes({ type: "personal-page" }).map(({ id, name }) => [String(name), id]),
    );
    assert.equal(new Set(ids.filter(([name]) => name === "offer").map(([, id]) => id)).size, 2);
    assert.deepEqual(desk.complaints, []);
  });

  for (const name of examples)
    it(`the example ${name}: nothing in it is to be corrected`, async () => {
      const text = await readFile(new URL(name, folder), "utf8");
      // A page of the story that is open here has the same words in its address.
      await bring(JSON.parse(text.replaceAll('"slug": "demande"', '"slug": "autre"')) as object[]);
      const wrong = await desk.page.evaluate(() => {
        const { nodes } = RED as unknown as {
          nodes: { eachNode(work: (node: { name?: string; z: string; validationErrors?: string[] }) => void): void };
        };
        const found: string[] = [];
        nodes.eachNode(({ name, z, validationErrors = [] }) => {
          if (z !== "flow" && z !== "faults") found.push(...validationErrors.map((one) => `${name}: ${one}`));
        });
        return found;
      });
      assert.deepEqual(wrong, []);
      assert.deepEqual(desk.complaints, []);
    });

  it("a page or a webhook can be chosen anew, and taken back", async () => {
    const { page } = desk;
    await bring(flow);
    const id = (name: string) =>
      page.evaluate(
        (wanted) =>
          ["personal-page", "render-message", "call-service"]
            .flatMap((type) => RED.nodes.filterNodes({ type }))
            .find((node) => node.name === wanted)?.id ?? "",
        name,
      );
    const [message, thanks, offer, call] = [
      await id("invitation"),
      await id("thanks"),
      await id("offer"),
      await id("insurer"),
    ];
    await openDialog(page, message);
    await fill(page, "#node-input-pageNode", thanks);
    assert.equal(await textOf(page, "#node-input-pageNode-problem"), "");
    await done(page);
    assert.equal(await saved(page, message, "pageNode"), thanks);
    await page.evaluate(() => (RED as unknown as { history: { pop(): void } }).history.pop());
    assert.equal(await saved(page, message, "pageNode"), offer);
    await openDialog(page, call);
    await fill(page, "#node-input-callback", "");
    await done(page);
    assert.equal(await saved(page, call, "callback"), "");
    await openDialog(page, message);
    await press(page, "#belle-tab-options");
    await cancel(page);
    assert.deepEqual(desk.complaints, []);
  });
});
