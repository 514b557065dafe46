import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { CloudEvent, HTTP } from "cloudevents";
import fc from "fast-check";
import { describe, it } from "mocha";
import {
  type Call,
  type CallItem,
  cloudEventsHandshake,
  mediaFault,
  type ParsedCall,
  parseCall,
} from "../../../src/webhook/body/index.ts";
import { long } from "../../size.ts";

const json = { "content-type": "application/json" };
const form = { "content-type": "application/x-www-form-urlencoded" };
const zipped = { ...json, "content-encoding": "gzip" };
const structured = { "content-type": "application/cloudevents+json; charset=utf-8" };
const batched = { "content-type": "application/cloudevents-batch+json" };
const binary = { ...json, "ce-specversion": "1.0", "ce-id": "e-1", "ce-source": "/shop", "ce-type": "decision" };
const text = '{"caseKey":"D-1"}';
const wide = `{${Array.from({ length: 10_000 }, (_, index) => `"f${index}":1`)}}`;
const deep = `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`;

const attributes = {
  id: "e-1",
  source: "/shop/é".replace("é", "x"),
  type: "decision",
  time: "2026-03-31T07:30:00.000Z",
  subject: "D-1",
};
const data = { caseKey: "D-1", decision: "accepted" };
const event = new CloudEvent({ ...attributes, time: "2026-03-31T09:30:00+02:00", data, extension: "left" });
const written = () => JSON.parse(String(HTTP.structured(event).body));
const change = (more: object) => JSON.stringify({ ...written(), ...more });

type Given = { headers: Call["headers"]; body: string | Uint8Array } & Partial<Call>;
const parse = ({ headers, body, ...more }: Given) =>
  parseCall({ headers, bytes: Buffer.from(body as string), limit: 262_144, language: "en", ...more });
/** What the SDK would hand to an HTTP client, its headers as Node gives them to a server. */
const sent = ({ headers, body }: ReturnType<typeof HTTP.binary>): Given => ({
  headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)])),
  body: String(body),
});

