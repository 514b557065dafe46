import assert from "node:assert/strict";
import { CloudEvent, emitterFor, httpTransport, Mode } from "cloudevents";
import { after, before, describe, it } from "mocha";
import type { CallsAnswer } from "../../nodes/inbound-webhook/desk.ts";
import { mintEndpoint, mintSecret, readSecret, sign } from "../../src/webhook/index.ts";
import { ask } from "./ask.ts";
import { Runtime, until } from "./runtime.ts";
import { callers, endpoints, type Sent } from "./webhook-callers.ts";
import { enrolled, heard, webhookFlow } from "./webhook-flow.ts";

const platform = { name: "Node-RED 5.0", node: "node/bin/node", nodeRed: "node-red" };
const proofs = [{ kind: "standard-webhooks" as const, id: "sender", headers: "webhook" as const }];
const [current, previous, test, other] = [mintSecret(), mintSecret(), mintSecret(), mintSecret()] as const;
const turning = { "sender.current": current, "sender.previous": previous, "sender.test": test };
const open = { proofs: [{ kind: "address-only" as const, id: "a" }] };

const own = {
  rotated: { authentication: { proofs }, secrets: turning, endpoint: mintEndpoint() },
  other: { authentication: { proofs }, secrets: { "sender.current": other }, endpoint: mintEndpoint() },
  open: { authentication: open, secrets: {}, endpoint: mintEndpoint() },
  elsewhere: {
    authentication: { ...open, addresses: { allow: ["192.0.2.0/24"] } },
    secrets: {},
    endpoint: mintEndpoint(),
  },
};
const flow = webhookFlow(
  [
    ...callers.map(({ webhook }, index) => ({ ...webhook, id: `caller-${index}`, endpoint: endpoints[index]! })),
    ...Object.entries(own).map(([id, webhook]) => ({ id, ...webhook })),
  ],
  callers.length + 12,
);

