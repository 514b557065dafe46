import assert from "node:assert/strict";
import * as fc from "fast-check";
import { describe, it } from "mocha";
import { Fault } from "../../../../src/contract/index.ts";
import { collection, numbers, strings, yesOrNo } from "../../../../src/print/ipp/attributes.ts";
import {
  decodeMessage,
  encodeMessage,
  type IppAttribute,
  type IppMessage,
  type IppValue,
} from "../../../../src/print/ipp/codec/index.ts";
import { fuzz } from "../../../size.ts";
import { captures } from "./captures.ts";

const message = (...attributes: IppAttribute[]): IppMessage => ({
  version: "2.0",
  code: 0x0b,
  requestId: 7,
  groups: [{ name: "operation", attributes }],
});
const head = "0200 000b 00000007 01";
const bytes = (hex: string) => Buffer.from(hex.replace(/\s/g, ""), "hex");
const one = (value: IppValue): IppAttribute => ({ name: "a", values: [value] });
const text = (words: string) => Buffer.from(words).toString("hex");

/** A value, and its octets behind `0001 61` (a name of one letter), as RFC 8010 §3.9 has them. */
const values: [what: string, IppValue, tag: string, octets: string][] = [
  ["integer", { syntax: "integer", value: -2 }, "21", "0004 fffffffe"],
  ["enum", { syntax: "enum", value: 9 }, "23", "0004 00000009"],
  ["boolean", { syntax: "boolean", value: true }, "22", "0001 01"],
  ["octetString", { syntax: "octetString", value: bytes("00ff") }, "30", "0002 00ff"],
  [
    "dateTime",
    { syntax: "dateTime", value: "2026-11-30T09:33:48.5-01:30" },
    "31",
    "000b 07ea 0b 1e 09 21 30 05 2d 01 1e",
  ],
  [
    "resolution",
    { syntax: "resolution", value: { cross: 600, feed: 1200, unit: "dpi" } },
    "32",
    "0009 00000258 000004b0 03",
  ],
  [
    "resolution per centimetre",
    { syntax: "resolution", value: { cross: 236, feed: 236, unit: "dpcm" } },
    "32",
    "0009 000000ec 000000ec 04",
  ],
  ["rangeOfInteger", { syntax: "rangeOfInteger", value: { lower: 1, upper: 999 } }, "33", "0008 00000001 000003e7"],
  [
    "textWithLanguage",
    { syntax: "textWithLanguage", value: { language: "fr", text: "été" } },
    "35",
    `000b 0002 ${text("fr")} 0005 ${text("été")}`,
  ],
  [
    "nameWithLanguage",
    { syntax: "nameWithLanguage", value: { language: "en", text: "a" } },
    "36",
    `0007 0002 ${text("en")} 0001 61`,
  ],
  ["textWithoutLanguage", { syntax: "textWithoutLanguage", value: "é" }, "41", "0002 c3a9"],
  ["nameWithoutLanguage", { syntax: "nameWithoutLanguage", value: "" }, "42", "0000"],
  ["keyword", { syntax: "keyword", value: "a4" }, "44", "0002 6134"],
  ["uri", { syntax: "uri", value: "ipp:x" }, "45", `0005 ${text("ipp:x")}`],
  ["uriScheme", { syntax: "uriScheme", value: "ipp" }, "46", `0003 ${text("ipp")}`],
  ["charset", { syntax: "charset", value: "utf-8" }, "47", `0005 ${text("utf-8")}`],
  ["naturalLanguage", { syntax: "naturalLanguage", value: "fr" }, "48", `0002 ${text("fr")}`],
  ["mimeMediaType", { syntax: "mimeMediaType", value: "a/b" }, "49", `0003 ${text("a/b")}`],
  ["unsupported", { syntax: "out-of-band", value: "unsupported" }, "10", "0000"],
  ["unknown", { syntax: "out-of-band", value: "unknown" }, "12", "0000"],
  ["no-value", { syntax: "out-of-band", value: "no-value" }, "13", "0000"],
  ["delete-attribute", { syntax: "out-of-band", value: "delete-attribute" }, "16", "0000"],
  ["a syntax of tomorrow", { syntax: "other", tag: 0x4f, value: bytes("0102") }, "4f", "0002 0102"],
  [
    "a date of a clock never set",
    { syntax: "other", tag: 0x31, value: Buffer.alloc(11) },
    "31",
    `000b ${"00".repeat(11)}`,
  ],
  [
    "a collection within a collection",
    {
      syntax: "collection",
      value: [collection("s", numbers("integer", "x", 1), numbers("integer", "y", 2, 3)), strings("keyword", "k", "v")],
    },
    "34",
    `0000
     4a 0000 0001 73  34 0000 0000
       4a 0000 0001 78  21 0000 0004 00000001
       4a 0000 0001 79  21 0000 0004 00000002  21 0000 0004 00000003
     37 0000 0000
     4a 0000 0001 6b  44 0000 0001 76
     37 0000 0000`,
  ],
];

