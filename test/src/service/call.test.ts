import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { afterEach, describe, it } from "mocha";
import { systemClock } from "../../../src/clock.ts";
import { ServicePart } from "../../../src/contract/index.ts";
import { sentence } from "../../../src/language/index.ts";
import { compileService, type ServiceOutcome, type ServiceSettings } from "../../../src/service/index.ts";
import { type Answering, answerJson, startService, type TestService } from "./server.ts";
import { occasion, settings } from "./settings.ts";

const fields = [
  { name: "file.id", type: "text", required: true, target: "event" },
  {
    name: "file.state",
    type: "enum",
    required: false,
    target: "event",
    values: [{ value: "open", synonyms: ["ouvert"] }],
  },
  { name: "amount", type: "money", required: false, target: "event", currency: "EUR" },
] as const;

interface Case {
  name: string;
  change?: Partial<ServiceSettings>;
  answer: Answering;
  state: ServiceOutcome["state"];
  /** Of the fault. */
  key?: string;
  again?: boolean;
  after?: number;
  status?: number;
  data?: unknown;
  problems?: string[];
}

const status = (code: number, headers: object = {}): Answering => {
  return (_seen, response) => answerJson(response, code, { told: code }, headers);
};
const later = { state: "not-sent", key: "service.unavailable", again: true } as const;
const park = { recovery: "park" } as const;
/** Half an answer, then nothing more. */
const breaksOff: Answering = (_seen, response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
  response.write("{");
  setImmediate(() => response.destroy());
};

const cases: Case[] = [
  { name: "200 with JSON", answer: status(200), state: "sent", status: 200, data: { told: 200 } },
  {
    name: "204",
    answer: (_s, response) => response.writeHead(204).end() && undefined,
    state: "sent",
    status: 204,
    data: null,
  },
  {
    name: "202 whose answer nobody reads",
    change: { answer: "none" },
    answer: (_s, response) => response.writeHead(202).end("anything") && undefined,
    state: "sent",
    status: 202,
  },
  {
    name: "text in its own character set",
    change: { answer: "text" },
    answer: (_s, response) =>
      response.writeHead(200, { "content-type": "text/plain; charset=iso-8859-1" }).end(Buffer.from([0xe9])) &&
      undefined,
    state: "sent",
    status: 200,
    data: "é",
  },
  {
    name: "fields of the answer, in their canonical spelling",
    change: { fields },
    answer: (_s, response) =>
      answerJson(response, 201, { file: { id: " 7 ", state: "OUVERT" }, amount: "12.50", more: 1 }),
    state: "sent",
    status: 201,
    data: { id: "7", state: "open", amount: { amount: 1250, currency: "EUR" } },
  },
  {
    name: "fields that do not fit, every one told",
    change: { fields },
    answer: (_s, response) => answerJson(response, 200, { file: { state: "gone" }, amount: "much" }),
    state: "not-sent",
    key: "service.answer-unfit",
    again: false,
    status: 200,
    problems: ["/file/id", "/file/state", "/amount"],
  },
  {
    name: "a list where fields are asked for",
    change: { fields },
    answer: (_s, response) => answerJson(response, 200, []),
    state: "not-sent",
    key: "service.answer-unfit",
    again: false,
    problems: [""],
  },
  {
    name: "no JSON",
    answer: (_s, response) => response.end("<html>") && undefined,
    state: "not-sent",
    key: "service.answer-unfit",
    again: false,
    status: 200,
    problems: [""],
  },
  {
    name: "JSON too deep to be kept",
    answer: (_s, response) => response.end("[".repeat(20_000) + "]".repeat(20_000)) && undefined,
    state: "not-sent",
    key: "service.answer-unfit",
    again: false,
    problems: [""],
  },
  {
    name: "bytes that are no text",
    answer: (_s, response) => response.end(Buffer.from([0x22, 0xff, 0x22])) && undefined,
    state: "not-sent",
    key: "service.answer-unfit",
    again: false,
    problems: [""],
  },
  {
    name: "names of prototypes",
    answer: (_s, response) => response.end('{"a":1,"__proto__":{"polluted":true}}') && undefined,
    state: "sent",
    data: { a: 1 },
  },
  ...[400, 403, 404, 409, 410, 422].map((code): Case => {
    const refused = { state: "not-sent", key: "service.refused", again: false } as const;
    return { name: `${code}`, answer: status(code), ...refused, status: code, data: { told: code } };
  }),
  ...[408, 425, 429, 500, 502, 503, 504].map(
    (code): Case => ({ name: `${code}`, answer: status(code), ...later, status: code }),
  ),
  { name: "Retry-After in seconds", answer: status(503, { "retry-after": "7" }), ...later, after: 7_000 },
  { name: "Retry-After of a day", answer: status(429, { "retry-after": "86400" }), ...later, after: 3_600_000 },
  {
    name: "Retry-After of a date long past",
    answer: status(429, { "retry-after": "Sun, 06 Nov 1994 08:49:37 GMT" }),
    ...later,
    after: 0,
  },
  {
    name: "Retry-After of a date far away",
    answer: status(429, { "retry-after": "Fri, 06 Nov 2093 08:49:37 GMT" }),
    ...later,
    after: 3_600_000,
  },
  { name: "Retry-After that is none", answer: status(429, { "retry-after": "-5" }), ...later },
  ...[301, 302, 307, 308].map(
    (code): Case => ({
      name: `${code}`,
      answer: status(code, { location: "/elsewhere" }),
      state: "not-sent",
      key: "service.redirect",
      again: false,
      status: code,
    }),
  ),
  {
    name: "an answer that is too large",
    change: { limit: 1 },
    answer: (_s, response) => response.end("x".repeat(5_000)) && undefined,
    state: "not-sent",
    key: "http.too-large",
    again: false,
  },
  {
    name: "an answer that is too large once it is unpacked",
    change: { limit: 1 },
    answer: (_s, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("x".repeat(1_000_000))) && undefined,
    state: "not-sent",
    key: "http.too-large",
    again: false,
  },
  {
    name: "no answer in time",
    change: { time: 1 },
    answer: () => {},
    state: "not-sent",
    key: "http.slow",
    again: true,
  },
  {
    name: "an answer that trickles",
    change: { time: 1 },
    answer: (_s, response) => {
      response.writeHead(200);
      const trickle = setInterval(() => response.write(" "), 50);
      response.on("close", () => clearInterval(trickle));
    },
    state: "not-sent",
    key: "http.slow",
    again: true,
  },
  { name: "an answer that breaks off", answer: breaksOff, state: "not-sent", key: "http.unreachable", again: true },
  // A service that does not know our key is never called again by itself when it may have done something.
  { name: "park: 500", change: park, answer: status(500), state: "unknown", key: "service.unknown" },
  {
    name: "park: an answer that breaks off",
    change: park,
    answer: breaksOff,
    state: "unknown",
    key: "service.unknown",
  },
  {
    name: "park: no answer in time",
    change: { ...park, time: 1 },
    answer: () => {},
    state: "unknown",
    key: "service.unknown",
  },
  { name: "park: 429, turned away before", change: park, answer: status(429), ...later },
  { name: "park: 503, turned away before", change: park, answer: status(503), ...later },
  {
    name: "park: 500 to a call that only reads",
    change: { ...park, method: "GET", body: "none" },
    answer: status(500),
    ...later,
  },
];

