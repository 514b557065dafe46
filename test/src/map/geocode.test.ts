import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { before, describe, it } from "mocha";
import { Fault, type PostalAddress } from "../../../src/contract/index.ts";
import { findMatches } from "../../../src/map/address/find-matches.ts";
import { placeOf } from "../../../src/map/address/place-of.ts";
import { suggest } from "../../../src/map/address/suggest.ts";
import type { Area } from "../../../src/map/area/area.ts";
import type { AreaAddress } from "../../../src/map/area/content.ts";
import { openArea } from "../../../src/map/area/read.ts";
import { housesOf } from "./houses.ts";
import { monaco } from "./monaco.ts";
import { areaFile, theTown } from "./town-file.ts";

const addressOf = (country: string, { number, street, postalCode, locality }: AreaAddress): PostalAddress => ({
  country,
  postalCode,
  locality,
  thoroughfare: [`${number} ${street}`],
});

/** Letters that change with each call, the same ones in each run. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Slip = (text: string, at: number, letter: string) => string;
const slipKinds: Record<string, Slip> = {
  "another letter": (text, at, letter) => text.slice(0, at) + letter + text.slice(at + 1),
  "a letter less": (text, at) => text.slice(0, at) + text.slice(at + 1),
  "a letter more": (text, at, letter) => text.slice(0, at) + letter + text.slice(at),
  "two letters exchanged": (text, at) => text.slice(0, at) + (text[at + 1] ?? "") + text[at] + text.slice(at + 2),
};

const shortened: Record<string, string[]> = {
  Allée: ["all.", "all"],
  Avenue: ["av.", "av", "ave"],
  Boulevard: ["bd", "bd.", "bld", "boul."],
  Chemin: ["ch.", "che"],
  Impasse: ["imp.", "imp"],
  Passage: ["pass.", "pas"],
  Place: ["pl.", "pl"],
  Quai: ["q.", "qu"],
  Route: ["rte", "rte."],
  Rue: ["r.", "r"],
};

interface Written {
  meant: AreaAddress;
  address: PostalAddress;
}

/** Shares of the addresses that come first, and that a letter would be sent by. */
function shares(area: Area, all: readonly AreaAddress[], written: readonly Written[]) {
  const places = new Map<string, string[]>();
  const idOf = ({ number, street }: AreaAddress) => `${number} ${street}`.toLowerCase();
  for (const one of all) places.set(idOf(one), [...(places.get(idOf(one)) ?? []), String(one.location)]);
  let first = 0;
  let accepted = 0;
  let wrong = 0;
  for (const { meant, address } of written) {
    const matches = findMatches(area, address);
    const right = (at: unknown) => places.get(idOf(meant))!.includes(String(at));
    if (matches[0]?.precision === "house" && right(matches[0].location)) first++;
    try {
      if (right(placeOf(matches).location)) accepted++;
      else wrong++;
    } catch (error) {
      assert.ok(error instanceof Fault);
    }
  }
  return { first: first / written.length, accepted: accepted / written.length, wrong };
}

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;

