import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Node, NodeDef } from "node-red";
import type { CallsAnswer, HeardAnswer, TryAnswer } from "../../nodes/inbound-webhook/desk.ts";
import register from "../../nodes/inbound-webhook/inbound-webhook.ts";
import { mintEndpoint, mintSecret, readSecret, sign } from "../../src/webhook/index.ts";
import { type FlowNode, flowOf, nodeRed } from "./helper.ts";

const fields = [
  { name: "caseKey", type: "text", required: true, values: [], target: "case-key", as: "" },
  {
    name: "decision",
    type: "enum",
    required: true,
    values: [{ value: "accepted", synonyms: [] }],
    target: "event",
    as: "",
  },
  { name: "email", type: "email", required: false, values: [], target: "recipient", as: "" },
];
const accepted = { caseKey: "FILE-1001", decision: "accepted", email: "camille@example.org" };
const standard = { kind: "standard-webhooks", id: "sender", headers: "webhook", name: "Insurer" };

describe("the inbound webhook and its form", () => {
  let closing = (done: () => void) => done();
  const red = nodeRed(register, (RED) => {
    RED.nodes.registerType("slow-to-close", function (this: Node, def: NodeDef) {
      RED.nodes.createNode(this, def);
      this.on("close", (done: () => void) => closing(done));
    });
  });
  let endpoint = "";
  let secret = "";

  const flow = (saved: object = {}, campaign: object = {}) =>
    flowOf(
      { type: "inbound-webhook", version: 2, fields, endpoint, authentication: { proofs: [standard] }, ...saved },
      2,
      campaign,
    );
  async function listen(saved: object = {}, secrets: object = {}, enrolled: object = {}, more: FlowNode[] = []) {
    endpoint = mintEndpoint();
    secret = mintSecret();
    const given = JSON.stringify({ "sender.current": secret, ...secrets });
    await red.load([...flow(saved), ...more], { node: { secrets: given } });
    await enrol(enrolled);
  }
  async function enrol(more: object = {}): Promise<void> {
    const { store } = await red.house();
    const row = { campaign: "c1", node: "elsewhere", test: false, at: Date.now() };
    await store.enrol([{ ...row, recipient: { id: "R-1" }, caseKey: "FILE-1001", ...more }]);
  }
  async function post(body: unknown, { path = `/webhook/${endpoint}`, id = "evt-1", key = secret, headers = {} } = {}) {
    const bytes = Buffer.from(JSON.stringify(body));
    const all = { ...sign(readSecret(key), id, bytes, Date.now()), "content-type": "application/json", ...headers };
    const response = await fetch(`${red.url}${path}`, { method: "POST", headers: all, body: bytes });
    const text = await response.text();
    return {
      status: response.status,
      answer: (text.startsWith("{") ? JSON.parse(text) : {}) as Record<string, unknown>,
    };
  }
  const get = async <Answer>(path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${red.url}${path}`, { headers });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Answer };
  };
  const desk = "/belle-histoire/inbound-webhook/node";

  it("tells at the receipt's address what became of an event, in the caller's language", async () => {
    await listen();
    const { answer } = await post(accepted);
    const { pathname } = new URL(String(answer.statusUrl));
    await red.first(0);
    const told = await get<Record<string, unknown>>(pathname, { "accept-language": "fr" });
    assert.deepEqual([told.status, told.headers.get("cache-control")], [200, "no-store"]);
    const { receivedAt, state, detail, ...rest } = told.body;
    assert.ok(Math.abs(Date.parse(String(receivedAt)) - Date.now()) < 20_000);
    assert.ok(["continued", "finished"].includes(String(state)), String(state));
    assert.match(String(detail), /événement|histoire/);
    const { journeyId } = answer;
    assert.deepEqual(rest, { eventId: "evt-1", caseKey: "FILE-1001", receipt: "accepted", journeyId });
    const wrong = await get<{ type: string }>(`${pathname.slice(0, -1)}${pathname.endsWith("0") ? "1" : "0"}`);
    assert.deepEqual([wrong.status, wrong.body.type], [404, "urn:belle-histoire:no-receipt"]);
    const posted = await post(accepted, { path: pathname });
    assert.deepEqual([posted.status, posted.answer.receipt], [405, "unsupported"]);
  });

  it("counts who asks for receipts apart from calls, and each by itself behind a proxy", async () => {
    const addresses = { proxies: 1 };
    await listen({ authentication: { proofs: [standard], addresses }, rate: { webhook: 2, source: 1 } });
    const from = (last: number) => ({ "x-forwarded-for": `192.0.2.${last}` });
    const { status, answer } = await post(accepted, { headers: from(1) });
    assert.equal(status, 202);
    const { pathname } = new URL(String(answer.statusUrl));
    const asked = [];
    for (const last of [1, 1, 2]) asked.push((await get(pathname, from(last))).status);
    assert.deepEqual(asked, [200, 429, 200]);
    assert.equal((await post({ ...accepted, caseKey: "none" }, { headers: from(2), id: "evt-2" })).status, 404);
  });

  it("answers the first receipt again to the same event, marked as a duplicate", async () => {
    await listen();
    const first = await post(accepted);
    const second = await post(accepted);
    assert.deepEqual(
      [second.status, second.answer.duplicate, second.answer.statusUrl, second.answer.journeyId],
      [200, true, first.answer.statusUrl, first.answer.journeyId],
    );
  });

  it("names the public address of its campaign in receipts", async () => {
    endpoint = mintEndpoint();
    secret = mintSecret();
    const secrets = JSON.stringify({ "sender.current": secret });
    await red.load(flow({}, { baseUrl: "https://campaign.example/" }), { node: { secrets } });
    await enrol();
    assert.match(String((await post(accepted)).answer.statusUrl), /^https:\/\/campaign\.example\/receipt\//);
  });

  it("has readable words before the secret part of its address", async () => {
    await listen({ slug: "insurer-decisions" });
    assert.equal((await post(accepted, { path: `/webhook/insurer-decisions/${endpoint}` })).status, 202);
    assert.equal((await post(accepted)).status, 404);
  });

  it("opens with the one secret that version 1 saved", async () => {
    endpoint = mintEndpoint();
    secret = mintSecret();
    const { authentication: _, version: __, ...first } = flow()[2] as Record<string, unknown>;
    await red.load([...flow().slice(0, 2), { ...first, version: 1 } as never, ...flow().slice(3)], {
      node: { secret },
    });
    await enrol();
    assert.equal((await post(accepted)).status, 202);
  });

  it("takes a secret from the environment", async () => {
    const variable = "BELLE_TEST_SECRET";
    process.env[variable] = mintSecret();
    try {
      await listen({}, { "sender.current": `\${${variable}}` });
      assert.equal((await post(accepted, { key: process.env[variable] })).status, 202);
    } finally {
      delete process.env[variable];
    }
  });

  it("lets a test secret reach test people only", async () => {
    const test = mintSecret();
    await listen({}, { "sender.test": test });
    const { store } = await red.house();
    const tester = { campaign: "c1", node: "elsewhere", recipient: { id: "T-1" }, caseKey: "T-1", at: Date.now() };
    await store.enrol([{ ...tester, test: true }]);
    const refused = await post(accepted, { key: test });
    assert.deepEqual([refused.status, refused.answer.receipt, refused.answer.reason], [403, "forbidden", "test-only"]);
    assert.equal((await post({ ...accepted, caseKey: "T-1" }, { key: test, id: "evt-2" })).status, 202);
  });

  const faults: { name: string; saved: object; says: RegExp }[] = [
    { name: "a limit that is no number", saved: { limit: "much" }, says: /limit.*much.*1.*10,240/ },
    { name: "receipts kept too short", saved: { retention: 1 }, says: /retention.*“1”.*4/ },
    { name: "an address part that is no word", saved: { slug: "Insurer/../x" }, says: /readable part/ },
    { name: "no place for the event id", saved: { identity: [] }, says: /nowhere/ },
    { name: "a field for the event id without a name", saved: { identity: ["field"] }, says: /no field is named/ },
    { name: "no proof", saved: { authentication: { proofs: [] } }, says: /No way to prove/ },
  ];
  for (const { name, saved, says } of faults) {
    it(`says what is wrong with ${name}, and is not reached`, async () => {
      await listen(saved);
      assert.deepEqual(red.statuses().at(-1), "red ring status.error");
      assert.match(red.errors[0] ?? "", says);
      assert.equal((await post(accepted)).status, 404);
    });
  }

  describe("in a deploy", () => {
    const busy = { id: "slow", type: "slow-to-close", z: "tab", x: 0, y: 0, wires: [] };

    it("goes on accepting while nodes are replaced, and the new node emits what came meanwhile", async () => {
      await listen({}, {}, {}, [busy]);
      let letClose = () => {};
      const begun = new Promise<void>((resolve) => {
        closing = (done) => {
          letClose = done;
          resolve();
        };
      });
      const deployed = red.deploy([...flow({ name: "renamed" }), busy]);
      await begun;
      closing = (done) => done();
      assert.equal((await post(accepted)).status, 202);
      assert.equal(red.at(0).length, 0);
      letClose();
      await deployed;
      const message = await red.first(0);
      assert.equal((message.event as { id: string }).id, "evt-1");
      assert.equal((await post(accepted)).status, 200);
    });
  });

  describe("the list of last calls", () => {
    it("shows outcome and reason of each, newest first, in the language asked for, and nobody's data", async () => {
      await listen();
      await post(accepted);
      await post({ caseKey: "FILE-1001", decision: "maybe" }, { id: "evt-2" });
      const body = (await red.adminGet(`${desk}/calls`, "fr")).body as unknown as CallsAnswer;
      assert.equal(body.state, "listening");
      assert.deepEqual(
        body.calls
          .slice(0, 2)
          .map(({ receipt, status, eventId, caseKey, sender, source, test }) => [
            ...[receipt, status, eventId, caseKey, sender, source, test],
          ]),
        [
          ["invalid", 422, "evt-2", "•••••1001", "Insurer", "127.0.0.•", false],
          ["accepted", 202, "evt-1", "•••••1001", "Insurer", "127.0.0.•", false],
        ],
      );
      assert.match(body.calls[0]?.detail ?? "", /tous les champs/);
      assert.match(body.calls[0]?.problems[0] ?? "", /^\/decision: /);
      assert.equal(body.calls[1]?.body, undefined);
      assert.match(body.lastUse["sender.current"] ?? "", /^\d{4}-/);
      assert.doesNotMatch(JSON.stringify(body), /FILE-1001|camille@/);
    });

    it("shows bodies where the setting says so, personal data masked", async () => {
      await listen({ keepBodies: true });
      await post(accepted);
      const body = (await red.adminGet(`${desk}/calls`, "en")).body as unknown as CallsAnswer;
      assert.deepEqual(body.calls[0]?.body, { caseKey: "•••••1001", decision: "accepted", email: "••••••••.org" });
    });

    it("is empty for a webhook that is not deployed", async () => {
      await listen();
      assert.equal((await red.adminGet("/belle-histoire/inbound-webhook/nobody/calls", "en")).status, 404);
      assert.equal((await red.admin("/belle-histoire/inbound-webhook/nobody/listen", "en", {})).status, 404);
    });
  });

  describe("listening for a sample", () => {
    it("hands over the next proven call as it came, also one that does not fit", async () => {
      await listen();
      const heard = red.admin(`${desk}/listen`, "en", {});
      const listened = heard.then(({ status, body }) => ({ status, body: body as unknown as HeardAnswer }));
      // The call that is not proven is not shown; the listener may stand only after some of the others.
      let done = false;
      void listened.finally(() => {
        done = true;
      });
      for (let count = 0; !done && count < 200; count += 1) {
        await post({ file: "x" }, { headers: { "webhook-signature": "v1,AAAA" } });
        await post({ file: { number: 7 } }, { id: `evt-${count}` });
      }
      const { status, body } = await listened;
      assert.equal(status, 200);
      assert.deepEqual(
        [body.body, body.receipt, body.contentType],
        [{ file: { number: 7 } }, "invalid", "application/json"],
      );
      assert.match(body.detail, /not all fields fit/);
    });
  });

  describe("a call to try", () => {
    it("reaches the deployed webhook as a sender's would", async () => {
      await listen();
      const { status, body } = await red.admin(`${desk}/try`, "en", { body: accepted, proof: "sender" });
      const answer = body as unknown as TryAnswer;
      assert.deepEqual([status, answer.status, JSON.parse(answer.body).receipt], [200, 202, "accepted"]);
      assert.equal(answer.headers["content-type"], "application/json");
      await red.first(0);
    });

    it("says why it cannot be made", async () => {
      await listen();
      const { status, body } = await red.admin(`${desk}/try`, "fr", { body: accepted, proof: "sender", which: "test" });
      assert.equal(status, 400);
      assert.match(String(body.problem), /secret/);
    });
  });
});
