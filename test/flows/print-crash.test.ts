import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { after, before, describe, it } from "mocha";
import { sha256 } from "../../src/contract/index.ts";
import { readStories } from "../../src/store/index.ts";
import { mintEndpoint, mintSecret } from "../../src/webhook/index.ts";
import { type Eve, eveIsHere, startEve } from "../src/print/ipp/eve.ts";
import { field } from "../text-field.ts";
import { type FlowNode, Runtime, until } from "./runtime.ts";

const platform = { name: "Node-RED 5, Node 24", node: "node/bin/node", nodeRed: "node-red" };
const place = { z: "tab", x: 100, y: 100 };
const pdf = Buffer.from("%PDF-1.7\n% a letter\n%%EOF\n");
const asset = { hash: sha256(pdf), type: "application/pdf", bytes: pdf.length };

/** One event is one letter. */
function flow(address: string): FlowNode[] {
  const content = `msg.content = { id: "content-" + msg.journey.task, channel: "print", pdf: ${JSON.stringify(asset)},
    pages: 1, language: "en", template: "t" }; return msg;`;
  return [
    { id: "tab", type: "tab", label: "Letters" },
    { id: "c1", type: "campaign", name: "Letters", timeZone: "Europe/Paris", locale: "en", store: "" },
    { id: "press", type: "print-service", version: 1, kind: "ipp", address, inside: true, live: true },
    {
      ...{ id: "webhook", type: "inbound-webhook", version: 2, campaign: "c1", eventType: "decision", ...place },
      mode: "start",
      fields: [field("caseKey", "case-key"), field("id", "recipient")],
      endpoint: mintEndpoint(),
      credentials: { secrets: JSON.stringify({ "sender.current": mintSecret() }) },
      wires: [["letter"], []],
    },
    { id: "letter", type: "function", func: content, outputs: 1, libs: [], ...place, wires: [["print"]] },
    {
      ...{ id: "print", type: "send-print-job", version: 2, campaign: "c1", service: "press", address: "print" },
      ...{ ...place, wires: [[], [], []] },
    },
  ] as unknown as FlowNode[];
}

describe("a letter to a printer when the power fails", function () {
  this.timeout(120_000);
  let runtime: Runtime;
  let eve: Eve;
  before(async function () {
    if (!eveIsHere) {
      console.log("      ippeveprinter or dbus-daemon is missing: apt-get install cups-ipp-utils dbus");
      return this.skip();
    }
    eve = await startEve();
    const nodes = flow(eve.address);
    runtime = await Runtime.create(platform, [], () => nodes);
    const path = join(runtime.folder, "belle-histoire", "assets", asset.hash.slice(0, 2), asset.hash);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, pdf);
  });
  after(async () => {
    await runtime?.remove();
    await eve?.close();
  });

  const kinds = async (key: string) =>
    (await readStories(join(runtime.folder, "belle-histoire", "store.sqlite"), key)).flatMap(({ lines }) =>
      lines.map(({ kind }) => kind),
    );
  const told = (key: string, kind: string) =>
    until(async () => ((await kinds(key)).includes(kind) ? true : undefined), `${kind} of ${key}`);
  const printed = (count: number) =>
    until(async () => ((await eve.printed()).length >= count ? true : undefined), `${count} letters on paper`);

  const moments: [when: string, come: (key: string, before: number) => Promise<unknown>][] = [
    ["as soon as it is queued", (key) => told(key, "send.queued")],
    ["when it comes out of the printer", (_key, before) => printed(before + 1)],
  ];
  for (const [index, [when, come]] of moments.entries())
    it(`is printed once, and told, where that is ${when}`, async () => {
      const before = (await eve.printed()).length;
      const key = `C-${index}`;
      assert.equal((await runtime.post({ caseKey: key, id: `R-${index}` })).status, 202);
      await come(key, before);
      await runtime.kill();
      await runtime.start();
      await told(key, "send.printed");
      const lines = await kinds(key);
      assert.deepEqual(
        lines.filter((kind) => kind === "send.sent" || kind === "send.printed"),
        ["send.sent", "send.printed"],
      );
      // What would be printed again would be printed before this one.
      await runtime.listening();
      assert.equal((await runtime.post({ caseKey: `${key}-after`, id: `R-${index}-after` })).status, 202);
      await told(`${key}-after`, "send.printed");
      const now = await eve.printed();
      assert.deepEqual([now.length - before, new Set(now).size], [2, now.length]);
    });
});
