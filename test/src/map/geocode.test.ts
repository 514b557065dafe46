import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import { Fault, type PostalAddress } from "../../../src/contract/index.ts";
import { findMatches } from "../../../src/map/address/find-matches.ts";
import { placeOf } from "../../../src/map/address/place-of.ts";
import type { Area } from "../../../src/map/area/area.ts";
import type { AreaAddress } from "../../../src/map/area/content.ts";
import { openArea } from "../../../src/map/area/read.ts";
import { monacoAddresses } from "./monaco-addresses.ts";
import { osmFile } from "./osm-data.ts";
import { smallArea } from "./small-area.ts";
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

function describeArea(name: string, load: () => Promise<{ area: Area; all: readonly AreaAddress[] }>): void {
  describe(`addresses of ${name}`, () => {
    let area: Area;
    let all: readonly AreaAddress[];
    before(async () => {
      ({ area, all } = await load());
    });
    const measured = (title: string, least: number, acceptedToo: boolean, make: () => Written[]) =>
      it(title, function () {
        const written = make();
        assert.ok(written.length > 20, `only ${written.length}`);
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
      return [...groups.values()].flatMap((houses) =>
        [...houses[0]![part]].flatMap((_, at) => {
          const meant = houses[at % houses.length]!;
          const letter = String.fromCharCode(97 + random(26));
          const changed = slip(meant[part], at, letter);
          return [{ meant, address: addressOf(area.country, { ...meant, [part]: changed }) }];
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
    }
  });
}

const theTownOpened = async () => ({ area: openArea(areaFile("geocode")), all: theTown().addresses });
describeArea("the town", theTownOpened);

const pbf = osmFile("monaco-latest.osm.pbf");
if (pbf === undefined) it.skip("addresses of Monaco: monaco-latest.osm.pbf is not there");
else {
  describeArea("Monaco", async () => {
    const all = await monacoAddresses(pbf);
    assert.equal(all.length, 257);
    const content = {
      ...smallArea([
        [
          "Rue",
          [
            [0, 0],
            [100, 0],
          ],
        ],
      ]),
      country: "MC",
      name: "Monaco",
      addresses: all,
    };
    return { area: openArea(areaFile("monaco", content)), all };
  });
}
