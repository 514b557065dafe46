import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { openSqliteStore, readStories } from "../../src/store/index.ts";
import { mintEndpoint, mintSecret } from "../../src/webhook/index.ts";
import { answerJson, startService, type TestService } from "../src/service/server.ts";
import { field } from "../text-field.ts";
import { type FlowNode, Runtime, until } from "./runtime.ts";

const platform = { name: "Node-RED 5, Node 24", node: "node/bin/node", nodeRed: "node-red" };
const place = { z: "tab", x: 100, y: 100 };

/** One event calls two services, of which one knows repeated calls, and sends a text message by a third. */
function flow(origin: string): FlowNode[] {
  const call = (recovery: string) => ({
    ...{ id: recovery, type: "call-service", version: 1, campaign: "c1", recovery, ...place, wires: [[], [], []] },
    address: `${origin}/${recovery}`,
  });
  return [
    { id: "tab", type: "tab", label: "Services" },
    { id: "c1", type: "campaign", name: "Services", timeZone: "Europe/Paris", locale: "en", store: "" },
    {
      ...{ id: "webhook", type: "inbound-webhook", version: 2, campaign: "c1", eventType: "decision", ...place },
      fields: [field("caseKey", "case-key"), field("decision", "event")],
      endpoint: mintEndpoint(),
      credentials: { secrets: JSON.stringify({ "sender.current": mintSecret() }) },
      wires: [["key", "park", "text"], []],
    },
    call("key"),
    call("park"),
    {
      ...{ id: "text", type: "function", ...place, outputs: 1, timeout: 0, initialize: "", finalize: "", libs: [] },
      func: 'msg.content = { id: "k", channel: "sms", text: "Accepted", language: "en", template: "t" }; return msg;',
      wires: [["sms"]],
    },
    {
      ...{ id: "account", type: "sms-account", version: 1, kind: "custom", address: `${origin}/sms` },
      authentication: "none",
    },
    { id: "sms", type: "send-sms", version: 1, campaign: "c1", account: "account", ...place, wires: [[], [], []] },
  ] as unknown as FlowNode[];
}

describe("a service call and a text message when the power fails before its answer is kept", function () {
  this.timeout(120_000);
  let runtime: Runtime;
  let service: TestService;
  let answering = false;
  before(async () => {
    service = await startService((_seen, response) => {
      if (answering) answerJson(response, 200, {});
    });
    const nodes = flow(service.origin);
    runtime = await Runtime.create(platform, [], () => nodes);
    await runtime.kill();
    const store = await openSqliteStore(join(runtime.folder, "belle-histoire", "store.sqlite"));
    const row = { campaign: "c1", node: "elsewhere", caseKey: "C-1", test: false, at: Date.now() };
    await store.enrol([{ ...row, recipient: { id: "R-1", phone: "+33612345678" } }]);
    await store.close();
    await runtime.start();
    await runtime.listening();
  });
  after(async () => {
    await runtime?.remove();
    await service?.close();
  });

  const keys = (path: string) =>
    service.seen.filter(({ url }) => url === path).map(({ headers }) => headers["idempotency-key"]);
  const kinds = async () =>
    (await readStories(join(runtime.folder, "belle-histoire", "store.sqlite"), "C-1")).flatMap(({ lines }) =>
      lines.map(({ kind, node }) => `${kind} ${node ?? ""}`.trim()),
    );

  it("are made again under the same key, or left to a person, as the form says", async () => {
    assert.equal((await runtime.post({ caseKey: "C-1", decision: "accepted" })).status, 202);
    await until(async () => (service.seen.length === 3 ? true : undefined), "all three are called");
    await runtime.kill();
    answering = true;
    await runtime.start();
    const ended = ["send.sent key", "send.unknown park", "send.unknown sms"];
    await until(async () => {
      const told = await kinds();
      return ended.every((line) => told.includes(line)) ? true : undefined;
    }, "all have ended");
    const [first, second, ...more] = keys("/key");
    assert.deepEqual([second, more], [first, []]);
    assert.equal(keys("/park").length, 1);
    // Nobody gets the text message twice.
    assert.equal(keys("/sms").length, 1);
    assert.notEqual(keys("/park")[0], first);
  });
});
