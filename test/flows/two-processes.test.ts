import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { mintEndpoint, mintSecret } from "../../src/webhook/index.ts";
import { sql } from "../postgres/server.ts";
import { emptyDatabase } from "../postgres/shared-server.ts";
import { listOf } from "./insurance.ts";
import { type FlowNode, Runtime, until } from "./runtime.ts";
import { root } from "./user-directory.ts";

const platform = { name: "Node-RED 5, Node 24", node: "node/bin/node", nodeRed: "node-red" };
/** Milliseconds until one takes over from the other. */
const lease = 3_000;
const cases = 12;
const caseKeys = Array.from({ length: cases }, (_, index) => `D-${2001 + index}`);

/** The insurance example with more cases, in a database, with its letters in a folder. */
async function flowsFor(database: string, letters: string): Promise<FlowNode[]> {
  const store = new URL(database);
  const storePassword = decodeURIComponent(store.password);
  store.password = "";
  const nodes = JSON.parse(await readFile(join(root, "examples", "insurance-decision.json"), "utf8")) as FlowNode[];
  return nodes
    .filter((node) => node.type !== "global-config")
    .map((node) => {
      if (node.type === "campaign") return { ...node, store: store.href, credentials: { storePassword } };
      if (node.type === "send-print-job") {
        const { folder } = node as FlowNode & { folder: string };
        return { ...node, folder: join(letters, folder || "letters") };
      }
      if (node.type === "inject") {
        const person = { lastName: "Moreau", street: "51 boulevard des Dunes" };
        const people = caseKeys.map((caseKey, index) => ({ ...person, id: `R-${index}`, caseKey }));
        return { ...node, once: true, onceDelay: 0.1, payload: listOf(people) };
      }
      if (node.type !== "inbound-webhook") return node;
      const credentials = { secrets: JSON.stringify({ "sender.current": mintSecret() }) };
      return { ...node, endpoint: mintEndpoint(), credentials };
    });
}

describe("two Node-REDs with the same flows and one database", function () {
  this.timeout(180_000);
  let database: string;
  let letters: string;
  let a: Runtime;
  let b: Runtime;

  before(async () => {
    database = await emptyDatabase();
    letters = await mkdtemp(join(tmpdir(), "belle-histoire-letters-"));
    const flows = await flowsFor(database, letters);
    const settings = `(process.env.BELLE_HISTOIRE_LEASE = "${lease}", {})`;
    [a, b] = await Promise.all([
      Runtime.prepared(platform, flows, { settings }),
      Runtime.prepared(platform, flows, { settings }),
    ]);
    await Promise.all([a.listening(), b.listening()]);
  });
  after(async () => {
    await Promise.all([a?.remove(), b?.remove()]);
    await rm(letters, { recursive: true, force: true });
  });

  const count = async (condition: string): Promise<number> =>
    Number((await sql(database, `select count(*)::int as count from task where ${condition}`))[0]?.count);
  const accepts = (runtime: Runtime, caseKey: string) =>
    until(async () => {
      const { status, body } = await runtime.post({ caseKey, decision: "accepted" }, `msg_${caseKey}`);
      return status < 300 ? String(body.receipt) : undefined;
    }, `${caseKey} is accepted\n${runtime.output}`);
  async function printed(): Promise<string[]> {
    const folder = join(letters, "letters");
    const names = (await readdir(folder)).filter((name) => name.endsWith(".json"));
    const tickets = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
    return tickets.map((text) => (JSON.parse(text) as { caseKey: string }).caseKey).sort();
  }

  it("enrol each recipient once, though both hear of all", async () => {
    const enrolled = "kind = 'event' and follows = 0";
    await until(async () => ((await count("kind = 'wait'")) >= cases ? true : undefined), `they wait\n${a.output}`);
    await until(
      async () => ((await count("state <> 'done' and kind <> 'wait'")) === 0 ? true : undefined),
      `settled\n${a.output}`,
    );
    assert.equal(await count(enrolled), cases);
    assert.equal(await count("kind = 'send' and state = 'done'"), cases);
  });

  it("take one event that is sent to both as one", async () => {
    const [caseKey = ""] = caseKeys;
    const receipts = await Promise.all([accepts(a, caseKey), accepts(b, caseKey)]);
    assert.deepEqual(receipts.sort(), ["accepted", "duplicate"]);
  });

  it("finish what one of them had begun when it died, each letter once", async () => {
    const mine = caseKeys.slice(1, 8);
    await Promise.all(mine.map((caseKey) => accepts(a, caseKey)));
    await a.kill();
    assert.ok((await count("state = 'leased'")) > 0, "it died in the middle of its work");
    await Promise.all(caseKeys.slice(8).map((caseKey) => accepts(b, caseKey)));
    // A sender that is not sure asks again.
    for (const caseKey of mine) assert.equal(await accepts(b, caseKey), "duplicate");
    await until(async () => ((await printed()).length >= cases ? true : undefined), `${cases} letters\n${b.output}`);
    await until(
      async () => ((await count("state <> 'done' and kind <> 'wait'")) === 0 ? true : undefined),
      `all is done\n${b.output}`,
    );
    assert.ok((await count("interrupted = 1")) > 0, "it was taken over");
    assert.deepEqual(await printed(), caseKeys);
    assert.doesNotMatch(a.output + b.output, new RegExp(encodeURIComponent(new URL(database).password)));
  });
});