describe("callers of a deployed webhook", function () {
  this.timeout(60_000);
  let runtime: Runtime;
  let cases = 0;
  const said = (words: string) =>
    until(async () => (runtime.output.includes(words) ? true : undefined), `${words}\n${runtime.output}`);
  const nextCase = () => {
    cases += 1;
    return `D-${cases}`;
  };

  before(async () => {
    runtime = await Runtime.prepared(platform, flow);
    await said(enrolled());
  });
  after(() => runtime?.remove());

  const accepted: string[] = [];
  const urlOf = (endpoint: string) => `http://${runtime.host}/webhook/${endpoint}`;
  async function post(endpoint: string, { headers, body, query = "" }: Sent) {
    const told = await ask(`${urlOf(endpoint)}${query}`, { headers, body });
    if (told.status === 202) accepted.push(String(told.body.eventId));
    return told;
  }

  for (const [index, { name, send, known = (id: string) => id, signs, forge }] of callers.entries())
    it(`${name}: taken, and refused when ${signs ? "one letter of the body" : "the secret"} is another`, async () => {
      const caseKey = nextCase();
      const sent = await send(caseKey, `evt-${index}`);
      const forged = await post(endpoints[index]!, forge(sent));
      assert.deepEqual([forged.status, forged.body.receipt], [401, "unauthorised"], forged.text);
      assert.ok(forged.headers["www-authenticate"]);

      const taken = await post(endpoints[index]!, sent);
      assert.deepEqual([taken.status, taken.body.receipt], [202, "accepted"], taken.text);
      assert.equal(taken.body.eventId, known(`evt-${index}`, sent));
      await said(heard(String(taken.body.eventId), caseKey));

      const again = await post(endpoints[index]!, sent);
      assert.deepEqual([again.status, again.body.receipt], [200, "duplicate"], again.text);
    });

  it("shakes hands with a CloudEvents sender before its first event", async () => {
    const index = callers.findIndex(({ name }) => name.startsWith("cloudevents"));
    const { status, headers } = await ask(urlOf(endpoints[index]!), {
      method: "OPTIONS",
      headers: { "webhook-request-origin": "eventemitter.example", "webhook-request-rate": "120" },
    });
    assert.equal(status, 200);
    assert.equal(headers["webhook-allowed-origin"], "eventemitter.example");
    assert.equal(headers["webhook-allowed-rate"], "6000");
    assert.match(headers.allow ?? "", /POST/);
  });

  for (const mode of [Mode.STRUCTURED, Mode.BINARY])
    it(`takes what the emitter of cloudevents sends by itself, ${mode}`, async () => {
      const caseKey = nextCase();
      const index = callers.findIndex(({ name }) => name === "cloudevents, binary, with a bearer token");
      const { headers } = await callers[index]!.send(caseKey, "");
      const emit = emitterFor(httpTransport(urlOf(endpoints[index]!)), { mode });
      const data = { caseKey, decision: "accepted" };
      const event = new CloudEvent({ id: `emitted-${mode}`, source: "/files", type: "example.decision", data });
      const { body } = (await emit(event, { headers: { authorization: headers.authorization! } })) as { body: string };
      const receipt = JSON.parse(body) as Record<string, unknown>;
      assert.deepEqual([receipt.receipt, receipt.eventId], ["accepted", `/files#emitted-${mode}`]);
      accepted.push(String(receipt.eventId));
    });

  const plain = (caseKey: string): Sent => ({
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ caseKey, decision: "accepted" }),
  });
  const signed = (caseKey: string, secret: string, id: string): Sent => {
    const { headers, body } = plain(caseKey);
    return { headers: { ...headers, ...sign(readSecret(secret), id, Buffer.from(body), Date.now()) }, body };
  };

  it("the address alone: taken, and nowhere when one letter of it is another", async () => {
    const { endpoint } = own.open;
    const caseKey = nextCase();
    const { status, body } = await post(endpoint, plain(caseKey));
    assert.equal(status, 202);
    await said(heard(String(body.eventId), caseKey));
    const wrong = endpoint.replace(/.$/, (letter) => (letter === "0" ? "1" : "0"));
    assert.equal((await post(wrong, plain(caseKey))).status, 404);
  });

  it("an address of the network that is not on the list: 403, though nothing else is asked", async () => {
    const { status, body } = await post(own.elsewhere.endpoint, plain(nextCase()));
    assert.deepEqual([status, body.receipt, body.code], [403, "forbidden", "webhook.authentication.address-refused"]);
  });

  it("takes the secret before the present one, and shows when each was last used", async () => {
    const began = Date.now();
    for (const secret of [current, previous]) {
      const caseKey = nextCase();
      const { status } = await post(own.rotated.endpoint, signed(caseKey, secret, `evt-${caseKey}`));
      assert.equal(status, 202);
    }
    const lastUse = await until(async () => {
      const url = `http://${runtime.host}/belle-histoire/inbound-webhook/rotated/calls`;
      const { lastUse: told } = (await ask(url, { method: "GET" })).body as unknown as CallsAnswer;
      return Object.keys(told).length >= 2 ? told : undefined;
    }, "the use of both secrets");
    assert.deepEqual(Object.keys(lastUse).sort(), ["sender.current", "sender.previous"]);
    for (const at of Object.values(lastUse)) {
      assert.ok(Date.parse(at) >= began - 1000 && Date.parse(at) <= Date.now() + 1000, at);
    }
  });

  it("lets the test secret reach no real case", async () => {
    const { status, body } = await post(own.rotated.endpoint, signed(nextCase(), test, "evt-test"));
    assert.deepEqual([status, body.receipt, body.reason], [403, "forbidden", "test-only"]);
  });

  it("two webhooks do not take each other's secret", async () => {
    const caseKey = nextCase();
    for (const [endpoint, secret] of [
      [own.rotated.endpoint, other],
      [own.other.endpoint, current],
    ] as const) {
      const { status, body } = await post(endpoint, signed(caseKey, secret, "evt-crossed"));
      assert.deepEqual([status, body.receipt], [401, "unauthorised"]);
    }
    assert.equal((await post(own.other.endpoint, signed(caseKey, other, "evt-crossed"))).status, 202);
  });

  it("let go on what was accepted, and nothing else", async () => {
    const told = () => [...runtime.output.matchAll(/ heard (\S+) of /g)].map(([, id]) => id).sort();
    await until(async () => (told().length >= accepted.length ? true : undefined), "every event goes on");
    assert.deepEqual(told(), accepted.toSorted());
  });
});
