import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import fc from "fast-check";
import { afterEach, beforeEach, describe, it } from "mocha";
import { type Clock, systemClock } from "../../../src/clock.ts";
import {
  type AcceptedCall,
  type Answer,
  compileAuthentication,
  compileFields,
  type Endpoint,
  mintSecret,
  type Refusal,
  readSecret,
  receive,
  sign,
} from "../../../src/webhook/index.ts";
import { fuzz } from "../../size.ts";

const secretText = mintSecret();
const secret = readSecret(secretText);
const authentication = compileAuthentication(
  { proofs: [{ kind: "standard-webhooks", id: "sender", headers: "webhook" }] },
  { "sender.current": secretText },
);
const now = 1_800_000_000_000;
const clock: Clock = { ...systemClock, now: () => now };
const fields = compileFields([
  { name: "caseKey", type: "text", required: true, target: "case-key" },
  { name: "decision", type: "enum", required: true, target: "event", values: [{ value: "accepted", synonyms: [] }] },
]);
const right = '{"caseKey":"D-1","decision":"accepted"}';

let server: Server;
let port: number;
let endpoint: Endpoint;
let calls: AcceptedCall[];
let refusals: Refusal[];
let failures: unknown[];
/** The promise of each call, to await what the server still does after its reply. */
let received: Promise<void>[];

