import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { measureSms, smsUnits } from "../../../src/sms/index.ts";

const a = (count: number) => "a".repeat(count);
const brief = (text: string) => {
  const { encoding, units, segments, perSegment, left } = measureSms(text);
  return [encoding, units, segments, perSegment, left];
};

describe("measureSms", () => {
  const cases: [what: string, text: string, expected: unknown[]][] = [
    ["an empty text is no message", "", ["GSM-7", 0, 0, 160, 160]],
    ["a full message", a(160), ["GSM-7", 160, 1, 160, 0]],
    ["one septet too many makes two of 153", a(161), ["GSM-7", 161, 2, 153, 145]],
    ["two full ones", a(306), ["GSM-7", 306, 2, 153, 0]],
    ["and one more", a(307), ["GSM-7", 307, 3, 153, 152]],
    ["the euro sign takes two septets", `${a(158)}€`, ["GSM-7", 160, 1, 160, 0]],
    ["which may be what makes it two", `${a(159)}€`, ["GSM-7", 161, 2, 153, 145]],
    ["an escaped character is not cut in two", `${a(152)}€${a(7)}`, ["GSM-7", 161, 2, 153, 144]],
    ["every character of the extension table", "\f^{}\\[~]|€", ["GSM-7", 20, 1, 160, 140]],
    ["what French has in GSM-7", "éèàùÉÇ", ["GSM-7", 6, 1, 160, 154]],
    ["one ç, and a message holds 70", "reçu", ["UCS-2", 4, 1, 70, 66]],
    ["in UCS-2 the euro sign takes one unit", "ç€", ["UCS-2", 2, 1, 70, 68]],
    ["a full message of UCS-2", `ç${a(69)}`, ["UCS-2", 70, 1, 70, 0]],
    ["and one more", `ç${a(70)}`, ["UCS-2", 71, 2, 67, 63]],
    ["a pair of surrogates is not cut in two", `${a(66)}😀${a(3)}`, ["UCS-2", 71, 2, 67, 62]],
    ["half a pair counts as it is", "\ud83d", ["UCS-2", 1, 1, 70, 69]],
    ["line ends", "a\r\nb", ["GSM-7", 4, 1, 160, 156]],
    ["a tab is not in GSM-7", "\t", ["UCS-2", 1, 1, 70, 69]],
    ["nor is a letter that is written with its mark apart", "e\u0301", ["UCS-2", 2, 1, 70, 68]],
  ];
  for (const [what, text, expected] of cases) it(what, () => assert.deepEqual(brief(text), expected));

  it("names what forces UCS-2: each once, how often, where first", () => {
    const { outsiders } = measureSms("Reçu\u00a0: 12\u00a0€, ça va 👩‍👧");
    assert.deepEqual(outsiders, [
      { sign: "ç", codes: ["U+00E7"], count: 2, at: 2 },
      { sign: "\u00a0", codes: ["U+00A0"], count: 2, at: 4 },
      { sign: "👩‍👧", codes: ["U+1F469", "U+200D", "U+1F467"], count: 1, at: 19 },
    ]);
    assert.deepEqual(measureSms("Reçu".normalize("NFD")).outsiders, [
      { sign: "c\u0327", codes: ["U+0063", "U+0327"], count: 1, at: 2 },
    ]);
  });

  it("tells what a text takes alone", () => {
    assert.deepEqual(["", "a€", "ç€", "😀"].map(smsUnits), [0, 3, 2, 2]);
  });
});
