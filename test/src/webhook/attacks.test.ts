import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { describe, it } from "mocha";
import { mintSecret, readSecret, sign } from "../../../src/webhook/index.ts";
import { type DoorCall, door, now, right, secret } from "./door.ts";

/** What hostile, broken and careless senders do to an endpoint, and what each of them is told. */

const signature = (body: string | Uint8Array, key = secret, id = "msg_1", at = now) =>
  sign(key, id, Buffer.from(body), at)["webhook-signature"]!;
const other = readSecret(mintSecret());
const times = (at: number) => ({ at });
const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
const wide = (count: number) =>
  `{"caseKey":"D-1","decision":"accepted",${Array.from({ length: count - 2 }, (_, i) => `"f${i}":${i}`).join(",")}}`;
const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))));

interface Attack {
  name: string;
  call: DoorCall;
  status: number;
  /** Of the refusal; absent: the call is taken. */
  code?: string;
}

const attacks: Attack[] = [
  {
    name: "no timestamp",
    call: { headers: { "webhook-timestamp": undefined } },
    status: 401,
    code: "authentication.hmac.timestamp-missing",
  },
  {
    name: "a timestamp six minutes old",
    call: times(now - 360_000),
    status: 401,
    code: "authentication.hmac.timestamp-old",
  },
  {
    name: "a timestamp six minutes ahead",
    call: times(now + 360_000),
    status: 401,
    code: "authentication.hmac.timestamp-new",
  },
  { name: "a timestamp four minutes old", call: times(now - 240_000), status: 202 },
  {
    name: "a timestamp with letters behind it",
    call: { headers: { "webhook-timestamp": `${now / 1000}abc` } },
    status: 401,
    code: "authentication.hmac.timestamp-form",
  },
  {
    name: "a timestamp in milliseconds",
    call: { headers: { "webhook-timestamp": String(now) } },
    status: 401,
    code: "authentication.hmac.timestamp-form",
  },
  {
    name: "a negative timestamp",
    call: { headers: { "webhook-timestamp": "-1" } },
    status: 401,
    code: "authentication.hmac.timestamp-form",
  },
  {
    name: "another version of the signature",
    call: { headers: { "webhook-signature": signature(right).replace("v1,", "v2,") } },
    status: 401,
    code: "authentication.hmac.signature-version",
  },
  {
    name: "a foreign signature before the right one",
    call: { headers: { "webhook-signature": `v1,${"A".repeat(43)}= v1a,xyz ${signature(right)}` } },
    status: 202,
  },
  {
    name: "a hundred signatures, the last one right",
    call: { headers: { "webhook-signature": `${`v1,${"A".repeat(43)}= `.repeat(100)}${signature(right)}` } },
    status: 202,
  },
  {
    name: "a truncated signature",
    call: { headers: { "webhook-signature": signature(right).slice(0, -5) } },
    status: 401,
    code: "authentication.hmac.signature-mismatch",
  },
  {
    name: "a signature without its padding and a byte more",
    call: { headers: { "webhook-signature": `${signature(right).replace("=", "")}AA` } },
    status: 401,
    code: "authentication.hmac.signature-mismatch",
  },
  { name: "an empty signature", call: { headers: { "webhook-signature": "v1," } }, status: 401 },
  {
    name: "another webhook's key",
    call: { headers: { "webhook-signature": signature(right, other) } },
    status: 401,
    code: "authentication.hmac.signature-mismatch",
  },
  {
    name: "another id than was signed",
    call: { headers: { "webhook-id": "msg_2" } },
    status: 401,
    code: "authentication.hmac.signature-mismatch",
  },
  {
    name: "another time than was signed",
    call: { headers: { "webhook-timestamp": String(now / 1000 + 1) } },
    status: 401,
    code: "authentication.hmac.signature-mismatch",
  },
  {
    name: "an id with a full stop, which would move the border of what is signed",
    call: { headers: { "webhook-id": "msg.1" } },
    status: 401,
    code: "authentication.hmac.id-form",
  },
  {
    name: "a body changed after signing",
    call: { body: right.replace("D-1", "D-2"), signed: right },
    status: 401,
    code: "authentication.hmac.signature-mismatch",
  },
  {
    name: "re-encoded JSON",
    call: { body: JSON.stringify(JSON.parse(right), null, 1), signed: right },
    status: 401,
    code: "authentication.hmac.signature-mismatch",
  },
  { name: "upper-case headers", call: { headers: { "webhook-id": undefined, "WEBHOOK-ID": "msg_1" } }, status: 202 },
  { name: "the path of another webhook", call: { path: "/%2e%2e/webhook" }, status: 202 },

  { name: "an object that is 10,000 deep", call: { body: deep(10_000) }, status: 400, code: "malformed" },
  {
    name: "__proto__",
    call: { body: '{"caseKey":"D-1","decision":"accepted","__proto__":{"admin":true}}' },
    status: 400,
    code: "malformed",
  },
  {
    name: "constructor",
    call: { body: '{"caseKey":"D-1","decision":"accepted","constructor":{"prototype":{}}}' },
    status: 400,
    code: "malformed",
  },
  {
    name: "the same key twice",
    call: { body: '{"caseKey":"D-1","caseKey":"D-2","decision":"accepted"}' },
    status: 400,
    code: "malformed",
  },
  {
    name: "the same key twice, once escaped",
    call: { body: '{"caseKey":"D-1","c\\u0061seKey":"D-2","decision":"accepted"}' },
    status: 400,
    code: "malformed",
  },
  {
    name: "bytes that are no UTF-8",
    call: { body: bytes('{"caseKey":"', [0xc3, 0x28], '","decision":"accepted"}') },
    status: 400,
    code: "malformed",
  },
  {
    name: "an overlong encoding",
    call: { body: bytes('{"caseKey":"', [0xc0, 0xaf], '","decision":"accepted"}') },
    status: 400,
    code: "malformed",
  },
  { name: "a lone surrogate", call: { body: '{"caseKey":"\\ud800","decision":"accepted"}' }, status: 422 },
  {
    name: "a byte order mark, which readers may skip (RFC 8259 §8.1)",
    call: { body: bytes([0xef, 0xbb, 0xbf], right) },
    status: 202,
  },
  { name: "UTF-16", call: { body: Buffer.from(right, "utf16le") }, status: 400, code: "malformed" },
  { name: "NaN", call: { body: '{"caseKey":NaN,"decision":"accepted"}' }, status: 400, code: "malformed" },
  { name: "1e999", call: { body: '{"caseKey":1e999,"decision":"accepted"}' }, status: 400, code: "malformed" },
  {
    name: "an integer that loses digits",
    call: { body: '{"caseKey":12345678901234567890,"decision":"accepted"}' },
    status: 400,
    code: "malformed",
  },
  { name: "10,000 fields", call: { body: wide(10_000) }, status: 202 },
  { name: "10,001 fields", call: { body: wide(10_001) }, status: 400, code: "malformed" },
  { name: "a body of nulls", call: { body: '{"caseKey":null,"decision":null}' }, status: 422, code: "invalid" },
  {
    name: "a list where a text belongs",
    call: { body: '{"caseKey":["D-1"],"decision":"accepted"}' },
    status: 422,
    code: "invalid",
  },
  { name: "a string", call: { body: '"accepted"' }, status: 400, code: "malformed" },
  { name: "nothing", call: { body: "" }, status: 400, code: "malformed" },
  { name: "only blanks", call: { body: " \n\t " }, status: 400, code: "malformed" },
  { name: "two values", call: { body: `${right}${right}` }, status: 400, code: "malformed" },
  {
    name: "a control character in a text",
    call: { body: '{"caseKey":"D-\u00001","decision":"accepted"}' },
    status: 400,
  },
  {
    name: "a batch longer than allowed",
    call: { body: `[${[right, right, right, right].join(",")}]` },
    status: 413,
    code: "batch-too-long",
  },
  { name: "an empty batch", call: { body: "[]" }, status: 400, code: "malformed" },

  { name: "10 MB, announced", call: { body: Buffer.alloc(10_000_000, 0x20) }, status: 413, code: "too-large" },
  {
    name: "a gzip bomb",
    call: { body: gzipSync(Buffer.alloc(15_000_000)), headers: { "content-encoding": "gzip" } },
    status: 413,
    code: "too-large-unpacked",
  },
  { name: "gzip that is none", call: { headers: { "content-encoding": "gzip" } }, status: 400, code: "malformed" },
  {
    name: "gzip within gzip",
    call: { body: gzipSync(gzipSync(right)), headers: { "content-encoding": "gzip" } },
    status: 400,
    code: "malformed",
  },
  { name: "two encodings", call: { headers: { "content-encoding": "gzip, gzip" } }, status: 415, code: "encoding" },
  {
    name: "a page's media type, which needs no preflight",
    call: { headers: { "content-type": "text/plain" } },
    status: 415,
    code: "media-type",
  },
  {
    name: "UTF-7",
    call: { headers: { "content-type": "application/json; charset=utf-7" } },
    status: 415,
    code: "charset",
  },
  { name: "no media type", call: { headers: { "content-type": "" } }, status: 415, code: "media-type" },
  { name: "half a CloudEvent", call: { headers: { "ce-id": "1" } }, status: 400, code: "malformed" },
  {
    name: "a method override",
    call: { method: "GET", headers: { "x-http-method-override": "POST" } },
    status: 405,
    code: "method",
  },
];

