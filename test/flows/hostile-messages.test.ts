import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import { long, patience } from "../size.ts";
import { hostileMessages } from "./hostile-messages.ts";
import { type FlowNode, Runtime, until } from "./runtime.ts";

const platform = { name: "Node-RED 5, Node 24", node: "node/bin/node", nodeRed: "node-red" };
const campaign = "hostile-campaign";

/** Our nodes that take messages, as a palette's user would first drop them. */
const nodes: { type: string; outputs: number; config: object; reads?: RegExp }[] = [
  { type: "audience", outputs: 2, config: {} },
  { type: "decision-switch", outputs: 3, config: {} },
  // A map takes a tenth of a second: not one for each message that only differs elsewhere.
  {
    type: "route-map",
    outputs: 2,
    config: { screen: false },
    reads: /^(no )?(recipient|map)|read|languages|locale/,
  },
  {
    type: "render-message",
    outputs: 2,
    config: { subject: "Bonjour {{ recipient.firstName }}", body: "{{ payload }}" },
  },
  { type: "send-print-job", outputs: 3, config: {} },
  { type: "send-sms", outputs: 3, config: { account: "" } },
  { type: "send-email", outputs: 3, config: {} },
  { type: "wait-for-decision", outputs: 4, config: {} },
  { type: "call-service", outputs: 3, config: { address: "http://127.0.0.1:9/" } },
];

const place = { z: "hostile", x: 0, y: 0 };
const code = (id: string, func: string, next: string[]) => ({
  id,
  ...place,
  type: "function",
  func,
  outputs: 1,
  timeout: 0,
  initialize: "",
  finalize: "",
  libs: [],
  wires: [next],
});

/** How often every message is sent. */
const rounds = long(1, 25);

/** GET /hostile/<type> sends every message into that node and answers how many; GET /hostile says what came of them. */
function flow(): object[] {
  const senders = nodes.flatMap(({ type, outputs, config, reads = /^/ }) => {
    const send = `
      const messages = (${hostileMessages.toString()})("${campaign}").filter(({ name }) => ${reads}.test(name));
      const refused = [];
      for (const { name, make } of messages) {
        try { node.send([make(), null], false); } catch { refused.push(name); }
      }
      return [null, { ...msg, payload: { sent: messages.length, refused } }];`;
    return [
      {
        id: `${type}-in`,
        ...place,
        type: "http in",
        url: `/hostile/${type}`,
        method: "get",
        wires: [[`${type}-send`]],
      },
      { ...code(`${type}-send`, send, [type]), outputs: 2, wires: [[type], ["answer"]] },
      { id: type, ...place, type, campaign, ...config, wires: Array.from({ length: outputs }, () => ["out"]) },
    ];
  });
  const counted = `flow.set("ended", (flow.get("ended") ?? 0) + 1);`;
  const told = `
    const inside = RED.util.cloneMessage.constructor("return ({}).polluted");
    return { ...msg, payload: { ended: flow.get("ended") ?? 0, polluted: inside() ?? null } };`;
  return [
    { id: "hostile", type: "tab", label: "hostile" },
    { id: campaign, type: "campaign", name: "hostile" },
    ...senders,
    { id: "catch", ...place, type: "catch", scope: nodes.map(({ type }) => type), wires: [["count"]] },
    { id: "complete", ...place, type: "complete", scope: nodes.map(({ type }) => type), wires: [["count"]] },
    code("count", counted, []),
    code("out", "return null;", []),
    { id: "told-in", ...place, type: "http in", url: "/hostile", method: "get", wires: [["told"]] },
    code("told", told, ["answer"]),
    { id: "answer", ...place, type: "http response", wires: [] },
  ];
}

describe("hostile messages", function () {
  this.timeout(patience(60_000));
  let runtime: Runtime;

  before(async () => {
    runtime = await Runtime.create(platform, ["insurance-decision.json"], (flows) => [
      ...flows,
      ...(flow() as FlowNode[]),
    ]);
  });
  after(() => runtime?.remove());

  const told = async () => (await runtime.api("/hostile")) as { ended: number; polluted: unknown };

  for (const { type } of nodes)
    it(`that go into ${type} leave Node-RED alive, end one by one, and change nothing that all objects inherit`, async () => {
      const { ended: before } = await told();
      let sent = 0;
      for (let round = 0; round < rounds; round += 1) {
        const answer = (await runtime.api(`/hostile/${type}`)) as { sent: number; refused: string[] };
        assert.deepEqual(answer.refused, []);
        sent += answer.sent;
      }
      // An error reaches the log where its message cannot be copied for a catch node.
      const logged = () => runtime.output.split(`[error] [${type}:${type}]`).length - 1;
      const ended = async () => {
        const now = await told();
        return now.ended - before + logged() >= sent ? now : undefined;
      };
      const { polluted } = await until(ended, `${sent} messages end`, patience(40_000) / 1000);
      assert.equal(polluted, null);
    });

  it("keep no decision from becoming a letter", async () => {
    await until(async () => {
      const { status } = await runtime.post({ caseKey: "D-1001", decision: "accepted" });
      return status < 300 ? true : undefined;
    }, "the case is known");
    await until(async () => (await runtime.ticketsOf("D-1001"))[0], "the letter");
  });
});
