import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { presets } from "../../../src/webhook/authentication/index.ts";
import { compileFields, mintSecret } from "../../../src/webhook/index.ts";

/** Whatever a caller may put into a call, from nonsense to what is nearly right. */

/** Every kind of proof, the header or parameter that is its proof proper, and whether it is over the body. */
export const proofKinds = [
  { proof: presets["standard-webhooks"], secret: mintSecret, proves: "webhook-signature", signs: true },
  { proof: presets.svix, secret: mintSecret, proves: "svix-signature", signs: true },
  { proof: presets.github, secret: mintSecret, proves: "x-hub-signature-256", signs: true },
  { proof: presets.stripe, secret: mintSecret, proves: "stripe-signature", signs: true },
  { proof: presets.shopify, secret: mintSecret, proves: "x-shopify-hmac-sha256", signs: true },
  {
    proof: {
      kind: "hmac",
      scheme: {
        ...{ algorithm: "sha512", encoding: "base64url", signature: { headers: ["x-mac"], separator: ";" } },
        timestamp: { in: "header", header: "x-time", unit: "ms" },
        signed: [{ part: "method" }, { part: "target" }, { part: "timestamp" }, { part: "body" }],
      },
    },
    ...{ secret: mintSecret, proves: "x-mac", signs: true },
  },
  {
    proof: { kind: "jwt", algorithms: ["HS256"], bodyHash: { claim: "hash" } },
    ...{ secret: mintSecret, proves: "authorization", signs: true },
  },
  { proof: { kind: "bearer" }, secret: mintSecret, proves: "authorization", signs: false },
  { proof: { kind: "api-key", header: "x-api-key" }, secret: mintSecret, proves: "x-api-key", signs: false },
  { proof: { kind: "api-key", query: "access_token" }, secret: mintSecret, proves: "?access_token", signs: false },
  { proof: { kind: "basic", user: "insurer" }, secret: mintSecret, proves: "authorization", signs: false },
  { proof: { kind: "address-only" }, secret: () => "", proves: "", signs: false },
] as const;

export const fields = compileFields([
  { name: "caseKey", type: "text", required: true, target: "case-key" },
  {
    name: "decision",
    type: "enum",
    required: true,
    target: "event",
    values: [{ value: "accepted", synonyms: ["ok"] }],
  },
  { name: "premium", type: "money", required: false, target: "event", currency: "EUR" },
  { name: "from", type: "date", required: false, target: "event" },
  { name: "rooms", type: "number", required: false, target: "event" },
  { name: "renewal", type: "boolean", required: false, target: "event" },
  { name: "person.email", type: "email", required: false, target: "recipient" },
  { name: "person.phone", type: "phone", required: false, target: "recipient", country: "FR" },
  { name: "person.address", type: "address", required: false, target: "recipient", as: "postalAddress" },
]);

const scalar = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.constantFrom("12.50 EUR", "2027-02-29", "camille@example.org", "+33 1 99 00 12 34", "\ud800", "é".repeat(2000)),
  fc.integer(),
  fc.double(),
  fc.constantFrom(true, false, null, 1e21, [], {}, [[]], { amount: 1250, currency: "EUR" }, { constructor: 1 }),
  fc.constant(JSON.parse('{"__proto__":{"polluted":true}}') as object),
);
/** The first value fits; mostly it is that one. */
const mostly = (fitting: unknown, other: fc.Arbitrary<unknown> = scalar) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(fitting) }, other);
const place = { country: "FR", postalCode: "99380", locality: "Saint-Aurèle", thoroughfare: ["8 rue du Théâtre"] };
const address = fc.record({
  country: mostly(place.country),
  postalCode: mostly(place.postalCode),
  locality: mostly(place.locality),
  thoroughfare: mostly(place.thoroughfare),
});
const event = fc.record(
  {
    caseKey: mostly("D-1"),
    decision: mostly(" OK "),
    premium: mostly("12.50 EUR"),
    from: mostly("2027-02-28"),
    rooms: mostly(3),
    renewal: mostly(true),
    person: fc.oneof(
      scalar,
      fc.record({ email: mostly("c@example.org"), phone: mostly("01 99 00 12 34"), address }, { requiredKeys: [] }),
    ),
    more: scalar,
  },
  { requiredKeys: ["caseKey", "decision"] },
);
const right = fc.constant({ caseKey: "D-1", decision: "accepted" });
const cloudEvent = fc.record(
  {
    specversion: mostly("1.0"),
    id: mostly("ce-1"),
    source: mostly("/files"),
    type: mostly("decision"),
    data: fc.oneof(right, event, scalar),
    data_base64: fc.constantFrom("eyJjYXNlS2V5IjoiRC0xIn0=", "!"),
  },
  { requiredKeys: ["specversion", "id", "source", "type"] },
);
const listOf = (item: fc.Arbitrary<unknown>) => fc.array(item, { maxLength: 4 });
const typed = {
  json: "application/json",
  form: "application/x-www-form-urlencoded",
  event: "application/cloudevents+json",
  events: "application/cloudevents-batch+json",
};

/** As JSON; of one in two a few bytes are taken out and others put in. */
const edited = (json: fc.Arbitrary<unknown>) =>
  fc.tuple(json, fc.oneof(fc.constant([]), fc.array(edit, { minLength: 1, maxLength: 3 }))).map(([value, edits]) => {
    let bytes = Buffer.from(JSON.stringify(value));
    for (const [place, taken, put] of edits) {
      const at = place % (bytes.length + 1);
      bytes = Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + taken)]);
    }
    return bytes;
  });