describe("parsing a call", () => {
  const one = (item: CallItem): ParsedCall => ({ ok: true, items: [item], batch: false });
  const many = (...items: CallItem[]): ParsedCall => ({ ok: true, items, batch: true });
  const taken: { name: string; call: Given; gives: ParsedCall }[] = [
    { name: "JSON", call: { headers: json, body: text }, gives: one({ body: { caseKey: "D-1" }, pointer: "" }) },
    {
      name: "JSON of a kind of its own",
      call: { headers: { "content-type": "application/vnd.example.v1+json" }, body: text },
      gives: one({ body: { caseKey: "D-1" }, pointer: "" }),
    },
    {
      name: "a batch",
      call: { headers: json, body: '[{"a":1},{"a":2}]' },
      gives: many({ body: { a: 1 }, pointer: "/0" }, { body: { a: 2 }, pointer: "/1" }),
    },
    {
      name: "gzip",
      call: { headers: zipped, body: gzipSync(text) },
      gives: one({ body: { caseKey: "D-1" }, pointer: "" }),
    },
    {
      name: "x-gzip of two members",
      call: {
        headers: { ...json, "content-encoding": "x-gzip" },
        body: Buffer.concat([gzipSync('{"a"'), gzipSync(":1}")]),
      },
      gives: one({ body: { a: 1 }, pointer: "" }),
    },
    {
      name: "a form",
      call: { headers: form, body: "caseKey=D-1&amount=12.50&empty=&name=Zo%C3%A9+du+Bois&caseKey2" },
      gives: one({
        body: { caseKey: "D-1", amount: "12.50", empty: "", name: "Zoé du Bois", caseKey2: "" },
        pointer: "",
        text: true,
      }),
    },
    {
      name: "a form with lists and names inside names",
      call: { headers: form, body: "t=a&t=b&t=c&u[]=x&p.email=e&p[name][first]=Z&&" },
      gives: one({
        body: { t: ["a", "b", "c"], u: ["x"], p: { email: "e", name: { first: "Z" } } },
        pointer: "",
        text: true,
      }),
    },
    {
      name: "a structured event of the SDK",
      call: sent(HTTP.structured(event)),
      gives: one({ body: data, pointer: "/data", attributes }),
    },
    {
      name: "a binary event of the SDK",
      call: sent(HTTP.binary(event)),
      gives: one({ body: data, pointer: "", attributes }),
    },
    {
      name: "a batch of events of the SDK",
      call: { headers: batched, body: JSON.stringify([event, event.cloneWith({ id: "e-2" })]) },
      gives: many(
        { body: data, pointer: "/0/data", attributes },
        { body: data, pointer: "/1/data", attributes: { ...attributes, id: "e-2" } },
      ),
    },
    {
      name: "an event whose data are base64",
      call: {
        headers: structured,
        body: change({ data: undefined, data_base64: Buffer.from('{"a":1}').toString("base64") }),
      },
      gives: one({ body: { a: 1 }, pointer: "/data_base64", attributes }),
    },
    {
      name: "an event whose optional attributes are null",
      call: { headers: structured, body: change({ subject: null, time: null, datacontenttype: null }) },
      gives: one({ body: data, pointer: "/data", attributes: { id: "e-1", source: "/shop/x", type: "decision" } }),
    },
    {
      name: "headers in percent-encoding and in quotes",
      call: {
        headers: { ...binary, "ce-subject": "Euro%20%E2%82%AC%20%F0%9F%98%80", "ce-source": '"/a \\"b\\""' },
        body: text,
      },
      gives: one({
        body: { caseKey: "D-1" },
        pointer: "",
        attributes: { id: "e-1", source: '/a "b"', type: "decision", subject: "Euro € 😀" },
      }),
    },
    {
      name: "a percent sign that stands for itself",
      call: { headers: { ...binary, "ce-subject": "50%" }, body: text },
      gives: one({
        body: { caseKey: "D-1" },
        pointer: "",
        attributes: { id: "e-1", source: "/shop", type: "decision", subject: "50%" },
      }),
    },
  ];
  for (const { name, call, gives } of taken) {
    it(`takes ${name}`, async () => assert.deepEqual(await parse(call), gives));
  }

  it("answers at once where nothing is packed", () => {
    assert.ok(!(parse({ headers: json, body: text }) instanceof Promise));
    assert.ok(parse({ headers: zipped, body: gzipSync(text) }) instanceof Promise);
  });

  const bomb = gzipSync(Buffer.alloc(20_000_000, 0x20));
  const cut = gzipSync(text).subarray(0, -3);
  const damaged = gzipSync(text);
  damaged[damaged.length - 6] = (damaged[damaged.length - 6] ?? 0) ^ 1;
  const refused: { name: string; call: Given; receipt?: string; problems: string[] }[] = [
    { name: "no label", call: { headers: {}, body: text }, receipt: "unsupported", problems: ["media-type"] },
    {
      name: "XML",
      call: { headers: { "content-type": "application/xml" }, body: text },
      receipt: "unsupported",
      problems: ["media-type"],
    },
    {
      name: "a form with files",
      call: { headers: { "content-type": "multipart/form-data; boundary=x" }, body: text },
      receipt: "unsupported",
      problems: ["media-type"],
    },
    {
      name: "an event in Avro",
      call: { headers: { "content-type": "application/cloudevents+avro" }, body: text },
      receipt: "unsupported",
      problems: ["media-type"],
    },
    {
      name: "a form in latin-1",
      call: { headers: { "content-type": "application/x-www-form-urlencoded; charset=iso-8859-1" }, body: "a=1" },
      receipt: "unsupported",
      problems: ["charset"],
    },
    ...["deflate", "br", "zstd", "gzip, gzip", "compress"].map((encoding) => ({
      name: encoding,
      call: { headers: { ...json, "content-encoding": encoding }, body: text },
      receipt: "unsupported",
      problems: ["encoding"],
    })),
    {
      name: "a gzip bomb",
      call: { headers: zipped, body: bomb },
      receipt: "too-large",
      problems: ["too-large-unpacked"],
    },
    {
      name: "gzip that swells beyond reason",
      call: { headers: zipped, body: bomb, limit: 1e9 },
      receipt: "too-large",
      problems: ["too-large-unpacked"],
    },
    {
      name: "gzip of one byte too many",
      call: { headers: zipped, body: gzipSync(text), limit: text.length - 1 },
      receipt: "too-large",
      problems: ["too-large-unpacked"],
    },
    { name: "gzip that is cut off", call: { headers: zipped, body: cut }, problems: [" body.gzip"] },
    { name: "gzip that is damaged", call: { headers: zipped, body: damaged }, problems: [" body.gzip"] },
    {
      name: "gzip with bytes behind it",
      call: { headers: zipped, body: Buffer.concat([gzipSync(text), Buffer.from("x")]) },
      problems: [" body.gzip"],
    },
    {
      name: "gzip with zeros behind it",
      call: { headers: zipped, body: Buffer.concat([gzipSync(text), Buffer.alloc(9)]) },
      problems: [" body.gzip"],
    },
    { name: "gzip by name only", call: { headers: zipped, body: text }, problems: [" body.gzip"] },
    { name: "nothing, as gzip", call: { headers: zipped, body: "" }, problems: [" body.gzip"] },
    { name: "broken JSON in gzip", call: { headers: zipped, body: gzipSync("{") }, problems: [" body.syntax"] },
    { name: "an object 10,000 deep", call: { headers: json, body: deep }, problems: [`${"/a".repeat(31)} body.depth`] },
    {
      name: "10,001 fields",
      call: { headers: json, body: wide.replace("}", ',"more":1}') },
      problems: [" body.values"],
    },
    {
      name: "a reserved name in a batch",
      call: { headers: json, body: '[{},{"a":{"__proto__":1}}]' },
      problems: ["/1/a/__proto__ body.name"],
    },
    {
      name: "a name twice in a batch",
      call: { headers: json, body: '[{},{"a":1,"a":1}]' },
      problems: ["/1/a body.twice"],
    },
    { name: "an empty batch", call: { headers: json, body: "[]" }, problems: [" body.no-items"] },
    {
      name: "101 items",
      call: { headers: json, body: `[${Array(101).fill("{}")}]` },
      receipt: "too-large",
      problems: ["batch-too-long"],
    },
    {
      name: "three items where two are allowed",
      call: { headers: json, body: "[{},{},{}]", batch: 2 },
      receipt: "too-large",
      problems: ["batch-too-long"],
    },
    {
      name: "a batch where none is read",
      call: { headers: json, body: "[{}]", batch: 0 },
      problems: [" body.not-object"],
    },
    {
      name: "items that are no objects",
      call: { headers: json, body: "[{},1,null,[]]" },
      problems: ["/1 body.not-object", "/2 body.not-object", "/3 body.not-object"],
    },
    { name: "a bare text", call: { headers: json, body: '"a"' }, problems: [" body.not-object-or-list"] },
    { name: "an empty form", call: { headers: form, body: "&&" }, problems: [" body.empty"] },
    {
      name: "a name in a form with a quotation mark",
      call: { headers: form, body: "a%22=1" },
      problems: [" body.name-sign"],
    },
    { name: "a form that is not UTF-8", call: { headers: form, body: "a=1&b=%ff" }, problems: [" body.percent"] },
    { name: "a form with a stray percent sign", call: { headers: form, body: "a=50%" }, problems: [" body.percent"] },
    {
      name: "raw bytes in a form",
      call: { headers: form, body: Buffer.from([0x61, 0x3d, 0xe9]) },
      problems: [" body.utf8"],
    },
    {
      name: "a reserved name in a form",
      call: { headers: form, body: "a[__proto__][admin]=1" },
      problems: ["/a/__proto__/admin body.name"],
    },
    {
      name: "a form 40 deep",
      call: { headers: form, body: `${Array(40).fill("a").join(".")}=1` },
      problems: [" body.depth"],
    },
    { name: "10,001 pairs", call: { headers: form, body: "a=1&".repeat(10_001) }, problems: [" body.values"] },
    {
      name: "a form that says two things of one name",
      call: { headers: form, body: "a=1&a.b=2" },
      problems: ["/a body.form-clash"],
    },
    {
      name: "the same the other way round",
      call: { headers: form, body: "a.b=2&a=1" },
      problems: ["/a body.form-clash"],
    },
    {
      name: "a plain body labelled as an event",
      call: { headers: structured, body: text },
      problems: [
        " event.missing".replace(" ", "/specversion "),
        "/id event.missing",
        "/source event.missing",
        "/type event.missing",
        "/data event.no-data",
      ],
    },
    ...["specversion", "id", "source", "type"].map((name) => ({
      name: `a structured event without ${name}`,
      call: { headers: structured, body: change({ [name]: undefined }) },
      problems: [`/${name} event.missing`],
    })),
    {
      name: "an event of another version",
      call: { headers: structured, body: change({ specversion: "0.3" }) },
      problems: ["/specversion event.version"],
    },
    {
      name: "an event without data",
      call: { headers: structured, body: change({ data: undefined }) },
      problems: ["/data event.no-data"],
    },
    {
      name: "an event whose data are a list",
      call: { headers: structured, body: change({ data: [1] }) },
      problems: ["/data body.not-object"],
    },
    {
      name: "an event whose data are XML",
      call: { headers: structured, body: change({ datacontenttype: "text/xml", data: "<a/>" }) },
      problems: ["/datacontenttype event.data-type"],
    },
    {
      name: "an event with a local time",
      call: { headers: structured, body: change({ time: "2026-03-31T09:30:00" }) },
      problems: ["/time event.time"],
    },
    {
      name: "an event whose id is a number",
      call: { headers: structured, body: change({ id: 1 }) },
      problems: ["/id event.attribute"],
    },
    {
      name: "an event with data twice",
      call: { headers: structured, body: change({ data_base64: "e30=" }) },
      problems: ["/data_base64 event.two-data"],
    },
    {
      name: "an event whose data are not base64",
      call: { headers: structured, body: change({ data: undefined, data_base64: "e30" }) },
      problems: ["/data_base64 event.base64"],
    },
    {
      name: "a name twice inside base64",
      call: {
        headers: structured,
        body: change({ data: undefined, data_base64: Buffer.from('{"a":1,"a":2}').toString("base64") }),
      },
      problems: ["/data_base64 body.twice"],
    },
    {
      name: "a list where one event is announced",
      call: { headers: structured, body: `[${change({})}]` },
      problems: [" body.not-object"],
    },
    {
      name: "one event where a batch is announced",
      call: { headers: batched, body: change({}) },
      problems: [" body.not-object-or-list"],
    },
    { name: "an empty batch of events", call: { headers: batched, body: "[]" }, problems: [" body.no-items"] },
    {
      name: "a batch with one bad event",
      call: { headers: batched, body: `[${change({})},${change({ id: "" })},7]` },
      problems: ["/1/id event.attribute", "/2 body.not-object"],
    },
    ...["specversion", "id", "source", "type"].map((name) => ({
      name: `a binary event without ${name}`,
      call: { headers: { ...binary, [`ce-${name}`]: undefined }, body: text },
      problems: [" event.missing"],
    })),
    {
      name: "a binary event of another version",
      call: { headers: { ...binary, "ce-specversion": "0.3" }, body: text },
      problems: [" event.version"],
    },
    {
      name: "a header in overlong UTF-8",
      call: { headers: { ...binary, "ce-id": "%C0%A0" }, body: text },
      problems: [" event.attribute"],
    },
    {
      name: "a header with an encoded line end",
      call: { headers: { ...binary, "ce-id": "a%0D%0Ab" }, body: text },
      problems: [" event.attribute"],
    },
    {
      name: "a header without end",
      call: { headers: { ...binary, "ce-id": "x".repeat(1001) }, body: text },
      problems: [" event.attribute"],
    },
    {
      name: "a binary event whose data are a list",
      call: { headers: binary, body: "[{}]" },
      problems: [" body.not-object"],
    },
  ];
  for (const { name, call, receipt = "malformed", problems } of refused) {
    it(`refuses ${name}`, async () => {
      const parsed = await parse(call);
      assert.ok(!parsed.ok);
      assert.equal(parsed.receipt, receipt);
      const told =
        receipt === "malformed"
          ? parsed.problems.map(({ pointer, code }) => `${pointer} ${code.replace("webhook.", "")}`)
          : [parsed.code.replace("webhook.", "")];
      assert.deepEqual(told, problems);
      for (const language of ["en", "fr"]) {
        const again = await parse({ ...call, language });
        assert.ok(!again.ok);
        for (const { detail } of again.problems) assert.doesNotMatch(detail, /webhook\.|\{\w+\}/);
      }
    });
  }

  it("takes 10,000 fields", async () => assert.equal((await parse({ headers: json, body: wide })).ok, true));

  it("unpacks a bomb no further than its limit", async () => {
    const before = process.memoryUsage().arrayBuffers;
    await parse({ headers: zipped, body: bomb, limit: 1_000_000 });
    assert.ok(process.memoryUsage().arrayBuffers - before < 5_000_000);
  });

  it("says what would be right", () => {
    assert.deepEqual(mediaFault({ ...json, "content-encoding": "br" })?.headers, { "accept-encoding": "gzip" });
    assert.match(mediaFault({ "content-type": "text/xml" })?.headers["accept-post"] ?? "", /^application\/json, /);
    const only = { kinds: ["json"], gzip: false } as const;
    assert.deepEqual(mediaFault(form, only)?.headers, { "accept-post": "application/json" });
    assert.deepEqual(mediaFault(zipped, only)?.headers, { "accept-encoding": "identity" });
  });

  it("never throws, and tells every refusal", async () => {
    const label = fc.constantFrom(json, form, zipped, structured, batched, binary, {});
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 80 }),
      fc.string({ unit: "binary" }).map((written) => Buffer.from(written)),
      fc.json({ maxDepth: 3 }).map((written) => Buffer.from(written)),
      fc.json({ maxDepth: 3 }).map((written) => gzipSync(written)),
      fc
        .array(
          fc.record(
            {
              specversion: fc.constantFrom("1.0", "2"),
              id: fc.string(),
              source: fc.string(),
              type: fc.string(),
              data: fc.jsonValue(),
            },
            { requiredKeys: [] },
          ),
        )
        .map((events) => Buffer.from(JSON.stringify(events))),
      fc.webQueryParameters().map((written) => Buffer.from(written)),
    );
    await fc.assert(
      fc.asyncProperty(label, body, async (headers, bytes) => {
        const parsed = await parse({ headers, body: bytes, limit: 10_000, batch: 3 });
        assert.ok(parsed.ok ? parsed.items.length > 0 : parsed.receipt !== "malformed" || parsed.problems.length > 0);
      }),
      { numRuns: long(500, 50_000) },
    );
  });
});

describe("a CloudEvents handshake", () => {
  const asked = { "webhook-request-origin": "eventemitter.example.com" };
  const cases: { name: string; headers: Call["headers"]; rate?: number; gives: Record<string, string> | undefined }[] =
    [
      {
        name: "gives leave",
        headers: asked,
        gives: {
          allow: "POST, OPTIONS",
          "webhook-allowed-origin": "eventemitter.example.com",
          "webhook-allowed-rate": "*",
        },
      },
      {
        name: "tells its own rate",
        headers: { ...asked, "webhook-request-rate": "999" },
        rate: 120,
        gives: {
          allow: "POST, OPTIONS",
          "webhook-allowed-origin": "eventemitter.example.com",
          "webhook-allowed-rate": "120",
        },
      },
      { name: "lets other questions be", headers: {}, gives: undefined },
      { name: "sends no foreign text back", headers: { "webhook-request-origin": "<script>" }, gives: undefined },
      { name: "takes one origin", headers: { "webhook-request-origin": "a.example, b.example" }, gives: undefined },
    ];
  for (const { name, headers, rate, gives } of cases) {
    it(name, () => assert.deepEqual(cloudEventsHandshake(headers, rate), gives));
  }
});
