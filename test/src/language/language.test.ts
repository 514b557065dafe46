import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { describe, it } from "mocha";
import { languageOf, localeOf, sentence } from "../../../src/language/index.ts";

const tags = [
  { tag: "fr", locale: "fr", language: "fr" },
  { tag: "FR-ca", locale: "fr-CA", language: "fr" },
  { tag: " fr_FR ", locale: "fr-FR", language: "fr" },
  { tag: "fro", locale: "fro", language: "en" },
  { tag: "de-DE", locale: "de-DE", language: "en" },
  { tag: "fr_FR.UTF-8", locale: undefined, language: "en" },
  { tag: "", locale: undefined, language: "en" },
  { tag: "\u0000", locale: undefined, language: "en" },
];

describe("a language tag", () => {
  for (const { tag, locale, language } of tags)
    it(`${JSON.stringify(tag)} is ${locale ?? "none"} and is answered in ${language}`, () => {
      assert.equal(localeOf(tag), locale);
      assert.equal(languageOf(tag), language);
      // Figures are written in it: a tag that is none must not end whoever tells an error.
      assert.match(sentence("message.too-large", { limit: 2000 }, tag), /2.?000/);
    });
});

describe("the sentences", () => {
  it("have a key each, in whatever file they are", async () => {
    const folder = new URL("../../../src/language/", import.meta.url);
    const places = new Map<string, string>();
    for (const file of readdirSync(folder)) {
      const exported = (await import(new URL(file, folder).href)) as Record<string, { en?: object } | undefined>;
      for (const key of Object.values(exported).flatMap((group) => Object.keys(group?.en ?? {}))) {
        assert.equal(places.get(key), undefined, `${key} of ${file}`);
        places.set(key, file);
      }
    }
    assert.ok(places.size > 300);
  });
});
