import assert from "node:assert/strict";
import { PDF, rgb } from "@libpdf/core";
import fc from "fast-check";
import { after, before, describe, it } from "mocha";
import type { Recipient } from "../../../src/contract/index.ts";
import { usePool } from "../../../src/pool.ts";
import { addressLines } from "../../../src/print/address-lines.ts";
import { addressFaults, checkFrenchAddress } from "../../../src/print/index.ts";
import { composeLetter, type LetterRequest } from "../../../src/print/letter/index.ts";

const letter: LetterRequest = {
  language: "fr",
  timeZone: "Europe/Paris",
  // Half past midnight in Paris, still the 23rd in UTC.
  now: Date.parse("2026-11-23T23:30:00Z"),
  sender: ["Au Fil des Saisons", "12 rue du Port"],
  window: "right",
  address: ["Mme Zoë Lefèvre", "3 rue des Œillets", "99380 SAINT-AURELE-SUR-MER"],
  reference: "Réf. A-17",
  place: "Saint-Aurèle-sur-Mer",
  subject: "Votre magasin ouvre ses portes",
  body: "Chère Madame,\n\nÀ **850 mètres**, de chez vous.\n\n- un café\n- un **cadeau**",
  signature: ["Inès Marchand"],
  footer: ["Au Fil des Saisons — RCS 000 000 000"],
};
const paragraph = "Les voisins se retrouvent au magasin pour une soirée de contes et de musique. ".repeat(6).trim();
const compose = (change: Partial<LetterRequest> = {}) => composeLetter({ ...letter, ...change });

async function pagesOf(pdf: Uint8Array) {
  const pages = (await PDF.load(pdf)).extractText();
  return pages.map(({ text }) => text.replace(/\s+/g, " "));
}

async function vectorMap(width: number, height: number): Promise<Uint8Array> {
  const map = PDF.create();
  map.addPage({ width, height }).drawRectangle({ x: 0, y: 0, width, height, color: rgb(0.9, 0.95, 0.85) });
  return map.save();
}