const letters = fc.string({ maxLength: 3 }).map((text): Uint8Array => Buffer.from(text));
const put = fc.oneof({ weight: 4, arbitrary: letters }, fc.uint8Array({ maxLength: 3 }));
const edit = fc.tuple(fc.nat(), fc.nat(3), put);
const json = edited(fc.oneof(right, event, listOf(fc.oneof({ weight: 5, arbitrary: fc.oneof(right, event) }, scalar))));
const whole = fc.oneof(right, event).map((value) => Buffer.from(JSON.stringify(value)));
const form = fc
  .array(fc.tuple(fc.constantFrom("caseKey", "decision", "person.email", "__proto__", "%", "a[b]"), fc.string()))
  .map((pairs) => Buffer.from(`caseKey=D-1&decision=accepted&${pairs.map((pair) => pair.join("=")).join("&")}`));
const packed = fc.tuple(json, fc.boolean()).map(([bytes, whole]) => {
  const gzip = gzipSync(bytes);
  return whole ? gzip : gzip.subarray(0, gzip.length >> 1);
});

interface Body {
  bytes: Buffer<ArrayBuffer>;
  headers: Record<string, string>;
}
const labelled = (bytes: fc.Arbitrary<Uint8Array>, headers: Record<string, string>) =>
  bytes.map((one): Body => ({ bytes: Buffer.from(one), headers }));
const binary = { "ce-specversion": "1.0", "ce-id": "1", "ce-source": "/", "ce-type": "t" };
const body: fc.Arbitrary<Body> = fc.oneof(
  { weight: 6, arbitrary: labelled(whole, { "content-type": typed.json }) },
  { weight: 3, arbitrary: labelled(json, { "content-type": typed.json }) },
  labelled(edited(cloudEvent), { "content-type": typed.event }),
  labelled(edited(listOf(cloudEvent)), { "content-type": typed.events }),
  labelled(edited(event), { "content-type": typed.json, ...binary }),
  labelled(form, { "content-type": typed.form }),
  labelled(packed, { "content-type": typed.json, "content-encoding": "gzip" }),
  labelled(fc.uint8Array({ maxLength: 200 }), { "content-type": typed.json }),
  labelled(fc.constantFrom(Buffer.alloc(20_001, 0x20), Buffer.alloc(20_000, 0x5b)), { "content-type": typed.json }),
);

/** A value that Node's client lets through: bytes as Latin-1, without line ends and NUL. */
const value = fc
  .oneof(fc.string({ unit: "binary", maxLength: 60 }), fc.string({ maxLength: 60 }))
  .map((text) => text.replace(/[^\t\x20-\x7e\x80-\xff]/g, "~"));
const plausible: Record<string, readonly string[]> = {
  "content-type": [
    ...Object.values(typed),
    "application/json; charset=utf-7",
    'application/json;charset="UTF-8"',
    "a/b",
  ],
  "content-encoding": ["gzip", "x-gzip", "identity", "br", "gzip, gzip", ""],
  "accept-language": ["fr", "en;q=0, fr-CA;q=0.1", "*", "de", ",,;q=,"],
  "idempotency-key": ['"k-1"', "k-1", '"', ""],
  origin: ["https://a.example", "null", "*"],
  "access-control-request-method": ["POST"],
  "webhook-request-origin": ["a.example", "!"],
  "ce-specversion": ["1.0", "0.3"],
  "ce-id": ["1", "%F0%9F%98%80", "%ff"],
  "ce-source": ["/files", '"a\\"b"'],
  "ce-type": ["t"],
  "ce-time": ["2027-01-01T00:00:00Z", "yesterday"],
  "x-forwarded-for": ["192.0.2.1", "unknown,,", "[::1]:80"],
  cookie: ["a=b"],
};
/** Those that belong to the connection, and are no business of the endpoint. */
const transport = new Set(
  "connection,content-length,expect,host,keep-alive,te,trailer,transfer-encoding,upgrade".split(","),
);
const name = fc.stringMatching(/^[a-z][a-z0-9!#$&'*+.^_`|~-]{0,20}$/).filter((one) => !transport.has(one));
const known = Object.entries(plausible).map(([header, values]) =>
  fc.tuple(fc.constant(header), fc.oneof(fc.constantFrom(...values), value)),
);
const some = fc.array(fc.oneof({ weight: 3, arbitrary: fc.oneof(...known) }, fc.tuple(name, value)), { maxLength: 5 });
const headers = fc.oneof(fc.constant([]), some).map((pairs): Record<string, string> => Object.fromEntries(pairs));

/** `flipped`: one character of the proof is another; `moved`: the proof of another body; `foreign`: by another secret. */
const manners = ["right", "right", "right", "flipped", "moved", "foreign", "absent", "nonsense"] as const;

export interface AnyCall {
  method: string;
  path: string;
  body: Buffer<ArrayBuffer>;
  headers: Record<string, string>;
  manner: (typeof manners)[number];
  /** Of the character that is flipped. */
  place: number;
  nonsense: string;
}

export const anyCall: fc.Arbitrary<AnyCall> = fc
  .record({
    method: fc.oneof(
      { weight: 12, arbitrary: fc.constant("POST") },
      fc.constantFrom("GET", "PUT", "OPTIONS", "DELETE"),
    ),
    path: fc.oneof(
      fc.constant("/"),
      fc.webPath(),
      fc.webQueryParameters().map((query) => `/?${query}`),
    ),
    body,
    headers,
    manner: fc.constantFrom(...manners),
    place: fc.nat(),
    nonsense: value,
  })
  .map(({ body: { bytes, headers: label }, headers: others, ...call }) => ({
    ...call,
    body: bytes,
    headers: { ...label, ...others },
  }));
