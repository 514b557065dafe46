import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { engineFor } from "../../../src/message/engine.ts";
import { newContext } from "../../../src/message/time-limit.ts";

describe("the time of a rendering", () => {
  const limit = () => newContext(engineFor("text").liquid, {}).renderLimit;
  const cases: [what: string, later: number, ends: boolean][] = [
    ["goes on at once", 0, false],
    ["goes on when the machine let it stand, for it computed nothing", 1_000, false],
    ["ends when it stood for too long", 6_000, true],
  ];
  for (const [what, later, ends] of cases)
    it(what, () => {
      const check = () => limit().check(performance.now() + later);
      if (ends) assert.throws(check, /template render limit/);
      else check();
    });

  it("ends when it computed for too long", () => {
    const { check } = limit();
    const work = () => {
      for (let turn = 0; turn < 1e5; turn += 1) JSON.stringify({ turn });
      check(performance.now());
    };
    assert.throws(() => {
      for (let round = 0; round < 10_000; round += 1) work();
    }, /template render limit/);
  });
});