describe("letter", () => {
  let release: () => Promise<void>;
  before(() => {
    release = usePool();
  });
  after(() => release());

  it("says on one page what it was given, dated in the campaign's time zone", async () => {
    const { pdf, pages, text } = await compose();
    const [page = "", ...others] = await pagesOf(pdf);
    assert.deepEqual([pages, others], [1, []]);
    const expected = [
      ...letter.sender,
      ...letter.address,
      "Réf. A-17",
      "Saint-Aurèle-sur-Mer, le 24 novembre 2026",
      "Votre magasin ouvre ses portes",
      "À 850 mètres, de chez vous.",
      "• un café",
      "Inès Marchand",
      "RCS 000 000 000",
    ];
    for (const each of expected) assert.ok(page.includes(each), `${each} is missing in: ${page}`);
    assert.doesNotMatch(page, /\*\*|TEST|1\/1/);
    assert.ok(text.includes("À 850 mètres, de chez vous."));
  });

  it("gives the same bytes for the same request", async () => {
    const map = { vector: await vectorMap(400, 200) };
    const [first, second] = await Promise.all([compose({ map }), compose({ map })]);
    assert.ok(Buffer.from(first.pdf).equals(second.pdf));
    assert.ok(first.pdf.length < 60_000, `${first.pdf.length} bytes: are the fonts cut down to their subset?`);
  });

  it("has fonts that no other letter's are taken for where both are joined into one file", async () => {
    const tagsOf = async (change: Partial<LetterRequest>) => {
      const { pdf } = await composeLetter({ ...letter, ...change });
      const names = Buffer.from(pdf)
        .toString("latin1")
        .matchAll(/\/([A-Z]{6})\+NotoSans-(\w+)/g);
      return new Map([...names].map(([, tag = "", face = ""]) => [tag, face]));
    };
    const [first, second] = [await tagsOf({}), await tagsOf({ subject: "Une autre lettre" })];
    assert.deepEqual([first.size, new Set(first.values()).size], [2, 2], "a tag for each face");
    assert.deepEqual(
      [...first.keys()].filter((tag) => second.has(tag)),
      [],
    );
  });

  it("goes on over two numbered pages, footer and test band on both, no word lost", async () => {
    const { pdf, pages } = await compose({ body: Array(6).fill(paragraph).join("\n\n"), test: true });
    const read = await pagesOf(pdf);
    assert.equal(pages, 2);
    for (const [index, page] of read.entries())
      for (const each of [`${index + 1}/2`, "RCS 000 000 000", "TEST"])
        assert.ok(page.includes(each), `${each}, page ${index + 1}`);
    assert.equal(read.join(" ").match(/contes/g)?.length, 36);
    assert.match(read[1] ?? "", /Inès Marchand/);
  });

  for (const text of ["Nguyễn Œuvre ẞ", "Καλημέρα", "Здравствуй"])
    for (const [where, change] of Object.entries({
      sender: { sender: [text] },
      address: { address: [text] },
      reference: { reference: text },
      place: { place: text },
      subject: { subject: text },
      body: { body: text },
      signature: { signature: [text] },
      footer: { footer: [text] },
    }))
      it(`sets "${text}" as ${where}`, async () => {
        const { pdf } = await compose(change);
        assert.ok((await pagesOf(pdf)).join(" ").normalize("NFC").includes(text));
      });

  it("refuses a setting out of bounds by its name", async () => {
    await assert.rejects(compose({ accentColour: "red" }), { key: "print.request", data: { where: "accentColour" } });
  });

  it("keeps every glyph inside the margin and the address inside the window", async () => {
    const address = ["M".repeat(38), ..."123456"];
    const body = `https://example.org/${"chemin/".repeat(40)}`;
    const windows = { right: [110, 45, 200, 85], left: [20, 45, 105, 90] } as const;
    for (const window of ["right", "left"] as const) {
      const { pdf } = await compose({ window, address, body });
      const [page] = (await PDF.load(pdf)).extractText();
      assert.ok(page);
      const spans = page.lines.flatMap((line) => line.spans);
      const edge = (window === "right" ? 22 : 20) * (72 / 25.4);
      for (const { bbox, text } of spans)
        assert.ok(text.includes("MMMM") || bbox.x + bbox.width <= page.width - edge + 1, `${text} leaves the margin`);
      const wide = spans.find(({ text }) => text.includes("MMMM"))?.bbox;
      assert.ok(wide);
      const [left, top, right, bottom] = windows[window].map((each) => each * (72 / 25.4));
      assert.ok(wide.x >= (left ?? 0) && wide.x + wide.width <= (right ?? 0), `${window}: ${JSON.stringify(wide)}`);
      assert.ok(page.height - wide.y - wide.height >= (top ?? 0), "above the window");
      assert.ok(page.height - wide.y <= (bottom ?? 0), "below the window");
    }
  });

  for (const { name, size, body, on } of [
    { name: "beside a short text", size: [400, 200], body: "Voici le plan.", on: 1 },
    { name: "that no longer fits", size: [400, 300], body: Array(4).fill(paragraph).join("\n\n"), on: 2 },
    { name: "higher than a page", size: [100, 900], body: "Voici le plan.", on: 2 },
  ] as const)
    it(`draws a map ${name} as vectors on page ${on}`, async () => {
      const vector = await vectorMap(size[0], size[1]);
      const caption = "Plan : 850 m à pied, Ωμέγα";
      const { pdf, pages } = await compose({ body, map: { vector, caption, alt: "Plan" } });
      const read = await pagesOf(pdf);
      assert.equal(pages, on);
      assert.ok(read[on - 1]?.includes(caption));
      const source = Buffer.from(pdf).toString("latin1");
      assert.match(source, /\/Subtype\s*\/Form/);
      assert.doesNotMatch(source, /\/Subtype\s*\/Image/);
    });
});