describe("the way of a call", () => {
  beforeEach(async () => {
    [calls, refusals, failures, received] = [[], [], [], []];
    endpoint = {
      authentication,
      fields,
      identity: { places: ["proof", "idempotency-key", "cloud-event", "body"], field: "" },
      rates: async () => undefined,
      perMinute: 0,
      batch: 3,
      origins: [],
      limit: 1000,
      clock,
      accept: async (call) => {
        calls.push(call);
        return { receipt: "accepted", eventId: call.eventId, caseKey: call.caseKey, journeyId: "j-1" };
      },
      refused: (refused) => refusals.push(refused),
      failed: (error) => failures.push(error),
    };
    server = createServer((request, response) => received.push(receive(endpoint, request, response)));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    port = (server.address() as AddressInfo).port;
  });

  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
    await Promise.all(received);
  });

  interface Call {
    method?: string;
    body?: string | Buffer;
    headers?: Record<string, string>;
  }

  function post({ method = "POST", body = right, headers = {} }: Call = {}): Promise<Response> {
    const bytes = Buffer.from(body);
    const all = { "content-type": "application/json", ...sign(secret, "msg_1", bytes, now), ...headers };
    return fetch(`http://127.0.0.1:${port}/`, { method, headers: all, body: method === "GET" ? undefined : bytes });
  }

  /** Writes raw bytes, and answers all that comes until the server closes. */
  async function raw(text: string, more?: (write: (text: string) => void) => void): Promise<string> {
    const socket = connect(port, "127.0.0.1");
    let answer = "";
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.on("error", () => {});
    socket.write(text);
    more?.((next) => socket.write(next));
    await once(socket, "close");
    return answer;
  }

  function head(headers: IncomingHttpHeaders): string {
    const lines = Object.entries({ host: "x", "content-type": "application/json", ...headers });
    return `POST / HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
  }

  describe("receiving a call", () => {
    it("hands over what is proven, then answers", async () => {
      const response = await post();
      assert.equal(response.status, 202);
      assert.equal(response.headers.get("content-type"), "application/json");
      assert.equal(response.headers.get("cache-control"), "no-store");
      assert.equal(response.headers.get("x-content-type-options"), "nosniff");
      assert.deepEqual(await response.json(), {
        receipt: "accepted",
        eventId: "msg_1",
        caseKey: "D-1",
        journeyId: "j-1",
      });
      assert.deepEqual(calls[0], {
        eventId: "msg_1",
        idProven: true,
        bodyHash: createHash("sha256").update(right).digest("hex"),
        caseKey: "D-1",
        data: { decision: "accepted" },
        recipient: {},
        unknown: [],
        test: false,
        sender: undefined,
        receivedAt: now,
      });
      assert.deepEqual(refusals, []);
    });

    it("keeps the sender waiting until accept has resolved", async () => {
      let release: (answer: Answer) => void = () => {};
      const asked = new Promise<void>((resolve) => {
        endpoint.accept = () => {
          resolve();
          return new Promise((answer) => {
            release = answer;
          });
        };
      });
      let answered = false;
      const response = post().finally(() => {
        answered = true;
      });
      await asked;
      assert.equal(answered, false);
      release({ receipt: "early", eventId: "msg_1" });
      assert.equal((await response).status, 202);
    });

    const refused: {
      name: string;
      call: Call;
      status: number;
      receipt: string;
      code: string;
      header?: [string, string];
    }[] = [
      {
        name: "GET",
        call: { method: "GET" },
        status: 405,
        receipt: "unsupported",
        code: "method",
        header: ["allow", "POST, OPTIONS"],
      },
      {
        name: "OPTIONS",
        call: { method: "OPTIONS" },
        status: 405,
        receipt: "unsupported",
        code: "method",
        header: ["allow", "POST, OPTIONS"],
      },
      { name: "PUT", call: { method: "PUT" }, status: 405, receipt: "unsupported", code: "method" },
      {
        name: "a body announced too large",
        call: { body: "x".repeat(1001) },
        status: 413,
        receipt: "too-large",
        code: "too-large",
      },
      {
        name: "text",
        call: { headers: { "content-type": "text/json" } },
        status: 415,
        receipt: "unsupported",
        code: "media-type",
      },
      {
        name: "JSON by name only",
        call: { headers: { "content-type": "application/jsonp" } },
        status: 415,
        receipt: "unsupported",
        code: "media-type",
      },
      {
        name: "another charset",
        call: { headers: { "content-type": "application/json; charset=iso-8859-1" } },
        status: 415,
        receipt: "unsupported",
        code: "charset",
      },
      {
        name: "a body compressed in a way that is not read",
        call: { headers: { "content-encoding": "br" } },
        status: 415,
        receipt: "unsupported",
        code: "encoding",
      },
      {
        name: "no id",
        call: { headers: { "webhook-id": "" } },
        status: 401,
        receipt: "unauthorised",
        code: "authentication.hmac.id-missing",
        header: ["www-authenticate", "Standard-Webhooks"],
      },
      {
        name: "an old time",
        call: { headers: { "webhook-timestamp": "1700000000" } },
        status: 401,
        receipt: "unauthorised",
        code: "authentication.hmac.timestamp-old",
      },
      {
        name: "a wrong signature",
        call: { headers: { "webhook-signature": "v1,AAAA" } },
        status: 401,
        receipt: "unauthorised",
        code: "authentication.hmac.signature-mismatch",
      },
      { name: "broken JSON", call: { body: "{" }, status: 400, receipt: "malformed", code: "malformed" },
      {
        name: "bytes that are not UTF-8",
        call: { body: Buffer.from([0x7b, 0xff]) },
        status: 400,
        receipt: "malformed",
        code: "malformed",
      },
      { name: "an empty body", call: { body: "" }, status: 400, receipt: "malformed", code: "malformed" },
      {
        name: "fields that do not fit",
        call: { body: '{"caseKey":"D-1","desicion":1}' },
        status: 422,
        receipt: "invalid",
        code: "invalid",
      },
    ];
    for (const { name, call, status, receipt, code, header } of refused) {
      it(`answers ${status} to ${name}`, async () => {
        const response = await post(call);
        const body = (await response.json()) as Record<string, unknown>;
        assert.equal(response.status, status);
        assert.equal(response.headers.get("content-type"), "application/problem+json");
        if (header !== undefined) assert.equal(response.headers.get(header[0]), header[1]);
        assert.deepEqual(
          { type: body.type, status: body.status, receipt: body.receipt, code: body.code },
          { type: `urn:belle-histoire:receipt:${receipt}`, status, receipt, code: `webhook.${code}` },
        );
        assert.doesNotMatch(`${body.title} ${body.detail}`, /webhook\.[a-z]+\.|\{\w+\}/);
        assert.deepEqual(calls, []);
        assert.deepEqual(
          refusals.map((one) => [one.receipt, one.status, one.code]),
          [[receipt, status, `webhook.${code}`]],
        );
      });
    }

    const types = [
      "application/json; charset=utf-8",
      'application/json;charset="UTF-8"',
      "application/vnd.insurer.decision+json",
      "Application/JSON",
    ];
    for (const type of types) {
      it(`reads ${type}`, async () => assert.equal((await post({ headers: { "content-type": type } })).status, 202));
    }

    const languages: [string, string][] = [
      ["fr", "fr"],
      ["fr-CH, fr;q=0.9, en;q=0.8, *;q=0.5", "fr"],
      ["en;q=0.2, fr;q=0.1", "en"],
      ["fr;q=0", "en"],
      ["de, ja", "en"],
      [";;q=,,", "en"],
    ];
    for (const [accept, language] of languages) {
      it(`speaks ${language} to “${accept}”`, async () => {
        const response = await post({ body: "{", headers: { "accept-language": accept } });
        const { title } = (await response.json()) as { title: string };
        assert.equal(response.headers.get("content-language"), language);
        assert.equal(title, language === "fr" ? "Le corps est illisible" : "The body cannot be read");
      });
    }

    const broken: { name: string; accept: Endpoint["accept"] }[] = [
      { name: "rejects", accept: () => Promise.reject(new Error("disk full of secrets")) },
      {
        name: "throws",
        accept: () => {
          throw new Error("disk full of secrets");
        },
      },
      { name: "answers nothing", accept: () => Promise.resolve(undefined as unknown as Answer) },
    ];
    for (const { name, accept } of broken) {
      it(`asks the sender back when accept ${name}`, async () => {
        endpoint.accept = accept;
        const response = await post();
        const text = await response.text();
        assert.deepEqual([response.status, response.headers.get("retry-after"), failures.length], [503, "5", 1]);
        assert.ok(!text.includes("secrets"));
        assert.deepEqual([refusals[0]?.receipt, refusals[0]?.caseKey], ["unavailable", "D-1"]);
      });
    }

    it("survives hooks that throw", async () => {
      endpoint.rates = () => {
        throw new Error("one");
      };
      endpoint.seen = () => {
        throw new Error("one and a half");
      };
      endpoint.refused = () => {
        throw new Error("two");
      };
      endpoint.failed = () => {
        throw new Error("three");
      };
      assert.equal((await post()).status, 503);
    });

    const answers: { answer: Partial<Answer> & Pick<Answer, "receipt">; status: number; type: string }[] = [
      { answer: { receipt: "duplicate", reason: "same-decision" }, status: 200, type: "application/json" },
      { answer: { receipt: "held" }, status: 202, type: "application/json" },
      { answer: { receipt: "conflict", reason: "too-late" }, status: 409, type: "application/problem+json" },
      { answer: { receipt: "unknown-case" }, status: 404, type: "application/problem+json" },
      { answer: { receipt: "ended" }, status: 409, type: "application/problem+json" },
      { answer: { receipt: "reused-id" }, status: 422, type: "application/problem+json" },
    ];
    for (const { answer, status, type } of answers) {
      it(`answers ${status} to what the store calls ${answer.receipt}`, async () => {
        endpoint.accept = async ({ eventId, caseKey }) => ({ eventId, caseKey, journeyId: "j-1", ...answer });
        const response = await post();
        const body = (await response.json()) as Record<string, unknown>;
        assert.deepEqual([response.status, response.headers.get("content-type")], [status, type]);
        assert.deepEqual(
          [body.receipt, body.reason, body.eventId, body.caseKey, body.journeyId],
          [answer.receipt, answer.reason, "msg_1", "D-1", "j-1"],
        );
        const told = status < 300 ? [] : [[answer.receipt, status, "j-1", answer.reason]];
        assert.deepEqual(
          refusals.map((one) => [one.receipt, one.status, one.journeyId, one.reason]),
          told,
        );
      });
    }

    it("cuts off a body that grows too large without having said so, and says why", async () => {
      const chunk = `100\r\n${"x".repeat(256)}\r\n`;
      const answer = await raw(head({ "transfer-encoding": "chunked" }) + chunk.repeat(5), (write) =>
        write("0\r\n\r\n"),
      );
      assert.match(answer, /^HTTP\/1\.1 413 /);
      assert.match(answer, /connection: close/i);
      assert.match(answer, /"receipt":"too-large"/);
    });

    it("hears out a sender whose body is far too large, so that the answer is not lost with the connection", async () => {
      const socket = connect(port, "127.0.0.1");
      const errors: unknown[] = [];
      let answer = "";
      socket
        .on("error", (error) => errors.push(error))
        .on("data", (chunk) => {
          answer += chunk;
        });
      socket.write(head({ "content-length": "900000" }));
      await once(server, "request");
      for (let sent = 0; sent < 9; sent += 1) socket.write("x".repeat(100_000));
      await once(socket, "close");
      assert.match(answer, /^HTTP\/1\.1 413 /);
      assert.deepEqual(errors, []);
    });

    it("cuts off a sender who takes too long", async () => {
      endpoint.deadline = 30;
      const answer = await raw(head({ "content-length": "100" }), (write) => write("{"));
      assert.match(answer, /^HTTP\/1\.1 408 /);
      assert.match(answer, /connection: close/i);
      assert.deepEqual(calls, []);
    });

    it("lets a sender go who hangs up in the middle", async () => {
      const socket = connect(port, "127.0.0.1");
      socket.write(`${head({ "content-length": "100" })}{`);
      await once(server, "request");
      socket.destroy();
      await Promise.all(received);
      assert.deepEqual([calls, refusals, failures], [[], [], []]);
    });

    it("lets a sender go who hangs up before the answer", async () => {
      const socket = connect(port, "127.0.0.1");
      socket.on("error", () => {});
      const bytes = Buffer.from(right);
      const gone = new Promise<void>((resolve) => {
        endpoint.accept = async ({ eventId }) => {
          socket.destroy();
          await resolved(server);
          resolve();
          return { receipt: "accepted", eventId };
        };
      });
      socket.write(head({ "content-length": String(bytes.length), ...sign(secret, "msg_1", bytes, now) }) + right);
      await gone;
      await Promise.all(received);
      assert.deepEqual(failures, []);
    });

    it("invites a sender who expects 100-continue", async () => {
      const bytes = Buffer.from(right);
      const headers = { expect: "100-continue", connection: "close", "content-length": String(bytes.length) };
      const socket = connect(port, "127.0.0.1");
      let answer = "";
      socket.on("data", (chunk) => {
        if (answer === "") socket.write(right);
        answer += chunk;
      });
      socket.write(head({ ...headers, ...sign(secret, "msg_1", bytes, now) }));
      await once(socket, "close");
      assert.match(answer, /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 202 /);
    });

    it("keeps the connection for the next call, also after a refusal", async () => {
      const bytes = Buffer.from(right);
      const good = head({ "content-length": String(bytes.length), ...sign(secret, "msg_1", bytes, now) }) + right;
      const bad = head({ "content-length": String(bytes.length), "content-type": "text/plain" }) + right;
      const last = good.replace("\r\n\r\n", "\r\nconnection: close\r\n\r\n");
      const answer = await raw(bad + good + last);
      assert.deepEqual(
        [...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map((found) => found[1]),
        ["415", "202", "202"],
      );
    });

    it("never answers 500, nor 2xx to what is not signed", async () => {
      const header = fc.string({ unit: fc.integer({ min: 33, max: 126 }).map((code) => String.fromCharCode(code)) });
      const cases = fc.record({ signature: header, id: header, type: fc.constantFrom("application/json", "a", "") });
      await fc.assert(
        fc.asyncProperty(
          cases,
          fc.oneof(fc.json(), fc.string()),
          fc.boolean(),
          async ({ signature, id, type }, body, signed) => {
            const headers: Record<string, string> = signed
              ? {}
              : { "webhook-signature": signature, "webhook-id": id, "content-type": type };
            const { status } = await post({ body: body.slice(0, 900), headers });
            assert.ok(status >= 400 && status < 500, String(status));
          },
        ),
        fuzz,
      );
    });
  });

  /** Resolves when the server has noticed that its last connection is gone. */
  function resolved(from: Server): Promise<void> {
    return new Promise((resolve) => {
      const look = () => from.getConnections((_, count) => (count === 0 ? resolve() : setImmediate(look)));
      look();
    });
  }
});
