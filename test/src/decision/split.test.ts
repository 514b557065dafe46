import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, it } from "mocha";
import { DecisionPart, Fault } from "../../../src/contract/index.ts";
import { type Arm, assign, checkSplit, draw, shares } from "../../../src/decision/index.ts";
import { sha256Head } from "../../../src/decision/sha256.ts";
import { fuzz } from "../../size.ts";
import { about } from "./table.ts";

const arms = (weights: Record<string, number>, holdout = ""): Arm[] =>
  Object.entries(weights).map(([key, weight]) => ({ label: key, key, weight, holdout: key === holdout }));

const people = Array.from({ length: 100_000 }, (_, index) => `R-${index}`);
const drawn = (all: readonly Arm[], experiment: string, ids = people) =>
  ids.map((id) => all[draw(id, experiment, all)]?.key);
function count(keys: readonly (string | undefined)[]): Map<string | undefined, number> {
  const counts = new Map<string | undefined, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** Chi-square that chance exceeds once in a thousand, by degrees of freedom. */
const rare: Readonly<Record<number, number>> = { 1: 10.83, 2: 13.82, 3: 16.27, 4: 18.47, 9: 27.88 };

describe("branches by chance", function () {
  this.timeout(30_000);

  const weighted: Record<string, number>[] = [
    { A: 50, B: 50 },
    { A: 45, B: 45, none: 10 },
    { A: 1, B: 2, C: 3, D: 4, E: 90 },
    { A: 0.5, B: 99.5 },
  ];
  for (const weights of weighted)
    it(`draws 100,000 people by their weights ${JSON.stringify(weights)}`, () => {
      const all = arms(weights);
      const counts = count(drawn(all, "shares"));
      const sum = all.reduce((total, { weight }) => total + weight, 0);
      const chi = all.reduce((total, { key, weight }) => {
        const expected = (people.length * weight) / sum;
        return total + ((counts.get(key) ?? 0) - expected) ** 2 / expected;
      }, 0);
      assert.ok(chi < rare[all.length - 1]!, `chi-square ${chi}, ${JSON.stringify([...counts])}`);
    });

  it("draws two experiments as if one knew nothing of the other", () => {
    const some = people.slice(0, 20_000);
    const all = arms({ A: 50, B: 50 });
    const [one, other] = [drawn(all, "one", some), drawn(all, "other", some)];
    const both = count(one.map((key, index) => `${key}${other[index]}`));
    const expected = some.length / 4;
    const chi = ["AA", "AB", "BA", "BB"].reduce(
      (total, pair) => total + ((both.get(pair) ?? 0) - expected) ** 2 / expected,
      0,
    );
    assert.ok(chi < rare[3]!, String(chi));
  });

  it("draws alike for two switches of one experiment, whatever the order and the names of the arms", () => {
    const all = arms({ A: 50, B: 30, C: 20 });
    const turned = [...all].reverse().map((arm) => ({ ...arm, label: `new ${arm.label}` }));
    const some = people.slice(0, 2_000);
    assert.deepEqual(drawn(all, "map", some), drawn(turned, "map", some));
  });

  it("draws the same arm for ever: these were written down", () => {
    const all = arms({ A: 45, B: 45, none: 10 });
    const ids = ["R-1", "R-2", "R-3", "R-4", "Élodie", "P-1042", "0", "💌", "a".repeat(200), "R-20"];
    assert.deepEqual(drawn(all, "map 2026", ids), ["A", "A", "A", "A", "B", "A", "A", "B", "A", "A"]);
  });

  it("moves as few people as possible when a weight changes", () => {
    const few = people.slice(0, 20_000);
    const before = drawn(arms({ A: 40, B: 40, C: 20 }), "moves", few);
    // Of the whole, A gains 50/110 - 40/100, all else loses in proportion.
    const after = drawn(arms({ A: 50, B: 40, C: 20 }), "moves", few);
    const moved = few.map((_, index) => [before[index], after[index]]).filter(([a, b]) => a !== b);
    assert.ok(
      moved.every(([, now]) => now === "A"),
      "nobody moves between the others",
    );
    const least = few.length * (50 / 110 - 0.4);
    assert.ok(
      Math.abs(moved.length - least) < 4 * Math.sqrt(least),
      `${moved.length} moved, ${least.toFixed()} expected`,
    );
    // A new arm takes from all, and gives nothing to them.
    const wider = drawn(arms({ A: 40, B: 40, C: 20, D: 10 }), "moves", few);
    assert.ok(few.every((_, index) => wider[index] === before[index] || wider[index] === "D"));
    // Two weights that stay in proportion move nobody.
    assert.deepEqual(drawn(arms({ A: 4, B: 4, C: 2 }), "moves", few), before);
  });

  it("tells the arm, the share, whose draw it is, and who is held out", () => {
    const split = { arms: arms({ A: 45, B: 45, none: 10 }, "none"), experiment: "map 2026", strict: false };
    const seen = new Map(
      people.slice(0, 200).map((id) => {
        const { output, why: _, ...part } = assign({ recipient: { id } }, split, about);
        assert.deepEqual(DecisionPart.parse(part), part);
        assert.equal(part.rule, output);
        return [part.label, part] as const;
      }),
    );
    assert.deepEqual(seen.get("B"), {
      label: "B",
      rule: 1,
      arm: "B",
      experiment: "map 2026",
      reason: "Drawn for arm 2, “B”, which gets 45 % of the people (experiment “map 2026”).",
    });
    assert.deepEqual(seen.get("none"), {
      label: "none",
      rule: 2,
      arm: "none",
      experiment: "map 2026",
      holdout: true,
      reason: "Drawn for arm 3, “none”, the 10 % who are held out (experiment “map 2026”).",
    });
  });

  for (const message of [
    {},
    { recipient: {} },
    { recipient: { id: "" } },
    { recipient: { id: 5 } },
    { recipient: null },
    undefined,
  ])
    it(`leaves ${JSON.stringify(message)} to “other”, and in strict mode to an error`, () => {
      const split = { arms: arms({ A: 1, B: 1 }), experiment: "x", strict: false };
      const { label, rule, output, reason } = assign(message, split, about);
      assert.deepEqual([label, rule, output], ["other", -1, 2]);
      assert.match(reason, /recipient\.id/);
      assert.throws(() => assign(message, { ...split, strict: true }, about), new Fault("decision.no-recipient"));
    });

  it("leaves all to “other” where there is no weight", () => {
    const split = { arms: arms({ A: 0, B: 0 }), experiment: "x", strict: false };
    assert.equal(assign({ recipient: { id: "R" } }, split, about).output, 2);
    assert.equal(draw("R", "x", []), -1);
  });

  it("draws nobody for a weight that is none, and always one of the others", () => {
    const weight = fc.oneof(fc.constantFrom(0, -1, Number.NaN), fc.double({ min: 1e-3, max: 1e6, noNaN: true }));
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.array(weight, { maxLength: 8 }), (id, experiment, weights) => {
        const all = arms(Object.fromEntries(weights.map((one, index) => [`arm ${index}`, one])));
        const index = draw(id, experiment, all);
        if (weights.some((one) => one > 0)) assert.ok(weights[index]! > 0);
        else assert.equal(index, -1);
      }),
      fuzz,
    );
  });

  it("hashes as Node.js does", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        const digest = createHash("sha256").update(text).digest();
        assert.deepEqual(sha256Head(text), { high: digest.readUInt32BE(0), low: digest.readUInt32BE(4) });
      }),
      fuzz,
    );
    // The lengths around the end of a block.
    for (let length = 50; length < 130; length += 1) {
      const digest = createHash("sha256").update("é".repeat(length)).digest();
      assert.equal(sha256Head("é".repeat(length)).high, digest.readUInt32BE(0));
    }
  });

  it("shows shares in per cent", () => {
    assert.deepEqual(shares([45, 45, 10]), [45, 45, 10]);
    assert.deepEqual(shares([1, 2]), [33.3, 66.7]);
    assert.deepEqual(shares([0, 0]), [0, 0]);
    assert.deepEqual(shares([Number.NaN, -5, 10]), [0, 0, 100]);
  });
});

