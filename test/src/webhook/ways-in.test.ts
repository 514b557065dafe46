import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { gzipSync } from "node:zlib";
import { CloudEvent, HTTP } from "cloudevents";
import { describe, it } from "mocha";
import { hold, mostHeld } from "../../../src/webhook/held-bytes.ts";
import { type AcceptedCall, compileAuthentication, type IdentityPlace, rates } from "../../../src/webhook/index.ts";
import { type DoorCall, door, right } from "./door.ts";

const form = { "content-type": "application/x-www-form-urlencoded" };
const batchOf = (...bodies: object[]) => JSON.stringify(bodies);
const one = { caseKey: "D-1", decision: "accepted" };
const two = { caseKey: "D-2", decision: "accepted" };
const hash = (text: string) => createHash("sha256").update(text).digest("hex");
const cloudEvent = new CloudEvent({ id: "ce-1", source: "https://insurer.example/files", type: "decision", data: one });
const structured = HTTP.structured(cloudEvent);
const binary = HTTP.binary(cloudEvent);

describe("the ways into an endpoint", () => {
  const { state, call } = door();
  const ids = () => state.accepted.map(({ eventId }) => eventId);

  const bodies: { name: string; call: DoorCall; accepted: Partial<AcceptedCall>[] }[] = [
    { name: "JSON", call: {}, accepted: [{ eventId: "msg_1", caseKey: "D-1", bodyHash: hash(right) }] },
    {
      name: "a form",
      call: { body: "caseKey=D-1&decision=accepted", headers: form },
      accepted: [{ eventId: "msg_1", caseKey: "D-1" }],
    },
    {
      name: "gzip",
      call: { body: gzipSync(right), headers: { "content-encoding": "gzip" } },
      accepted: [{ caseKey: "D-1" }],
    },
    {
      name: "a batch, each item under an id of its own",
      call: { body: batchOf(one, two) },
      accepted: [
        { eventId: "msg_1/0", caseKey: "D-1" },
        { eventId: "msg_1/1", caseKey: "D-2" },
      ],
    },
    {
      name: "a CloudEvent in structured mode",
      call: { body: structured.body as string, headers: { "content-type": "application/cloudevents+json" } },
      accepted: [{ eventId: "msg_1", caseKey: "D-1" }],
    },
    {
      name: "a CloudEvent in binary mode",
      call: { body: binary.body as string, headers: binary.headers as Record<string, string> },
      accepted: [{ eventId: "msg_1", caseKey: "D-1" }],
    },
    {
      name: "a batch of CloudEvents",
      call: {
        body: JSON.stringify([JSON.parse(structured.body as string)]),
        headers: { "content-type": "application/cloudevents-batch+json" },
      },
      accepted: [{ eventId: "msg_1/0", caseKey: "D-1" }],
    },
  ];
  for (const { name, call: sent, accepted } of bodies) {
    it(`takes ${name}`, async () => {
      const { status } = await call(sent);
      assert.equal(status, 202);
      assert.equal(state.accepted.length, accepted.length);
      for (const [index, expected] of accepted.entries()) {
        assert.deepEqual({ ...state.accepted[index], ...expected }, state.accepted[index]);
      }
    });
  }

  it("answers a batch with one receipt an item, and 207 where they differ", async () => {
    const body = batchOf(one, { caseKey: "D-2", decision: "maybe" }, two);
    const reply = await call({ body });
    const receipts = reply.body.receipts as Record<string, unknown>[];
    assert.equal(reply.status, 207);
    assert.deepEqual(
      receipts.map(({ status, receipt, eventId }) => [status, receipt, eventId]),
      [
        [202, "accepted", "msg_1/0"],
        [422, "invalid", "msg_1/1"],
        [202, "accepted", "msg_1/2"],
      ],
    );
    assert.equal((receipts.at(1)?.problems as { pointer: string }[] | undefined)?.[0]?.pointer, "/1/decision");
    assert.deepEqual(
      state.refused.map(({ eventId }) => eventId),
      ["msg_1/1"],
    );
  });

  it("asks for the whole batch again where one item could not be stored", async () => {
    state.endpoint.accept = async ({ eventId, caseKey }) => {
      if (caseKey === "D-2") throw new Error("disk full");
      return { receipt: "accepted", eventId, caseKey };
    };
    const { status, headers, body } = await call({ body: batchOf(one, two) });
    assert.deepEqual([status, headers.get("retry-after")], [503, "5"]);
    assert.deepEqual(
      (body.receipts as { status: number }[]).map((item) => item.status),
      [202, 503],
    );
  });

  it("refuses a list where batches are switched off", async () => {
    state.endpoint.batch = 0;
    assert.equal((await call({ body: batchOf(one) })).status, 400);
  });

  describe("the id of an event", () => {
    const bearer = compileAuthentication({ proofs: [{ kind: "bearer", id: "b" }] }, { "b.current": "x".repeat(32) });
    const authorization = `Bearer ${"x".repeat(32)}`;
    const cases: {
      name: string;
      authentication?: typeof bearer;
      places: IdentityPlace[];
      field?: string;
      call: DoorCall;
      id: string | RegExp;
      proven?: boolean;
    }[] = [
      {
        name: "is the sender's own first",
        places: ["proof", "idempotency-key"],
        call: { headers: { "idempotency-key": "k-1" } },
        id: "msg_1",
      },
      {
        name: "follows the order",
        places: ["idempotency-key", "proof"],
        call: { headers: { "idempotency-key": "k-1" } },
        id: "k-1",
        proven: false,
      },
      {
        name: "is read out of its quotes",
        places: ["idempotency-key"],
        call: { headers: { "idempotency-key": '"k-1"' } },
        id: "k-1",
        proven: false,
      },
      {
        name: "goes on where a place has none",
        places: ["idempotency-key", "field", "proof"],
        field: "event.id",
        call: {},
        id: "msg_1",
      },
      { name: "is a field that the signature covers", places: ["field"], field: "caseKey", call: {}, id: "D-1" },
      {
        name: "is source and id of a CloudEvent",
        places: ["cloud-event", "proof"],
        call: { body: structured.body as string, headers: { "content-type": "application/cloudevents+json" } },
        id: "https://insurer.example/files#ce-1",
      },
      {
        name: "is unproven where a CloudEvent has it in its headers",
        places: ["cloud-event"],
        call: { body: binary.body as string, headers: binary.headers as Record<string, string> },
        id: "https://insurer.example/files#ce-1",
        proven: false,
      },
      {
        name: "is the hash of the body where nothing else is there",
        places: ["idempotency-key", "body"],
        call: {},
        id: `body-${hash(right).slice(0, 32)}`,
      },
      {
        name: "is the caller's word where it proves itself anew with each call",
        authentication: bearer,
        places: ["idempotency-key"],
        call: { headers: { authorization, "idempotency-key": "k-1" } },
        id: "k-1",
      },
      {
        name: "is hashed where it is too long for a header",
        places: ["field"],
        field: "ref",
        call: { body: JSON.stringify({ ...one, ref: "é".repeat(300) }) },
        id: /^hash-[0-9a-f]{32}$/,
      },
    ];
    for (const { name, authentication, places, field = "", call: sent, id, proven = true } of cases) {
      it(name, async () => {
        if (authentication !== undefined) state.endpoint.authentication = authentication;
        state.endpoint.identity = { places, field };
        assert.equal((await call(sent)).status, 202);
        if (typeof id === "string") assert.deepEqual(ids(), [id]);
        else assert.match(ids()[0] ?? "", id);
        assert.equal(state.accepted[0]?.idProven, proven);
      });
    }

    it("is unproven where the signature is over the body alone", async () => {
      const key = "It's a Secret to Everybody, also to us";
      const scheme = {
        algorithm: "sha256",
        encoding: "hex",
        signature: { headers: ["x-signature"] },
        signed: [{ part: "body" }],
        eventId: { in: "header", header: "x-delivery" },
      };
      state.endpoint.authentication = compileAuthentication(
        { proofs: [{ kind: "hmac", id: "g", scheme }] },
        { "g.current": key },
      );
      const mac = createHmac("sha256", key).update(right).digest("hex");
      assert.equal((await call({ headers: { "x-signature": mac, "x-delivery": "d-1" } })).status, 202);
      assert.deepEqual([ids(), state.accepted[0]?.idProven], [["d-1"], false]);
    });

    describe("in a field of the body that the sender's scheme names", () => {
      const key = "It's a Secret to Everybody, also to us";
      const scheme = {
        algorithm: "sha256",
        encoding: "hex",
        signature: { headers: ["x-signature"] },
        signed: [{ part: "body" }],
        eventId: { in: "field", field: "event.id" },
      };
      const signed = compileAuthentication({ proofs: [{ kind: "hmac", id: "f", scheme }] }, { "f.current": key });
      const send = (body: string) => {
        state.endpoint.authentication = signed;
        state.endpoint.identity = { places: ["proof"], field: "" };
        return call({ body, headers: { "x-signature": createHmac("sha256", key).update(body).digest("hex") } });
      };
      const values: { name: string; id: unknown; gives: string | RegExp | undefined }[] = [
        { name: "a text", id: "ev-1", gives: "ev-1" },
        { name: "a whole number", id: 17, gives: "17" },
        { name: "words", id: "two words", gives: /^hash-/ },
        { name: "a fraction", id: 1.5, gives: undefined },
        { name: "a blank", id: " ", gives: undefined },
        { name: "nothing", id: undefined, gives: undefined },
      ];
      for (const { name, id, gives } of values) {
        it(`${gives === undefined ? "is not" : "is"} ${name}`, async () => {
          const { status } = await send(JSON.stringify({ ...one, event: { id } }));
          assert.equal(status, gives === undefined ? 400 : 202);
          if (gives instanceof RegExp) assert.match(ids()[0] ?? "", gives);
          else assert.deepEqual(ids(), gives === undefined ? [] : [gives]);
          if (gives !== undefined) assert.equal(state.accepted[0]?.idProven, true);
        });
      }

      it("is each item's own in a batch", async () => {
        await send(batchOf({ ...one, event: { id: "ev-1" } }, { ...two, event: { id: "ev-2" } }));
        assert.deepEqual(ids(), ["ev-1", "ev-2"]);
      });
    });

    it("is asked for where no place has one", async () => {
      state.endpoint.identity = { places: ["idempotency-key"], field: "" };
      const { status, body } = await call();
      assert.deepEqual([status, body.code, state.accepted], [400, "webhook.identity.missing", []]);
    });
  });

  describe("web pages and handshakes", () => {
    const page = "https://portal.insurer.example";
    const preflight = {
      origin: page,
      "access-control-request-method": "POST",
      "access-control-request-headers": "webhook-id",
    };

    it("answers the preflight of an allowed origin, and lets its page read the receipt", async () => {
      state.endpoint.origins = [page];
      const before = await call({ method: "OPTIONS", headers: preflight });
      assert.deepEqual(
        [
          before.status,
          before.headers.get("access-control-allow-origin"),
          before.headers.get("access-control-allow-headers"),
        ],
        [204, page, "webhook-id"],
      );
      const { status, headers } = await call({ headers: { origin: page } });
      assert.deepEqual(
        [status, headers.get("access-control-allow-origin"), headers.get("vary")],
        [202, page, "origin"],
      );
      const refused = await call({ body: "{", headers: { origin: page } });
      assert.deepEqual([refused.status, refused.headers.get("access-control-allow-origin")], [400, page]);
    });

    it("tells other origins nothing, and takes their calls as those of any sender", async () => {
      state.endpoint.origins = [page];
      const elsewhere = "https://elsewhere.example";
      const before = await call({ method: "OPTIONS", headers: { ...preflight, origin: elsewhere } });
      assert.deepEqual([before.status, before.headers.get("access-control-allow-origin")], [405, null]);
      const { status, headers } = await call({ headers: { origin: elsewhere } });
      assert.deepEqual([status, headers.get("access-control-allow-origin")], [202, null]);
    });

    it("shakes hands with a CloudEvents sender, at the rate that is let through", async () => {
      state.endpoint.perMinute = 120;
      const { status, headers } = await call({
        method: "OPTIONS",
        headers: { "webhook-request-origin": "insurer.example" },
      });
      assert.deepEqual(
        [status, headers.get("webhook-allowed-origin"), headers.get("webhook-allowed-rate"), headers.get("allow")],
        [200, "insurer.example", "120", "POST, OPTIONS"],
      );
    });
  });

  describe("limits", () => {
    it("lets so many calls through in a minute, and says when to come back", async () => {
      state.endpoint.rates = rates("limits-1", { webhook: 2, source: 0 }, Date.now);
      assert.deepEqual([(await call()).status, (await call({ id: "msg_2" })).status], [202, 202]);
      const { status, headers, body } = await call({ id: "msg_3" });
      assert.deepEqual([status, body.receipt], [429, "too-many"]);
      const again = Number(headers.get("retry-after"));
      assert.ok(again >= 1 && again <= 60, String(again));
      assert.equal(headers.get("ratelimit-policy"), '"webhook";q=2;w=60');
      assert.match(headers.get("ratelimit") ?? "", /^"webhook";r=0;t=\d+$/);
    });

    it("counts each source by itself, an IPv6 caller by its network", async () => {
      const take = rates("limits-2", { webhook: 0, source: 1 }, Date.now);
      const answers = [];
      for (const source of ["192.0.2.1", "192.0.2.2", "192.0.2.1", "2001:db8::1", "2001:db8::2", "2001:db8:0:1::1"]) {
        answers.push((await take(source)) === undefined);
      }
      assert.deepEqual(answers, [true, true, false, true, false, true]);
    });

    it("counts no new source while the endpoint is full", async () => {
      const take = rates("limits-3", { webhook: 1, source: 1 }, Date.now);
      await take("192.0.2.1");
      assert.match((await take("192.0.2.2"))?.headers.ratelimit ?? "", /^"webhook"/);
      assert.match((await take("192.0.2.2"))?.headers.ratelimit ?? "", /^"webhook"/);
    });

    it("takes no body that the process has no room for, and gives the room back", async () => {
      const others = hold();
      assert.equal(others.take(mostHeld - 10), true);
      try {
        const { status, headers, body } = await call();
        assert.deepEqual([status, body.code, headers.get("retry-after")], [503, "webhook.no-room", "2"]);
      } finally {
        others.release();
        others.release();
      }
      assert.equal((await call()).status, 202);
      const all = hold();
      assert.equal(all.take(mostHeld), true);
      all.release();
    });
  });

  it("tells what it has seen: outcome, sender, source and size, of refusals and of what was taken", async () => {
    await call();
    await call({ body: '{"caseKey":"D-1"}', id: "msg_2" });
    await call({ headers: { "webhook-signature": "v1,AAAA" } });
    assert.deepEqual(
      state.seen.map(({ status, receipt, refused, eventId, caseKey, proof, source, bytes, body }) => ({
        ...{ status, receipt, code: refused?.code, eventId, caseKey, proof: proof?.proof, source, bytes, body },
      })),
      [
        {
          status: 202,
          receipt: "accepted",
          code: undefined,
          eventId: "msg_1",
          caseKey: "D-1",
          proof: "sender",
          source: "127.0.0.1",
          bytes: 39,
          body: one,
        },
        {
          status: 422,
          receipt: "invalid",
          code: "webhook.invalid",
          eventId: "msg_2",
          caseKey: "D-1",
          proof: "sender",
          source: "127.0.0.1",
          bytes: 17,
          body: { caseKey: "D-1" },
        },
        {
          status: 401,
          receipt: "unauthorised",
          code: "webhook.authentication.hmac.signature-mismatch",
          eventId: undefined,
          caseKey: undefined,
          proof: undefined,
          source: "127.0.0.1",
          bytes: 39,
          body: undefined,
        },
      ],
    );
  });
});
