import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { long, patience } from "../size.ts";
import { expected, playImport } from "./audience/import.ts";

const rows = long(3_000, 100_000);

describe("a list while Node-RED is killed", function () {
  this.timeout(patience(120_000));

  it("is enrolled to its end, every key once", async () => {
    const kills = [rows / 4, rows / 2].map(Math.floor);
    const { counts, journeys, recipients, imports, resuming } = await playImport(rows, kills, []);
    assert.deepEqual(counts, { ...expected(rows), state: "done" });
    assert.deepEqual([journeys, recipients, imports], [counts.enrolled, counts.enrolled, 1]);
    assert.equal(resuming.length, kills.length);
  });
});
