import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { readStories } from "../../src/store/index.ts";
import { mintEndpoint, mintSecret } from "../../src/webhook/index.ts";
import { field } from "../text-field.ts";
import { type FlowNode, Runtime, until } from "./runtime.ts";

const platform = { name: "Node-RED 5, Node 24", node: "node/bin/node", nodeRed: "node-red" };
const place = { z: "tab", x: 100, y: 100 };
const count = 60;

const letter = {
  ...{
    version: 1,
    language: "en",
    timeZone: "Europe/Paris",
    now: 1_795_521_600_000,
    sender: ["House"],
    window: "right",
  },
  address: ["Camille Moreau", "12 rue de Paris", "35000 RENNES"],
};

/** One event is one letter; they go out together. */
function flow(): FlowNode[] {
  const content = `msg.content = { id: "content-" + msg.journey.task, channel: "print", pages: 1, language: "en",
    template: "t", letter: { ...${JSON.stringify(letter)}, body: "Letter " + msg.recipient.id } };
    msg.recipient.postalAddress = { country: "FR", postalCode: "35000", locality: "Rennes", thoroughfare: [] };
    return msg;`;
  const print = { mode: "batches", most: count, age: 0, address: "print", folder: "letters" };
  return [
    { id: "tab", type: "tab", label: "Letters" },
    { id: "c1", type: "campaign", name: "Letters", timeZone: "Europe/Paris", locale: "en", store: "" },
    {
      ...{ id: "webhook", type: "inbound-webhook", version: 2, campaign: "c1", eventType: "decision", ...place },
      mode: "start",
      fields: [field("caseKey", "case-key"), field("id", "recipient")],
      endpoint: mintEndpoint(),
      credentials: { secrets: JSON.stringify({ "sender.current": mintSecret() }) },
      wires: [["letter"], []],
    },
    { id: "letter", type: "function", func: content, outputs: 1, libs: [], ...place, wires: [["print"]] },
    { ...{ id: "print", type: "send-print-job", version: 3, campaign: "c1", ...print, ...place }, wires: [[], [], []] },
  ] as unknown as FlowNode[];
}

describe("a batch of letters when the power fails", function () {
  this.timeout(120_000);
  let runtime: Runtime;
  before(async () => {
    runtime = await Runtime.create(platform, [], () => flow());
  });
  after(() => runtime?.remove());

  const store = () => join(runtime.folder, "belle-histoire", "store.sqlite");
  const lines = async (key: string) => (await readStories(store(), key)).flatMap((story) => story.lines);
  const folder = () => join(runtime.folder, "letters");
  const tickets = async () => (await readdir(folder()).catch(() => [])).filter((name) => name.endsWith(".json")).sort();

  it("is in the folder once, whole, and each of its letters is told once", async () => {
    const posted = Array.from({ length: count }, (_, index) =>
      runtime.post({ caseKey: `C-${index}`, id: `R-${index}` }),
    );
    assert.deepEqual(new Set((await Promise.all(posted)).map(({ status }) => status)), new Set([202]));
    // As soon as the folder for its files is there, it is being made or handed over.
    await until(
      async () => ((await readdir(join(folder(), ".work"))).length > 0 ? true : undefined),
      "a batch that is made",
    );
    await runtime.kill();
    await runtime.start();
    const ends = await until(
      async () => {
        const all = await Promise.all(Array.from({ length: count }, (_, index) => lines(`C-${index}`)));
        return all.every((one) => one.at(-1)?.kind === "send.sent") ? all : undefined;
      },
      "the end of every letter",
      90,
    );
    assert.equal(ends.flat().filter(({ kind }) => kind === "send.sent").length, count);
    const [ticket, ...others] = await tickets();
    assert.deepEqual(others, []);
    const text = await readFile(join(folder(), String(ticket)), "utf8");
    const { documents } = (JSON.parse(text) as { batch: { documents: { file: string; pages: number }[] } }).batch;
    assert.deepEqual(
      documents.map(({ pages }) => pages),
      [count],
    );
    const positions = ends.map((one) => (one.at(-1)?.data.batch as { position: number } | undefined)?.position);
    assert.equal(new Set(positions).size, count);
  });
});