/** Octets that are no message, and where that shows. */
const wrong: [what: string, hex: string, offset: number, problem: string][] = [
  ["nothing", "", 0, "short"],
  ["seven octets", "02000000000000", 0, "short"],
  ["a version of nobody", "0900 0000 00000001 03", 0, "version"],
  ["no end", head, 9, "short"],
  ["a value before any group", "0200 0000 00000001 21 0001 61 0004 00000001 03", 8, "group"],
  ["an unknown group", "0200 0000 00000001 0f 03", 8, "group"],
  ["a value without a name at first", `${head} 21 0000 0004 00000001 03`, 9, "no-attribute"],
  ["a name longer than the message", `${head} 21 00ff 61`, 12, "short"],
  ["a name longer than any", `${head} 21 0100 ${"61".repeat(256)}`, 10, "name"],
  ["a value longer than any", `${head} 30 0001 61 8000`, 13, "value"],
  ["an integer of three octets", `${head} 21 0001 61 0003 000001 03`, 9, "value"],
  ["a boolean that is neither", `${head} 22 0001 61 0001 02 03`, 9, "value"],
  ["a keyword that is no UTF-8", `${head} 44 0001 61 0001 ff 03`, 9, "value"],
  ["words longer than their value", `${head} 35 0001 61 0006 0002 6672 0009 03`, 9, "value"],
  ["a collection with octets", `${head} 34 0001 61 0001 00 03`, 9, "value"],
  ["a collection without an end", `${head} 34 0001 61 0000 03`, 15, "collection"],
  ["a member without a name", `${head} 34 0001 61 0000 21 0000 0004 00000001 37 0000 0000 03`, 15, "member"],
  ["a member without a value", `${head} 34 0001 61 0000 4a 0000 0001 78 37 0000 0000 03`, 21, "member"],
  ["a member with an empty name", `${head} 34 0001 61 0000 4a 0000 0000 03`, 15, "member"],
  ["a named value in a collection", `${head} 34 0001 61 0000 21 0001 62 0004 00000001 03`, 15, "member"],
  ["the end of no collection", `${head} 37 0001 61 0000 03`, 9, "collection"],
  [
    "collections without a bottom",
    `${head} 34 0001 61 0000 ${"4a 0000 0001 78 34 0000 0000".repeat(9)}`,
    // Eight levels, each a name of 6 octets and a beginning of 5.
    15 + 7 * 11 + 6,
    "depth",
  ],
];

/** Values that fit no syntax are ours, and refused before anything is sent. */
const unwritable: [what: string, IppAttribute, problem: string][] = [
  ["a number that is none", numbers("integer", "copies", Number.NaN), "number"],
  ["a number too large", numbers("integer", "copies", 2 ** 31), "number"],
  ["a number with a fraction", numbers("enum", "finishings", 3.5), "number"],
  ["a keyword too long", strings("keyword", "media", "x".repeat(256)), "length"],
  ["a text of more octets than letters", strings("textWithoutLanguage", "t", "é".repeat(512)), "length"],
  ["octets too many", one({ syntax: "octetString", value: new Uint8Array(32_768) }), "length"],
  ["a date that is none", one({ syntax: "dateTime", value: "yesterday" }), "date"],
  ["no value", { name: "a", values: [] }, "name"],
  ["no name", { name: "", values: [{ syntax: "boolean", value: true }] }, "name"],
  ["a member without a name", collection("a", yesOrNo("", true)), "name"],
];

