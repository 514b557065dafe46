import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { addressFaults } from "../../../src/print/index.ts";
import { allowanceOf, dayOf, shareOf, sheetsOf } from "../../../src/print/service/index.ts";

type Sheets = Parameters<typeof sheetsOf>[0];
const job = (pages: number, sides: Sheets["sides"], copies = 1): Sheets => ({
  document: { pages } as never,
  sides,
  copies,
});

describe("what a letter takes of a service's day", () => {
  const sheets: [pages: number, sides: Sheets["sides"], copies: number, sheets: number][] = [
    [1, "one-sided", 1, 1],
    [3, "one-sided", 1, 3],
    [3, "two-sided-long-edge", 1, 2],
    [4, "two-sided-short-edge", 1, 2],
    [3, "two-sided-long-edge", 5, 10],
  ];
  for (const [pages, sides, copies, expected] of sheets)
    it(`${pages} pages, ${sides}, ${copies} times: ${expected} sheets`, () =>
      assert.equal(sheetsOf(job(pages, sides, copies)), expected));

  it("is counted in whole millionths, fractions of a cent as well", () => {
    const prices = { pieces: 0, budget: 0, pricePiece: 0.1, pricePerSheet: 0.035 };
    const ticket = job(3, "two-sided-long-edge", 3) as never;
    assert.deepEqual(shareOf(ticket, prices), { pieces: 3, cost: 510_000 });
    assert.deepEqual(allowanceOf({ ...prices, budget: 0.51, pieces: 3 }), { pieces: 3, cost: 510_000 });
    assert.equal(allowanceOf(prices), undefined);
  });

  const days: [at: string, timeZone: string, day: string, ends: string][] = [
    ["2026-04-01T22:30:00Z", "Europe/Paris", "2026-04-02", "2026-04-02T22:00:00Z"],
    ["2026-04-01T21:30:00Z", "Europe/Paris", "2026-04-01", "2026-04-01T22:00:00Z"],
    // The day on which clocks go forward, and that on which they go back.
    ["2026-03-29T00:30:00Z", "Europe/Paris", "2026-03-29", "2026-03-29T22:00:00Z"],
    ["2026-10-25T00:30:00Z", "Europe/Paris", "2026-10-25", "2026-10-25T23:00:00Z"],
    ["2026-04-01T11:30:00Z", "Pacific/Auckland", "2026-04-02", "2026-04-02T11:00:00Z"],
  ];
  for (const [at, timeZone, day, ends] of days)
    it(`${at} in ${timeZone} is of ${day}`, async () =>
      assert.deepEqual(await dayOf(Date.parse(at), timeZone), { day, ends: Date.parse(ends) }));
});

describe("the address of a letter", () => {
  const home = { country: "FR", postalCode: "35000", locality: "Rennes", thoroughfare: ["12, rue de l’Hôtel-Dieu"] };
  const addresses: [what: string, change: object, faults: string[]][] = [
    ["as people write it", {}, []],
    ["with CEDEX", { postalCode: "35042", locality: "Rennes Cedex 9" }, []],
    ["with no such postal code", { postalCode: "99000" }, ["address.postal-code"]],
    ["with letters for a postal code", { postalCode: "3500A" }, ["address.locality"]],
    ["with a line that is too long", { thoroughfare: ["X".repeat(39)] }, ["address.too-long"]],
    ["with too many lines", { thoroughfare: ["a", "b", "c", "d", "e"] }, ["address.too-many"]],
    ["overseas", { country: "RE", postalCode: "97400", locality: "Saint-Denis" }, []],
    ["overseas, with no postal code of France", { country: "NC", postalCode: "1234" }, ["address.locality"]],
    ["abroad", { country: "DE", postalCode: "10115", locality: "Berlin" }, []],
    ["abroad, with accents in the country’s name", { country: "GR", postalCode: "104 31", locality: "Athènes" }, []],
    ["abroad, too long", { country: "DE", thoroughfare: ["X".repeat(46)] }, ["address.too-long"]],
  ];
  for (const [what, change, faults] of addresses)
    it(`${what}: ${faults.join() || "nothing is wrong"}`, () => {
      const recipient = { id: "R", firstName: "Camille", lastName: "Moreau", postalAddress: { ...home, ...change } };
      assert.deepEqual(
        addressFaults(recipient).map(({ key }) => key),
        faults,
      );
    });
  it("is missing", () =>
    assert.deepEqual(
      addressFaults({ id: "R" }).map(({ key }) => key),
      ["print.no-address"],
    ));
});
