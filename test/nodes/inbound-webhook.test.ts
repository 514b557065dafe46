import assert from "node:assert/strict";
import { describe, it } from "mocha";
import register from "../../nodes/inbound-webhook/inbound-webhook.ts";
import { CampaignPart, EventPart, JourneyPart, type Problem } from "../../src/contract/index.ts";
import { mintEndpoint, mintSecret, readSecret, sign } from "../../src/webhook/index.ts";
import { flowOf, nodeRed } from "./helper.ts";

const field = (name: string, more: object = {}) => ({
  ...{ name, type: "text", required: true, values: [], target: "event", as: "", ...more },
});
const allowed = [
  { value: "accepted", synonyms: ["accepté"] },
  { value: "refused", synonyms: [] },
];
const fields = [
  field("caseKey", { target: "case-key" }),
  field("decision", { type: "enum", values: allowed }),
  field("email", { target: "recipient", required: false }),
];
const listening = "green ring status.listening";
const refused = "yellow dot status.refused";
const accepted = { caseKey: "D-1", decision: "accepted" };

interface Call {
  body: unknown;
  id?: string;
  /** Changes the signed headers. */
  headers?: Record<string, string>;
}

const refusals: { name: string; call: Call; status: number; receipt: string; payload: object }[] = [
  {
    name: "a value that is not allowed",
    call: { body: { caseKey: "D-1", decision: "maybe" } },
    status: 422,
    receipt: "invalid",
    payload: {
      code: "webhook.invalid",
      caseKey: "D-1",
      eventId: "evt-1",
      problems: [
        {
          pointer: "/decision",
          code: "webhook.field.enum",
          detail: "One of these is expected: accepted, refused.",
          value: "maybe",
          allowed: ["accepted", "refused"],
        },
      ],
    },
  },
  {
    name: "a field that is missing",
    call: { body: { caseKey: "D-1" } },
    status: 422,
    receipt: "invalid",
    payload: {
      problems: [{ pointer: "/decision", code: "webhook.field.required", detail: "This field is missing." }],
    },
  },
  {
    name: "no JSON",
    call: { body: '{"caseKey":' },
    status: 400,
    receipt: "malformed",
    payload: { code: "webhook.malformed" },
  },
  {
    name: "another signature",
    call: { body: accepted, headers: { "webhook-signature": `v1,${"A".repeat(43)}=` } },
    status: 401,
    receipt: "unauthorised",
    payload: { code: "webhook.authentication.hmac.signature-mismatch", problems: [] },
  },
  {
    name: "an unknown case",
    call: { body: { ...accepted, caseKey: "D-9" } },
    status: 404,
    receipt: "unknown-case",
    payload: { caseKey: "D-9", eventId: "evt-1" },
  },
];

const settings: { name: string; saved: object; secret: string; status: string; log: RegExp }[] = [
  {
    name: "no address",
    saved: { endpoint: "" },
    secret: mintSecret(),
    status: "red ring status.no-address",
    log: /no address.*Open its node/,
  },
  {
    name: "an address that can be guessed",
    saved: { endpoint: "decision" },
    secret: mintSecret(),
    status: "red ring status.no-address",
    log: /no address.*Open its node/,
  },
  { name: "no secret", saved: {}, secret: "", status: "red ring status.error", log: /secret/ },
  {
    name: "a secret that is none",
    saved: {},
    secret: "password",
    status: "red ring status.error",
    log: /secret/i,
  },
  {
    name: "no case key",
    saved: { fields: [field("decision")] },
    secret: mintSecret(),
    status: "red ring status.error",
    log: /No field is the case key\. Choose/,
  },
];