describe("attacks on an endpoint", () => {
  const { state, call, head, raw } = door();
  const codes = () => state.refused.map(({ code }) => code);

  for (const attack of attacks) {
    it(`${attack.status === 202 ? "takes" : `answers ${attack.status} to`} ${attack.name}`, async () => {
      const { status, body } = await call(attack.call);
      assert.deepEqual([status, state.failed], [attack.status, []], JSON.stringify(body));
      assert.equal(state.accepted.length, status === 202 ? 1 : 0);
      if (attack.code !== undefined) assert.deepEqual(codes(), [`webhook.${attack.code}`]);
      assert.equal(({} as { admin?: unknown }).admin, undefined);
    });
  }

  const wire: { name: string; request: () => [string, ...string[]]; answer: RegExp; taken?: number }[] = [
    {
      name: "a signature header that came twice, the right one last",
      request: () => {
        const call = { headers: { "webhook-signature": `v1,${"A".repeat(43)}=`, connection: "close" } };
        return [head(call, [`webhook-signature: ${signature(right)}`]) + right];
      },
      answer: /^HTTP\/1\.1 401 .*header-twice/s,
    },
    {
      name: "an id that came twice",
      request: () => [head({ headers: { connection: "close" } }, ["webhook-id: msg_2"]) + right],
      answer: /^HTTP\/1\.1 401 .*header-twice/s,
    },
    {
      name: "a length and chunks at once",
      request: () => [`${head({}, ["transfer-encoding: chunked"])}27\r\n${right}\r\n0\r\n\r\n`],
      answer: /^HTTP\/1\.1 400 /,
    },
    {
      name: "two lengths",
      request: () => [head({}, ["content-length: 3"]) + right],
      answer: /^HTTP\/1\.1 400 /,
    },
    {
      name: "a header that is folded",
      request: () => [head({}, ["x-a: 1", " webhook-id: msg_2"]) + right],
      answer: /^HTTP\/1\.1 (400|202) /,
    },
    {
      name: "a second request hidden behind the body",
      request: () => {
        const hidden = "GET /admin HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
        return [`${head({})}${right}${hidden}`];
      },
      answer: /^HTTP\/1\.1 202 .*HTTP\/1\.1 405 /s,
      taken: 1,
    },
    {
      name: "a body in single bytes",
      request: () => [
        head({ headers: { connection: "close", "transfer-encoding": "chunked" } }, [], { "content-length": undefined }),
        ...[...right].map((letter) => `1\r\n${letter}\r\n`),
        "0\r\n\r\n",
      ],
      answer: /^HTTP\/1\.1 202 /,
      taken: 1,
    },
  ];
  for (const { name, request, answer, taken = 0 } of wire) {
    it(`knows what to do with ${name}`, async () => {
      const [first, ...later] = request();
      assert.match(await raw(first, ...later), answer);
      assert.deepEqual([state.accepted.length, state.failed], [taken, []]);
    });
  }

  it("is let go by a sender who trickles its body", async () => {
    state.endpoint.deadline = 40;
    assert.match(
      await raw(head({}, [], { "content-length": "5000" }), "{", '"'),
      /^HTTP\/1\.1 408 .*connection: close/is,
    );
    assert.deepEqual(codes(), ["webhook.too-slow"]);
  });

  it("tells a stranger nothing of the body", async () => {
    const { body } = await call({ body: '{"caseKey":"SECRET-CASE"}', signed: right });
    assert.doesNotMatch(JSON.stringify(body), /SECRET-CASE|whsec_/);
  });
});
