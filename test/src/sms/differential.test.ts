import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { measureSms, transliterate } from "../../../src/sms/index.ts";
import { long, patience } from "../../size.ts";
import { byGsm, bySegmentsCalculator, bySplitSms, type Count } from "./counters.ts";

const settings = { seed: 20_267, numRuns: long(4_000, 200_000) };

const french =
  "votre crédit est accordé à l'agence de la rue du Marché reçu où cœur dès Élise Ça naïf forêt août « oui » L’offre 12 500 € n° … — ! ?";
const english =
  "your credit is approved come and see us at the shop on Main Street before Friday it's $500 off! [info] ~10% {code} we're “here” – now";
const words = (text: string) => fc.constantFrom(...text.split(" "));
const emoji = fc.constantFrom("😀", "🎉", "€", "👍🏽", "👩‍👧", "🇫🇷", "❤️", "e\u0301", "✓", "\r\n", "\n", "^", "|");
const plain = fc.constantFrom("😀", "🎉", "€", "✓", "\n", "^", "|", "𝒜");
const joined = (part: fc.Arbitrary<string>) =>
  fc
    .tuple(fc.array(part, { minLength: 1, maxLength: 90 }), fc.constantFrom(" ", ""))
    .map(([parts, by]) => parts.join(by));
const people = fc.oneof(
  { weight: 1, arbitrary: joined(words(french)) },
  { weight: 1, arbitrary: joined(words(french)).map((text) => transliterate(text, "letters")) },
  { weight: 1, arbitrary: joined(words(english)) },
  { weight: 1, arbitrary: joined(fc.oneof(words(english), plain)) },
);
const clusters = joined(fc.oneof(words(french), words(english), emoji));

const ours = (text: string): Count => {
  const { encoding, segments, left } = measureSms(text);
  return { encoding, segments, left };
};
const isPair = (text: string, at: number) => /^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(at - 1, at + 1));
/** Whether cutting a text of UCS-2 every 67 units, as `gsm` does, cuts a character of two units. */
const isCutInPairs = (text: string) =>
  text.length > 70 &&
  Array.from({ length: Math.floor(text.length / 67) }, (_, n) => (n + 1) * 67).some((at) => isPair(text, at));

describe("measureSms, beside the counters of others", function () {
  this.timeout(patience(10_000));

  it("counts segments, alphabet and what is left as split-sms does, always", () => {
    fc.assert(
      fc.property(fc.oneof(people, clusters), (text) => assert.deepEqual(ours(text), bySplitSms(text))),
      settings,
    );
  });

  it("counts as gsm does where that cuts no emoji in two", () => {
    let compared = 0;
    fc.assert(
      fc.property(fc.oneof(people, clusters), (text) => {
        if (ours(text).encoding === "UCS-2" && isCutInPairs(text)) return;
        compared++;
        assert.deepEqual(ours(text), byGsm(text));
      }),
      settings,
    );
    assert.ok(compared > settings.numRuns * 0.8, `${compared} compared`);
  });

  it("counts as sms-segments-calculator does where every sign is one code point", () => {
    fc.assert(
      fc.property(people, (text) => {
        const { encoding, segments } = ours(text);
        assert.deepEqual({ encoding, segments }, bySegmentsCalculator(text));
      }),
      settings,
    );
  });

  it("never counts more than sms-segments-calculator, which keeps signs of several code points together", () => {
    fc.assert(
      fc.property(clusters, (text) => {
        const [one, other] = [ours(text), bySegmentsCalculator(text)];
        assert.equal(one.encoding, other.encoding);
        assert.ok(one.segments <= other.segments);
      }),
      settings,
    );
  });

  // Where they are wrong, or count for another purpose.
  it("gsm cuts the surrogates of an emoji in two, so that the text fits where it does not", () => {
    // 66 letters, an emoji over the end of the first segment, 66 more: the emoji goes on as a whole, and three are needed.
    const text = `${"a".repeat(66)}😀${"b".repeat(66)}`;
    assert.equal(byGsm(text).segments, 2);
    assert.deepEqual([ours(text).segments, bySplitSms(text).segments, bySegmentsCalculator(text).segments], [3, 3, 3]);
  });

  it("sms-segments-calculator moves a family of emoji as one, and counts one segment more than the others", () => {
    // A phone joins the code points again; what networks charge is the units.
    const text = `${"a".repeat(60)}👨‍👩‍👧‍👦${"b".repeat(61)}`;
    assert.equal(bySegmentsCalculator(text).segments, 3);
    assert.deepEqual([ours(text).segments, bySplitSms(text).segments, byGsm(text).segments], [2, 2, 2]);
  });

  it("they do not agree on a text of nothing, which no provider takes", () => {
    assert.deepEqual(
      [byGsm(""), bySplitSms(""), bySegmentsCalculator("")].map(({ segments }) => segments),
      [0, 1, 1],
    );
    assert.equal(ours("").segments, 0);
  });
});