/** Objects as ours are, which have a prototype. */
const record = <T>(fields: { [Key in keyof T]: fc.Arbitrary<T[Key]> }) => fc.record(fields, { noNullPrototype: true });
const name = fc.string({ minLength: 1, maxLength: 20, unit: "grapheme" });
const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const two = (most: number) => fc.integer({ min: 0, max: most }).map((value) => String(value).padStart(2, "0"));
const dated = fc
  .tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }), two(23))
  .chain(([year, month, day, hour]) =>
    fc
      .tuple(two(59), two(60), fc.integer({ min: 0, max: 9 }), fc.constantFrom("+", "-"), two(14), two(59))
      .map(
        ([minute, second, tenth, sign, hours, minutes]) =>
          `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}T${hour}:${minute}:${second}.${tenth}${sign}${hours}:${minutes}`,
      ),
  );
const words = fc.string({ maxLength: 60, unit: "grapheme" }).filter((value) => Buffer.byteLength(value) <= 63);
const octets = fc.uint8Array({ maxLength: 40 }).map((value) => Buffer.from(value));
const { value: anyValue } = fc.letrec<{ value: IppValue; attributes: IppAttribute[] }>((tie) => ({
  attributes: fc.array(record({ name, values: fc.array(tie("value"), { minLength: 1, maxLength: 3 }) }), {
    maxLength: 3,
    depthIdentifier: "collection",
  }),
  value: fc.oneof(
    { maxDepth: 4, depthIdentifier: "collection" },
    record({ syntax: fc.constantFrom("integer", "enum"), value: int32 }),
    record({ syntax: fc.constant("boolean"), value: fc.boolean() }),
    record({ syntax: fc.constant("octetString"), value: octets }),
    record({ syntax: fc.constant("dateTime"), value: dated }),
    record({
      syntax: fc.constant("resolution"),
      value: record({ cross: int32, feed: int32, unit: fc.constantFrom("dpi", "dpcm") }),
    }),
    record({ syntax: fc.constant("rangeOfInteger"), value: record({ lower: int32, upper: int32 }) }),
    record({
      syntax: fc.constantFrom("textWithLanguage", "nameWithLanguage"),
      value: record({ language: words, text: words }),
    }),
    record({
      syntax: fc.constantFrom("textWithoutLanguage", "nameWithoutLanguage", "keyword", "uri", "mimeMediaType"),
      value: words,
    }),
    record({ syntax: fc.constant("out-of-band"), value: fc.constantFrom("unknown", "no-value", "unsupported") }),
    record({ syntax: fc.constant("collection"), value: tie("attributes") }),
  ) as fc.Arbitrary<IppValue>,
}));
const anyMessage = record({
  version: fc.constantFrom("1.1", "2.0", "2.2"),
  code: fc.integer({ min: 0, max: 0xffff }),
  requestId: int32,
  groups: fc.array(
    record({
      name: fc.constantFrom("operation", "job", "printer", "unsupported", "subscription", "event-notification"),
      attributes: fc.array(record({ name, values: fc.array(anyValue, { minLength: 1, maxLength: 4 }) }), {
        maxLength: 4,
      }),
    }),
    { maxLength: 4 },
  ),
}) as fc.Arbitrary<IppMessage>;

/** Reads octets; what it throws is a fault of ours, or the test fails. */
function readOrFault(input: Uint8Array): IppMessage | undefined {
  try {
    return decodeMessage(input).message;
  } catch (error) {
    assert.ok(error instanceof Fault && error.key === "ipp.malformed", String(error));
    const { offset } = error.data;
    assert.ok(typeof offset === "number" && offset >= 0 && offset <= input.length);
    return undefined;
  }
}