describe("checking the arms of an experiment", () => {
  const arm = (label: string, weight: number, key = label): Arm => ({ label, weight, key, holdout: false });
  const cases: { name: string; all: Arm[]; faults: string[] }[] = [
    { name: "right ones", all: [arm("A", 50), arm("B", 0.5), arm("paused", 0)], faults: [] },
    { name: "none", all: [], faults: [] },
    {
      name: "no label, and that of the last output",
      all: [arm(" ", 1, "k"), arm("Other", 1)],
      faults: ["1 no-label", "2 label-other"],
    },
    { name: "two labels that fold alike", all: [arm("Été", 1), arm("ete", 1)], faults: ["2 duplicate-label"] },
    {
      name: "weights that are none",
      all: [arm("A", -1), arm("B", Number.NaN), arm("C", Number.POSITIVE_INFINITY), arm("D", 1)],
      faults: ["1 weight", "2 weight", "3 weight"],
    },
    { name: "no weight at all", all: [arm("A", 0), arm("B", 0)], faults: ["undefined no-weight"] },
    { name: "two arms of one key", all: [arm("A", 1, "k"), arm("B", 1, "k")], faults: ["2 same-key"] },
  ];
  for (const { name, all, faults } of cases)
    it(name, () =>
      assert.deepEqual(
        checkSplit(all).map(({ key, data }) => `${data.row} ${key.replace("decision.", "")}`),
        faults,
      ),
    );
});
