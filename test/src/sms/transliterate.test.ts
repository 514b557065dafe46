import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { isGsm7, measureSms, transliterate } from "../../../src/sms/index.ts";

const gsm7 = Array.from({ length: 0x3000 }, (_, code) => String.fromCharCode(code)).filter(isGsm7);

describe("transliterate", () => {
  const cases: [text: string, signs: string, letters: string][] = [
    ["L’été, c‘est ‚ça‛", "L'été, c'est 'ça'", "L'été, c'est 'ca'"],
    ["«\u00a0Oui\u00a0» «\u202fnon\u202f» « si »", '"Oui" "non" " si "', '"Oui" "non" " si "'],
    ["“Yes” „ja‟ 5″", '"Yes" "ja" 5"', '"Yes" "ja" 5"'],
    ["10–12 — oui ‑ −5", "10-12 - oui - -5", "10-12 - oui - -5"],
    ["Bientôt…", "Bientôt...", "Bientot..."],
    ["1\u202f234,50\u00a0€\u2009!", "1 234,50 € !", "1 234,50 € !"],
    ["a\tb\u2028c\u00add\ufeff", "a b\ncd", "a b\ncd"],
    ["• client·e", "- client.e", "- client.e"],
    ["reçu Ça", "reçu Ça", "recu Ça"],
    ["Œuvre cœur ÊÀÈ êâîôûëïÿ", "Œuvre cœur ÊÀÈ êâîôûëïÿ", "OEuvre coeur EAE eaioueiy"],
    ["Łódź Škoda Ångström Þór", "Łódź Škoda Ångström Þór", "Lodz Skoda Ångström Thor"],
    ["ẞ Ŀ ŉ ﬁn № 1º ế", "ẞ Ŀ ŉ ﬁn № 1º ế", "SS L. 'n fin No 1o e"],
    ["e\u0301te\u0301 c\u0327a x\u030c", "été ça x\u030c", "été ca x"],
    ["سلام 👩‍👧 ½ привет Ω", "سلام 👩‍👧 ½ привет Ω", "سلام 👩‍👧 ½ привет Ω"],
  ];
  for (const [text, signs, letters] of cases)
    it(`brings "${text}" nearer to GSM-7`, () => {
      assert.equal(transliterate(text, "nothing"), text);
      assert.equal(transliterate(text, "signs"), signs);
      assert.equal(transliterate(text, "letters"), letters);
    });

  it("knows every letter of the Latin-1, Extended-A, Extended-B and Additional blocks but signs of tone and click", () => {
    const codes = [...Array(0x24f - 0xbf).keys()]
      .map((n) => n + 0xc0)
      .concat([...Array(0x100).keys()].map((n) => n + 0x1e00));
    const letters = codes.map((code) => String.fromCodePoint(code)).filter((letter) => /\p{L}/u.test(letter));
    const left = letters.filter((letter) => !isGsm7(transliterate(letter, "letters")));
    assert.equal(left.join(""), "ƄƅƍƧƨƪƸƹƺƻƼƽƾǀǁǂǃɁɂɅẟ");
    assert.ok(letters.length > 580);
  });

  it("keeps the case of letters", () => {
    for (const upper of "ÂÊËÎÏÔÛŸŒĐŁŠŽÞĦŊ") {
      const [one, other] = [transliterate(upper, "letters"), transliterate(upper.toLowerCase(), "letters")];
      assert.equal(one.toLowerCase(), other);
      assert.notEqual(one, other);
    }
  });

  it("leaves what GSM-7 has, whatever stands around it, and is done at once", () => {
    const around = fc.constantFrom("ç", "’", "\u00a0", "«", "…", "😀", "œ", "م");
    const text = fc.array(fc.oneof(fc.constantFrom(...gsm7), around), { maxLength: 40 });
    fc.assert(
      fc.property(text, fc.constantFrom("signs", "letters"), (signs, extent) => {
        const plain = transliterate(signs.join(""), extent);
        let at = 0;
        for (const kept of signs.filter(isGsm7)) {
          at = plain.indexOf(kept, at) + 1;
          if (at === 0) return false;
        }
        return transliterate(plain, extent) === plain;
      }),
      { seed: 7, numRuns: 1_000 },
    );
  });

  it("makes a French offer one message instead of two", () => {
    const offer =
      "Bonjour Zoé, votre crédit de 12\u202f500\u00a0€ est accordé\u00a0! Passez à l’agence de la place du Marché, ouverte jusqu’à 18\u00a0h. À bientôt…";
    assert.equal(measureSms(offer).segments, 2);
    assert.deepEqual(
      measureSms(transliterate(offer, "signs")).outsiders.map(({ sign }) => sign),
      ["À", "ô"],
    );
    assert.equal(measureSms(transliterate(offer, "letters")).segments, 1);
  });
});