describe("the codec of IPP", () => {
  for (const [what, value, tag, hex] of values)
    it(`writes and reads ${what}`, () => {
      const octetsOf = bytes(`${head} ${tag} 0001 61 ${hex} 03`);
      assert.equal(encodeMessage(message(one(value))).toString("hex"), octetsOf.toString("hex"));
      assert.deepEqual(decodeMessage(octetsOf), { message: message(one(value)), end: octetsOf.length });
    });

  it("writes and reads a set of values, and several groups of a kind", () => {
    const several: IppMessage = {
      ...message(strings("keyword", "k", "a", "b", "c")),
      groups: [
        { name: "operation", attributes: [strings("keyword", "k", "a", "b")] },
        { name: "job", attributes: [numbers("integer", "job-id", 1)] },
        { name: "job", attributes: [numbers("integer", "job-id", 2)] },
        { name: "job", attributes: [] },
      ],
    };
    assert.deepEqual(decodeMessage(encodeMessage(several)).message, several);
  });

  it("tells where a document begins", () => {
    const written = encodeMessage(message());
    assert.equal(decodeMessage(Buffer.concat([written, Buffer.from("%PDF")])).end, written.length);
  });

  it("keeps words in other character sets readable, for printers have old ones", () => {
    const { groups } = decodeMessage(bytes(`${head} 41 0001 61 0003 61e962 03`)).message;
    assert.deepEqual(groups[0]?.attributes[0]?.values, [{ syntax: "textWithoutLanguage", value: "a\ufffdb" }]);
  });

  for (const [what, hex, offset, problem] of wrong)
    it(`refuses ${what}`, () => {
      assert.throws(() => decodeMessage(bytes(hex)), { key: "ipp.malformed", data: { offset, problem } });
    });

  for (const [what, attribute, problem] of unwritable)
    it(`does not write ${what}`, () => {
      assert.throws(
        () => encodeMessage(message(attribute)),
        (error) => error instanceof Fault && error.key === "ipp.not-writable" && error.data.problem === problem,
      );
    });

  it("refuses more values than any printer has", () => {
    const many = Buffer.concat([bytes(head), bytes("13 0001 61 0000"), Buffer.alloc(500_000), bytes("03")]);
    for (let at = 15; at < many.length - 1; at += 5) many[at] = 0x13;
    assert.throws(() => decodeMessage(many), { key: "ipp.malformed", data: { offset: 500_005, problem: "many" } });
  });

  it("reads what it wrote, whatever it was", () => {
    fc.assert(
      fc.property(anyMessage, (any) => {
        assert.deepEqual(decodeMessage(encodeMessage(any)).message, any);
      }),
      fuzz,
    );
  });

  for (const [who, base64] of Object.entries(captures)) {
    const capture = Buffer.from(base64, "base64");
    it(`reads what ${who} said, and writes the same octets`, () => {
      assert.deepEqual(encodeMessage(decodeMessage(capture).message), capture);
    });

    it(`refuses with an offset, or reads, what ${who} said with octets changed, cut out and put in`, () => {
      const place = fc.nat(capture.length - 1);
      const change = fc.tuple(place, fc.nat(255), fc.constantFrom("set", "cut", "insert", "end"));
      fc.assert(
        fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
          let mutated: number[] = [...capture];
          for (const [at, octet, how] of changes) {
            if (how === "set") mutated[at] = octet;
            else if (how === "cut") mutated.splice(at, 1 + (octet & 7));
            else if (how === "insert") mutated.splice(at, 0, octet);
            else mutated = mutated.slice(0, at);
          }
          readOrFault(Uint8Array.from(mutated, (octet) => octet ?? 0));
        }),
        fuzz,
      );
    });
  }

  it("refuses with an offset, or reads, any octets", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (any) => void readOrFault(any)),
      fuzz,
    );
    const started = fc.uint8Array({ maxLength: 300 }).map((any) => Buffer.concat([bytes(head), any]));
    fc.assert(
      fc.property(started, (any) => void readOrFault(any)),
      fuzz,
    );
  });
});
