import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Ruler } from "../../../src/print/letter/typeface.ts";
import { wrapAddress } from "../../../src/print/letter/wrap.ts";

/** Every sign is a millimetre wide. */
const ruler: Ruler = (text) => text.length;
const code = "kp62v5pm5ece5xpp9g52kxaa15";

const cases: { name: string; address: string; width: number; lines: string[] }[] = [
  { name: "what fits stays whole", address: `a.example/p/${code}`, width: 60, lines: [`a.example/p/${code}`] },
  { name: "breaks behind its signs", address: `a.example/p/${code}`, width: 30, lines: ["a.example/p/", code] },
  {
    name: "a code that is a little wider than the line has two lines alike",
    address: `a.example/proposition/${code}`,
    width: 24,
    lines: ["a.example/proposition/", "kp62v5pm5ece5", "xpp9g52kxaa15"],
  },
  { name: "nothing is as narrow as a sign", address: "abc", width: 1, lines: ["a", "b", "c"] },
  { name: "what no line is wide enough for is not lost", address: "abc", width: 0.5, lines: ["a", "b", "c"] },
];

describe("an address in words beside its code", () => {
  for (const { name, address, width, lines } of cases)
    it(name, () => {
      assert.deepEqual(wrapAddress(ruler, address, width, 9), lines);
      assert.equal(lines.join(""), address);
    });
});
