import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { receiptStatus } from "../../../src/contract/index.ts";
import { compileAuthentication, readSettings, sampleHeaders } from "../../../src/webhook/index.ts";
import { long } from "../../size.ts";
import { type AnyCall, anyCall, fields, proofKinds } from "./any-call.ts";
import { type DoorReply, door, now } from "./door.ts";

/** Calls of each kind of proof. */
const runs = long(150, 10_000);

type ProofKind = (typeof proofKinds)[number];
const kinds = proofKinds.map((kind, index) => ({ ...kind, id: `p${index}`, name: nameOf(kind) }));
const secrets = Object.fromEntries(kinds.map(({ id, secret }) => [`${id}.current`, secret()]));
const foreign = Object.fromEntries(kinds.map(({ id, secret }) => [`${id}.current`, secret()]));
const told = Object.values(secrets).filter((secret) => secret !== "");
const settingsOf = (chosen: typeof kinds) => ({ proofs: chosen.map(({ id, proof }) => ({ ...proof, id })) });
const mixable = kinds.filter(({ proof }) => proof.kind !== "address-only");

function nameOf({ proof, proves }: ProofKind): string {
  return proves === "" || proof.kind === proves ? proof.kind : `${proof.kind} in ${proves}`;
}

/** What the store may answer. */
const answers = [
  ...(["accepted", "early", "held", "duplicate", "conflict", "unknown-case", "ended", "reused-id"] as const).map(
    (receipt) => ({ receipt }),
  ),
  { receipt: "forbidden" as const, reason: "test-only" },
  { receipt: "conflict" as const, reason: "too-late", statusToken: "token" },
];
const situation = fc.record({
  answer: fc.oneof({ weight: 3, arbitrary: fc.constant(answers[0]!) }, fc.constantFrom(...answers)),
  origins: fc.constantFrom([], ["*"], ["https://a.example"]),
  batch: fc.constantFrom(3, 0),
  first: fc.constantFrom("proof" as const, "idempotency-key" as const, "cloud-event" as const, "field" as const),
});

interface Proven {
  headers: Record<string, string>;
  query: Record<string, string>;
  proven: boolean;
}

/** The proof of a call in its manner; whether it is one is known before the endpoint is asked. */
async function prove(kind: (typeof kinds)[number], call: AnyCall): Promise<Proven> {
  const { id, proof, proves, signs } = kind;
  if (proof.kind === "address-only") return { headers: {}, query: {}, proven: true };
  const { manner, place } = call;
  const given = manner === "foreign" ? foreign : secrets;
  const target = new URL(`http://x${call.path}`);
  const { headers, query } = await sampleHeaders(readSettings(settingsOf([kind]), given), given, {
    body: manner === "moved" ? Buffer.concat([call.body, Buffer.from(" ")]) : call.body,
    path: target.pathname,
    query: target.search.slice(1),
    eventId: "evt-1",
    now,
    proof: id,
  });
  const [from, name] = proves.startsWith("?") ? [query, proves.slice(1)] : [headers, proves];
  const text = from[name]!;
  if (manner === "absent") delete from[name];
  if (manner === "nonsense") from[name] = call.nonsense;
  // Not the last characters: in base64 some bits of theirs mean nothing.
  const at = place % (text.length - 3);
  if (manner === "flipped") from[name] = `${text.slice(0, at)}${text[at] === "0" ? "1" : "0"}${text.slice(at + 1)}`;
  return { headers, query, proven: manner === "right" || (manner === "moved" && !signs) };
}

describe("an endpoint, whatever it is sent", function () {
  this.timeout(60_000);
  const { state, call } = door();
  const unsigned = { "webhook-id": undefined, "webhook-timestamp": undefined, "webhook-signature": undefined };

  function checkReply({ method }: AnyCall, { status, headers, body }: DoorReply): void {
    assert.notEqual(status, 500);
    if (status < 300) {
      if (method === "POST") assert.notEqual(state.accepted.length, 0);
      return;
    }
    assert.equal(state.refused.length > 0, true);
    const alone = headers.get("content-type") === "application/problem+json";
    if (!alone) assert.equal(headers.get("content-type"), "application/json");
    const problems = alone ? [body] : (body.receipts as Record<string, unknown>[]);
    if (alone) assert.equal(body.status, status);
    for (const problem of problems) {
      assert.ok(Object.hasOwn(receiptStatus, String(problem.receipt)), JSON.stringify(problem));
      if (Number(problem.status) < 300) continue;
      for (const name of ["title", "detail"]) assert.match(String(problem[name]), /\S/);
      assert.match(String(problem.type), /^urn:belle-histoire:receipt:/);
    }
  }

  async function oneCall(kind: (typeof kinds)[number], sent: AnyCall, { answer, first, ...more }: Situation) {
    Object.assign(state, { accepted: [], refused: [], seen: [], failed: [] });
    Object.assign(state.endpoint, more, {
      fields,
      identity: { places: [first, "proof", "body"].filter((one, at, all) => all.indexOf(one) === at), field: "more" },
      accept: async (event: (typeof state.accepted)[number]) => {
        state.accepted.push(event);
        return { ...answer, eventId: event.eventId, caseKey: event.caseKey };
      },
    });
    const { headers, query, proven } = await prove(kind, sent);
    const asked = new URLSearchParams(query).toString();
    const path = asked === "" ? sent.path : `${sent.path}${sent.path.includes("?") ? "&" : "?"}${asked}`;
    const { method, body } = sent;
    const reply = await call({ method, path, body, headers: { ...unsigned, ...sent.headers, ...headers } });

    assert.deepEqual(state.failed, []);
    assert.equal(state.seen.length, 1);
    checkReply(sent, reply);
    const text = JSON.stringify([reply.body, [...reply.headers]]);
    for (const secret of told) assert.ok(!text.includes(secret) && !text.includes(secret.replace("whsec_", "")), text);
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
    for (const { eventId } of state.accepted) assert.match(eventId, /^[\x21-\x7e]{1,204}$/);
    if (method !== "POST") assert.equal(state.accepted.length, 0);
    else if (proven) assert.notEqual(reply.status, 401, text);
    else {
      assert.equal(state.accepted.length, 0);
      assert.ok([401, 413, 415].includes(reply.status), text);
    }
  }
  type Situation = typeof situation extends fc.Arbitrary<infer One> ? One : never;

  for (const kind of kinds)
    it(`takes what is proven only, and answers each call once and well: ${kind.name}`, async () => {
      const authentication = compileAuthentication(settingsOf([kind]), secrets);
      state.endpoint.authentication = authentication;
      await fc.assert(
        fc.asyncProperty(anyCall, situation, (sent, more) => oneCall(kind, sent, more)),
        { numRuns: runs },
      );
    });

  it("does so with every kind of proof at one address", async () => {
    state.endpoint.authentication = compileAuthentication(settingsOf(mixable), secrets);
    await fc.assert(fc.asyncProperty(fc.constantFrom(...mixable), anyCall, situation, oneCall), { numRuns: runs });
  });
});