describe("address lines", () => {
  const at = (change: Partial<NonNullable<Recipient["postalAddress"]>> = {}, name = "Lefèvre"): Recipient => ({
    id: "r1",
    title: "Mme",
    firstName: "Zoë",
    lastName: name,
    postalAddress: {
      country: "FR",
      postalCode: "99380",
      locality: "Saint-Aurèle-sur-Mer",
      thoroughfare: ["12 bis, rue du Port"],
      ...change,
    },
  });
  const cases: [string, Recipient, string[]][] = [
    ["France", at(), ["Mme Zoë Lefèvre", "12 bis rue du Port", "99380 SAINT-AURELE-SUR-MER"]],
    ["ligature", at({ locality: "Œuvry" }), ["Mme Zoë Lefèvre", "12 bis rue du Port", "99380 OEUVRY"]],
    [
      "abroad",
      at({ country: "DE", postalCode: "99999", locality: "Möwenhafen", thoroughfare: ["Bei Schmidt", "Weg 1"] }),
      ["Mme Zoë Lefèvre", "Bei Schmidt", "Weg 1", "99999 MOWENHAFEN", "ALLEMAGNE"],
    ],
    [
      "exactly 38",
      at({ thoroughfare: ["x".repeat(38)] }),
      ["Mme Zoë Lefèvre", "x".repeat(38), "99380 SAINT-AURELE-SUR-MER"],
    ],
  ];
  for (const [name, recipient, lines] of cases)
    it(`as written: ${name}`, () => assert.deepEqual(addressLines(recipient, "written"), lines));

  const normed: [string, Recipient, string[]][] = [
    ["France", at(), ["Mme Zoë Lefèvre", "12 BIS RUE DU PORT", "99380 SAINT AURELE SUR MER"]],
    [
      "six lines, of which the last three are sorted by",
      at({ thoroughfare: ["Appt. 4", "Rés. de l’Étang", "Bât. B, porte d'entrée", "3 rue d’Œuvry"] }),
      [
        "Mme Zoë Lefèvre",
        "Appt. 4",
        "Rés. de l’Étang",
        "BAT B PORTE D ENTREE",
        "3 RUE D OEUVRY",
        "99380 SAINT AURELE SUR MER",
      ],
    ],
    [
      "overseas, under a country code of its own",
      at({ country: "RE", postalCode: "97400", locality: "Saint-Denis" }),
      ["Mme Zoë Lefèvre", "12 BIS RUE DU PORT", "97400 SAINT DENIS"],
    ],
    [
      "a street that is abbreviated",
      at({ thoroughfare: ["128 boulevard du Général de la Martinière"] }),
      ["Mme Zoë Lefèvre", "128 BD DU GAL DE LA MARTINIERE", "99380 SAINT AURELE SUR MER"],
    ],
  ];
  for (const [name, recipient, lines] of normed)
    it(`as the post wants it: ${name}`, () => assert.deepEqual(addressLines(recipient, "post"), lines));

  it("are the same abroad, however an address at home is set", () => {
    const abroad = at({ country: "CH", postalCode: "1003", locality: "Lausanne", thoroughfare: ["Av. d’Ouchy 4"] });
    assert.deepEqual(addressLines(abroad, "post"), addressLines(abroad, "written"));
    assert.equal(addressLines(abroad, "post").at(-1), "SUISSE");
  });

  it("stand on paper as they are checked", () => {
    const line = fc.stringMatching(/^[A-Za-zÉéèçœ0-9 .,'’/-]{1,45}$/);
    const address = fc.record({
      thoroughfare: fc.array(line, { maxLength: 4 }),
      postalCode: fc.constantFrom("35000", "00100", "75008", "2A004"),
      locality: fc.constantFrom("Rennes", "L’Haÿ-les-Roses", "Paris Cedex 08", "Cedex"),
    });
    fc.assert(
      fc.property(address, fc.string({ unit: "grapheme", maxLength: 45 }), (change, name) => {
        const recipient = at(change, name);
        const lines = addressLines(recipient, "post", () => {});
        assert.deepEqual(checkFrenchAddress(lines), addressFaults(recipient));
        // What is wrong with it is no matter of setting.
        const keys = checkFrenchAddress(lines).map(({ key }) => key);
        assert.ok(!keys.includes("address.lower-case") && !keys.includes("address.punctuation"));
      }),
    );
  });

  it("refuses no address and a line of 39", () => {
    assert.throws(() => addressLines({ id: "r1" }, "post"), { key: "print.no-address" });
    assert.throws(() => addressLines(at({ thoroughfare: ["Bât. A", "x".repeat(39)] }), "written"), {
      key: "print.address-line-too-long",
      data: { line: 3, length: 39, longest: 38 },
    });
  });
});
