import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { long, patience } from "../size.ts";
import { playMailing } from "./mailing/play.ts";

const letters = long(120, 100_000);
/** All batches are full: what is left would wait for its minute. */
const most = long(60, 5_000);

describe("a list that is printed in batches", function () {
  this.timeout(patience(120_000));

  it("is printed to its end, each letter once, in a place of its own", async () => {
    const { batches, places } = await playMailing(letters, most, [letters]);
    const pages = new Set(places.map(({ file, firstPage }) => `${file} ${firstPage}`));
    assert.deepEqual([places.length, pages.size], [letters, letters]);
    assert.equal(
      batches.reduce((all, batch) => all + batch.pages, 0),
      letters,
    );
    assert.ok(batches.length >= letters / most && batches.every((batch) => batch.letters <= most));
  });
});
