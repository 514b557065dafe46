import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "mocha";
import { starterEmail } from "../../../../src/message/email/starter.ts";
import { openEmail } from "../../../../src/message/index.ts";
import { attributesOf } from "../parse-html.ts";
import { starterSource } from "./starter-source.ts";
import { setting, wordsOf } from "./write.ts";

const store = { id: "port", name: "Agence du Port", location: [0, 0] };
const home = { store, distance: 1_234, duration: 320, alt: "Map: the way", webLink: "https://example.org/map?a=1&b=2" };
const recipient = { title: "Mme", firstName: "Élodie", lastName: "Kervella" };
const link = { unsubscribe: "https://example.org/u/7f" };
const images = { home: "cid:home@example.org" };

describe("the starter e-mail", () => {
  it("has no problem in either language, also of its variables", async () => {
    const email = await openEmail(starterSource());
    const variables = ["recipient.*", "map.home.*", "link.unsubscribe"];
    assert.deepEqual(email.problems({ variables, languages: ["en", "fr-BE"] }), []);
    assert.deepEqual(email.maps, ["home"]);
  });

  for (const [language, greeting, button, distance] of [
    ["en", "Mme Kervella,", "Show me the way", "1.2 km"],
    ["fr", "Madame Kervella,", "Voir le chemin", "1,2 km"],
  ] as const)
    it(`says all in ${language}, with the map and without`, async () => {
      const email = await openEmail(starterSource());
      const whole = email.render({ recipient, link, map: { home } }, { ...setting, language, images });
      for (const part of [greeting, button, distance, "Agence du Port", "Saint-Aurèle-sur-Mer"])
        assert.ok(
          wordsOf(whole.html)
            .replace(/[\u00a0\u202f]/g, " ")
            .includes(part),
          part,
        );
      assert.deepEqual(attributesOf(whole.html, "src"), [images.home]);
      assert.deepEqual(attributesOf(whole.html, "alt"), [home.alt]);
      assert.deepEqual(attributesOf(whole.html, "href"), [home.webLink, home.webLink, link.unsubscribe]);
      assert.ok(Buffer.byteLength(whole.html) < 30_000);
      const bare = email.render({ recipient, link }, { ...setting, language });
      assert.deepEqual(attributesOf(bare.html, "href"), [link.unsubscribe]);
      assert.equal(bare.text.includes("<https://example.org/u/7f>"), true);
    });

  it("is English for whom it does not know", () => {
    assert.deepEqual(starterEmail("de"), starterEmail("en"));
    assert.deepEqual(starterEmail("fr-CA"), starterEmail("fr"));
    assert.notDeepEqual(starterEmail("fr"), starterEmail("en"));
  });

  it("can be loaded by the editor: it imports nothing", () => {
    const source = readFileSync(new URL("../../../../src/message/email/starter.ts", import.meta.url), "utf8");
    assert.doesNotMatch(source, /^\s*import\b/m);
  });
});