function describeArea(
  name: string,
  load: (context: Mocha.Context) => Promise<{ area: Area; all: readonly AreaAddress[] }>,
): void {
  describe(`addresses of ${name}`, () => {
    let area: Area;
    let all: readonly AreaAddress[];
    before(async function () {
      this.timeout(60_000);
      ({ area, all } = await load(this));
    });
    const measured = (title: string, least: number, acceptedToo: boolean, make: () => Written[]) =>
      it(title, function () {
        const written = make();
        assert.ok(written.length >= 20, `only ${written.length}`);
        const { first, accepted, wrong } = shares(area, all, written);
        this.test!.title += `: ${percent(first)} first, ${percent(accepted)} accepted, of ${written.length}`;
        assert.ok(first >= least, `${percent(first)} come first`);
        if (acceptedToo) assert.ok(accepted >= least, `${percent(accepted)} are accepted`);
        assert.equal(wrong, 0, "accepted, but another house");
      });
    const rewritten = (change: (street: string, index: number) => string | undefined) => () =>
      all.flatMap((meant, index) => {
        const street = change(meant.street, index);
        return street === undefined ? [] : [{ meant, address: addressOf(area.country, { ...meant, street }) }];
      });
    /** Every position of the name of every street, each with another house of the street. */
    const slipped = (slip: Slip, part: "street" | "locality") => () => {
      const random = seeded(7);
      const groups = new Map<string, AreaAddress[]>();
      for (const one of all) groups.set(one[part], [...(groups.get(one[part]) ?? []), one]);
      // An area has many streets, but perhaps one town.
      const rounds = part === "street" ? 1 : 4;
      return [...groups.values()].flatMap((houses) =>
        Array.from({ length: rounds * houses[0]![part].length }, (_, turn) => {
          const meant = houses[turn % houses.length]!;
          const letter = String.fromCharCode(97 + random(26));
          const changed = slip(meant[part], turn % meant[part].length, letter);
          return { meant, address: addressOf(area.country, { ...meant, [part]: changed }) };
        }),
      );
    };

    measured(
      "are found as they are written",
      0.99,
      true,
      rewritten((street) => street),
    );
    measured(
      "are found without accents",
      0.99,
      true,
      rewritten((street) => {
        const plain = street.normalize("NFD").replace(/\p{M}/gu, "");
        return plain === street.normalize("NFD") ? undefined : plain;
      }),
    );
    measured(
      "are found in capitals, without apostrophes",
      0.99,
      true,
      rewritten((street) => street.toUpperCase().replace(/['’-]/gu, " ")),
    );
    measured(
      "are found abbreviated",
      0.99,
      true,
      rewritten((street, index) => {
        const [kind = "", ...rest] = street.split(" ");
        const short = shortened[kind];
        return short === undefined ? undefined : [short[index % short.length], ...rest].join(" ");
      }),
    );
    for (const [kind, slip] of Object.entries(slipKinds)) {
      measured(`come first with ${kind}, at each place of the street`, 0.95, false, slipped(slip, "street"));
      measured(`come first with ${kind}, at each place of the town`, 0.95, true, slipped(slip, "locality"));
    }
  });
}

const theTownOpened = async () => ({ area: openArea(areaFile("geocode")), all: theTown().addresses });
describeArea("the town", theTownOpened);

describeArea("Monaco", async (context) => {
  const area = openArea((await monaco(context)).path);
  const all = housesOf(area.path).map(({ lon, lat, ...house }): AreaAddress => ({ ...house, location: [lon, lat] }));
  assert.ok(all.length >= 210, `only ${all.length}`);
  return { area, all };
});

describe("what is no address of the town", () => {
  const area = openArea(areaFile("hostile"));
  const home = { country: "FR", postalCode: "99380", locality: "Saint-Aurèle-sur-Mer" };
  const lines: [what: string, line: string][] = [
    ["nothing", ""],
    ["spaces", " \t\n "],
    ["signs", "!?%&§=~^°"],
    ["emoji", "🏠 4 🌊🌊"],
    ["an invented street", "4 rue du Capitaine Haddock"],
    ["another number", "12345 boulevard de l’Océan"],
    ["no number at all", "n° boulevard de l’Océan"],
    ["zero", "0 boulevard de l’Océan"],
    ["a number below zero", "-999 boulevard de l’Océan"],
    ["a number past all numbers", "99999999999999999999 boulevard de l’Océan"],
    ["SQL", "4'; DROP TABLE house; --"],
    ["SQL with a union", "4 x' UNION SELECT name, key FROM street --"],
    ["a NUL", "4 boulevard\u0000de\u0000rien"],
    ["quotes of the index", '4 "océ'],
    ["a star", "4 *"],
    ["a prefix question", "4 oc*"],
    ["NEAR", "4 NEAR(boulevard, rien)"],
    ["NOT", "4 NOT océan"],
    ["AND and OR", "4 AND OR"],
    ["a minus", "4 -océan-"],
    ["a column", "4 core:océan"],
    ["brackets", "4 ((({["],
    ["10,000 letters", `4 ${"a".repeat(10_000)}`],
    ["10,000 numbers", "4 ".repeat(5_000)],
    ["10,000 words", `4 ${"rue ".repeat(2_500)}`],
    ["another script", "4 улица Морская"],
    ["half a pair", "4 \ud83d\udc00 océ"],
  ];
  for (const [what, line] of lines) {
    it(`${what} has no place`, () => {
      const matches = findMatches(area, { ...home, thoroughfare: [line] });
      assert.throws(() => placeOf(matches), { name: "Fault", key: "map.address-unknown" });
      suggest(area, line);
    });
  }
  const elsewhere: [what: string, more: object][] = [
    ["another town", { locality: "La Rochelle", postalCode: "17000" }],
    ["another town with the postal code", { locality: "La Rochelle" }],
    ["another postal code", { postalCode: "17000" }],
    ["the index's syntax for a town", { locality: '"*" OR NEAR', postalCode: "*" }],
    ["10,000 letters for a town", { locality: "mer".repeat(3_400) }],
    ["10,000 digits for a postal code", { postalCode: "9".repeat(10_000) }],
  ];
  for (const [what, more] of elsewhere) {
    it(`${what} has no place`, () => {
      const matches = findMatches(area, { ...home, thoroughfare: ["4 boulevard de l’Océan"], ...more });
      assert.throws(() => placeOf(matches), { name: "Fault", key: "map.address-unknown" });
    });
  }

  const pieces = [
    "4",
    "bd",
    "Océan",
    "bis",
    "12-14",
    '"',
    "*",
    "NEAR(",
    "99380",
    "Saint-Aurèle",
    ",",
    "\n",
    "rue",
    "🌊",
    "é",
  ];
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((some) => some.join(" ")),
  );
  it("whatever is written, there are places or one of the two faults", () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), text, text, (thoroughfare, postalCode, locality) => {
        const matches = findMatches(area, { country: "FR", postalCode, locality, thoroughfare });
        for (const [i, { score, location }] of matches.entries()) {
          assert.ok(score >= 0 && score <= 1 && location.every(Number.isFinite));
          assert.ok(i === 0 || score <= matches[i - 1]!.score);
        }
        try {
          placeOf(matches);
        } catch (error) {
          assert.ok(error instanceof Fault && /^map\.address-(unknown|ambiguous)$/.test(error.key), String(error));
          for (const written of [...thoroughfare, locality].filter(({ length }) => length > 8)) {
            assert.ok(!JSON.stringify(error).includes(written));
          }
        }
        suggest(area, `${thoroughfare.join(" ")} ${postalCode} ${locality}`);
      }),
      { numRuns: 300 },
    );
  });

  it("a file without its addresses is damaged, not silent", () => {
    const path = areaFile("no-houses");
    const database = new DatabaseSync(path);
    database.exec("DROP TABLE house");
    database.close();
    const damaged = openArea(path);
    assert.throws(() => findMatches(damaged, { ...home, thoroughfare: ["4 bd de l’Océan"] }), {
      name: "Fault",
      key: "map.area-damaged",
    });
  });
});