describe("the inbound webhook node", () => {
  const red = nodeRed(register);
  let endpoint = "";
  let secret = "";

  const flow = (saved: object = {}, campaign: object | null = {}) =>
    flowOf({ type: "inbound-webhook", eventType: "decision", fields, endpoint, ...saved }, 2, campaign);

  const credentials = (text = secret) => ({ node: { secrets: JSON.stringify({ "sender.current": text }) } });

  /** Deploys a webhook with an address and a secret of its own, and enrols two people. */
  async function listen(campaign: object = {}): Promise<void> {
    endpoint = mintEndpoint();
    secret = mintSecret();
    await red.load(flow({}, campaign), credentials());
    const { store } = await red.house();
    const row = { campaign: "c1", node: "elsewhere", test: false, at: Date.now() };
    await store.enrol([
      { ...row, recipient: { id: "R-1", firstName: "Camille" }, caseKey: "D-1" },
      { ...row, recipient: { id: "R-2" }, caseKey: "D-2" },
    ]);
  }
  async function post({ body, id = "evt-1", headers = {} }: Call, language = "en") {
    const bytes = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
    const signed = sign(readSecret(secret), id, bytes, Date.now());
    const all = { ...signed, "content-type": "application/json", "accept-language": language, ...headers };
    const response = await fetch(`${red.url}/webhook/${endpoint}`, { method: "POST", headers: all, body: bytes });
    const text = await response.text();
    const answer = response.headers.get("content-type")?.includes("json") ? (JSON.parse(text) as object) : {};
    return { status: response.status, headers: response.headers, answer: answer as Record<string, unknown> };
  }
  /** What a call before this one had sent would be there before its event. */
  async function another(): Promise<void> {
    assert.equal((await post({ body: { caseKey: "D-2", decision: "refused" }, id: "evt-last" })).status, 202);
    await red.until(() => red.at(0).some(({ event }) => (event as EventPart).id === "evt-last"), "the last event");
  }
  const eventsOf = (id: string) => red.at(0).filter(({ event }) => (event as EventPart).id === id);

  it("answers 202 to a signed call and sends its event by the first output, as the contract has it", async () => {
    await listen({ locale: "fr" });
    assert.deepEqual(red.statuses(), [listening]);
    const { status, answer } = await post({ body: { caseKey: "D-1", decision: "ACCEPTE", email: "c@example.org" } });
    const message = await red.first(0);
    assert.equal(status, 202);
    const { journey, event, campaign, recipient, payload, ...rest } = message;
    const { task, ...passage } = JourneyPart.strict().parse(journey);
    const { statusUrl, ...receipt } = answer;
    assert.deepEqual(receipt, { receipt: "accepted", eventId: "evt-1", caseKey: "D-1", journeyId: passage.id });
    assert.match(String(statusUrl), /^http:\/\/[^/]+\/receipt\/[0-9a-f]{20}\/[0-9a-z]+-[0-9a-z]{26}$/);
    assert.ok(!String(statusUrl).includes(endpoint));
    assert.deepEqual([passage.caseKey, passage.test, task], ["D-1", false, message._msgid]);
    const { receivedAt, ...written } = EventPart.strict().parse(event);
    assert.ok(Math.abs(Date.parse(receivedAt) - Date.now()) < 20_000);
    assert.deepEqual(written, { id: "evt-1", type: "decision", data: { decision: "accepted" } });
    assert.deepEqual(payload, written.data);
    assert.equal(CampaignPart.strict().parse(campaign).locale, "fr");
    const person = recipient as Record<string, unknown>;
    assert.deepEqual([person.id, person.firstName, person.email], ["R-1", "Camille", "c@example.org"]);
    assert.deepEqual(Object.keys(rest), ["_msgid"]);
    await red.status("green dot status.accepted");
    assert.deepEqual(red.at(1), []);
  });

  const again: { name: string; call: Call; reason: string }[] = [
    { name: "the same event", call: { body: accepted }, reason: "same-event" },
    { name: "the same decision under another id", call: { body: accepted, id: "evt-2" }, reason: "same-decision" },
  ];
  for (const { name, call, reason } of again)
    for (const when of ["at once", "after a restart"])
      it(`answers 200 to ${name} ${when}, and sends no second event`, async () => {
        await listen();
        assert.equal((await post({ body: accepted })).status, 202);
        await red.first(0);
        if (when === "after a restart") {
          await red.restart(flow(), credentials());
          await red.house();
          // Its task had not ended when Node-RED did: it is played again, under the same id.
          await red.first(0);
        }
        const { status, answer } = await post(call);
        assert.deepEqual([status, answer.receipt, answer.reason], [200, "duplicate", reason]);
        await red.status("yellow dot status.duplicate");
        await another();
        assert.deepEqual([eventsOf("evt-1").length, eventsOf("evt-2").length, red.at(1)], [1, 0, []]);
      });

  for (const { name, call, status, receipt, payload } of refusals)
    it(`answers ${status} to ${name}, sends the refusal by the second output and shows it`, async () => {
      await listen();
      const reply = await post(call);
      assert.deepEqual([reply.status, reply.answer.receipt], [status, receipt]);
      const message = await red.first(1);
      const told = message.payload as Record<string, unknown>;
      assert.equal(told.receipt, receipt);
      for (const [property, value] of Object.entries(payload)) {
        assert.deepEqual(told[property], value, property);
        if (property !== "problems" || (value as Problem[]).length > 0) assert.deepEqual(reply.answer[property], value);
      }
      assert.equal(CampaignPart.parse(message.campaign).id, "c1");
      await red.status(refused);
      await another();
      assert.deepEqual([red.at(0).length, red.at(1).length], [1, 1]);
    });

  it("answers a wrong value in the caller's language", async () => {
    await listen();
    const { answer } = await post({ body: { caseKey: "D-1", decision: "maybe" } }, "fr-FR,fr;q=0.9");
    const [problem] = answer.problems as Problem[];
    assert.equal(answer.title, "Les champs ne conviennent pas");
    assert.match(problem?.detail ?? "", /accepted, refused/);
    assert.doesNotMatch(problem?.detail ?? "", /expected/);
  });

  it("answers 409 to another decision for the case; the first one stands", async () => {
    await listen();
    await post({ body: accepted });
    const { status, answer } = await post({ body: { ...accepted, decision: "refused" }, id: "evt-2" });
    assert.deepEqual([status, answer.receipt], [409, "conflict"]);
    assert.equal(((await red.first(1)).payload as { receipt: string }).receipt, "conflict");
    await another();
    assert.deepEqual([eventsOf("evt-1").length, eventsOf("evt-2").length], [1, 0]);
  });

  for (const { name, saved, secret: given, status, log } of settings)
    it(`shows ${name}, throws nothing, and is not reached`, async () => {
      endpoint = mintEndpoint();
      secret = mintSecret();
      await red.load(flow(saved), credentials(given));
      assert.equal(red.statuses().at(-1), status);
      assert.match(red.errors[0] ?? "", log);
      assert.ok(!JSON.stringify(red.logged).includes(given === "" ? "whsec_" : given));
      assert.equal((await post({ body: accepted })).status, 404);
    });

  it("asks for a campaign, and is not reached without", async () => {
    endpoint = mintEndpoint();
    secret = mintSecret();
    await red.load(flow({}, null), credentials());
    assert.deepEqual(red.statuses(), ["red ring status.no-campaign"]);
    assert.deepEqual(red.errors, ["No campaign is chosen. Open the node and choose one."]);
    assert.equal((await post({ body: accepted })).status, 404);
  });

  it("asks callers back when Node-RED stops, and takes the same call after it", async () => {
    await listen();
    const saved = flow();
    await red.unload();
    const closed = await post({ body: accepted });
    assert.deepEqual(
      [closed.status, closed.answer.receipt, closed.headers.get("retry-after")],
      [503, "unavailable", "5"],
    );
    assert.equal(red.watching(), false);
    await red.restart(saved, credentials());
    assert.equal((await post({ body: accepted })).status, 202);
    await red.first(0);
  });

  it("tells callers that it is gone for good when it was deleted", async () => {
    await listen();
    await red.deploy(flow().filter(({ id }) => id !== "node"));
    const { status, answer } = await post({ body: accepted });
    assert.deepEqual([status, answer.receipt], [410, "gone"]);
    assert.equal(red.watching(), false);
  });
});