describe("a call to a service", () => {
  let service: TestService;
  afterEach(() => service?.close());

  const open = async (answer: Answering, change: Partial<ServiceSettings> = {}, secret = "") => {
    service = await startService(answer);
    const address = `${service.origin}/cases/{{ journey.caseKey }}`;
    return compileService(settings({ address, ...change }), secret, systemClock);
  };

  for (const one of cases)
    it(`answered with ${one.name}`, async () => {
      const compiled = await open(one.answer, one.change);
      const outcome = await compiled.call("key-1", occasion());
      assert.equal(outcome.state, one.state);
      assert.equal(service.seen.length, 1);
      assert.equal(service.seen[0]?.headers["idempotency-key"], "key-1");
      if (outcome.state !== "sent") {
        assert.equal(outcome.reason.key, one.key);
        for (const language of ["en", "fr"]) {
          const words = sentence(outcome.reason.key, outcome.reason.data, language);
          assert.doesNotMatch(words, /^service\.|\{\w+\}/);
          assert.doesNotMatch(words, /Zoé|D 1/);
        }
      }
      if (outcome.state === "not-sent") {
        assert.equal(outcome.again, one.again);
        assert.equal(outcome.after, one.after);
      }
      if (outcome.state === "unknown") return;
      const part = ServicePart.strict().parse(outcome.message.service);
      assert.equal(part.id, "key-1");
      if (one.status !== undefined) assert.equal(part.status, one.status);
      if ("data" in one) assert.deepEqual(part.data, one.data);
      assert.deepEqual(
        part.problems?.map(({ pointer }) => pointer),
        one.problems,
      );
      if (outcome.state === "sent") assert.deepEqual(outcome.message.payload, part.data ?? null);
    });

  it("to a port that nobody listens at is made again, also where a person would decide", async () => {
    const compiled = await open(status(200), park);
    await service.close();
    const outcome = await compiled.call("key-1", occasion());
    assert.ok(outcome.state === "not-sent");
    assert.deepEqual(
      [outcome.reason.key, outcome.reason.data.code, outcome.again],
      ["http.unreachable", "ECONNREFUSED", true],
    );
    await open(status(200));
  });

  it("is the method, path, headers and body that the settings say", async () => {
    const compiled = await open(status(200), {
      method: "PATCH",
      headers: [{ name: "X-Case", value: "{{ journey.id }}" }],
    });
    await compiled.call("key-1", occasion());
    const [seen] = service.seen;
    assert.deepEqual([seen?.method, seen?.url, seen?.body], ["PATCH", "/cases/D%201%2F%C3%A9", '{"caseKey":"D 1/é"}']);
    assert.deepEqual([seen?.headers["x-case"], seen?.headers["content-type"]], ["j", "application/json"]);
  });

  it("that reads carries no body", async () => {
    const compiled = await open(status(200), { method: "GET", rows: [] });
    await compiled.call("key-1", occasion());
    const [seen] = service.seen;
    assert.deepEqual([seen?.method, seen?.body, seen?.headers["content-type"]], ["GET", "", undefined]);
  });

  it("that no template can write is not made", async () => {
    const compiled = await open(status(200), { body: "template", template: '"{{ recipient.nickname }}"' });
    const outcome = await compiled.call("key-1", occasion());
    assert.ok(outcome.state === "not-sent");
    assert.deepEqual([outcome.reason.key, outcome.again, service.seen.length], ["message.template", false, 0]);
  });
});
