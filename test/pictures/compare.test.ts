import assert from "node:assert/strict";
import { createCanvas } from "@napi-rs/canvas";
import { describe, it } from "mocha";
import { PNG } from "pngjs";
import { agedBy, type Kept, type Picture } from "./compare.ts";
import { slim } from "./slim.ts";

/** A form with a button, and what a change makes of it. */
interface Form {
  words?: string[];
  button?: string;
  left?: number;
  ink?: string;
  width?: number;
}

function formOf({
  words = ["Name", "Camille", "Done"],
  button = "#ad1625",
  left = 40,
  ink = "#333",
  width = 320,
}: Form): Picture {
  const canvas = createCanvas(width, 200);
  const paint = canvas.getContext("2d");
  paint.fillStyle = "#fff";
  paint.fillRect(0, 0, width, 200);
  paint.fillStyle = button;
  paint.fillRect(left, 120, 90, 32);
  // Lines of letters, as far as a square of the comparison sees them.
  paint.fillStyle = ink;
  for (let x = 40; x < 200; x += 6) paint.fillRect(x, 40, 2, 12);
  return { png: canvas.toBuffer("image/png"), words, letters: [1600, 1700] };
}

const before = formOf({});
const kept: Kept = { width: 320, height: 200, letters: before.letters, words: before.words };

const changes: [what: string, now: Picture, told: RegExp | undefined][] = [
  ["nothing", formOf({}), undefined],
  ["a hair of ink", formOf({ ink: "#383838" }), undefined],
  ["a word", formOf({ words: ["Name", "Camille", "Finished"] }), /says “Done”, it would now say “Finished”/],
  ["a new field", formOf({ words: ["Name", "Camille", "Town", "Done"] }), /says “Done”, it would now say “Town”/],
  ["a word that is gone", formOf({ words: ["Name", "Camille"] }), /says “Done”, it would now say nothing/],
  ["the colour of a button", formOf({ button: "#8c1020" }), /looks otherwise at \d+, 1\d\d/],
  ["a button that was moved", formOf({ left: 56 }), /looks otherwise at \d+, 1\d\d/],
  ["the colour of letters", formOf({ ink: "#b00" }), /looks otherwise at \d+, \d\d /],
  ["the size", formOf({ width: 336 }), /it is 336 × 200 pixels, and was 320 × 200/],
  ["a button, with other typefaces", { ...formOf({ left: 56 }), letters: [1500, 1700] }, undefined],
  [
    "a word, with other typefaces",
    { ...formOf({ words: ["Name", "Zoé", "Done"] }), letters: [1500, 1700] },
    /“Camille”, it would now say “Zoé”/,
  ],
];

describe("a picture of the documents", () => {
  for (const [what, now, told] of changes)
    it(`${told === undefined ? "has not aged by" : "has aged by"} ${what}`, async () => {
      const said = await agedBy(now, kept, slim(before.png));
      if (told === undefined) assert.equal(said, undefined);
      else assert.match(said ?? "nothing", told);
    });

  it("is lighter with 256 colours, and looks the same", () => {
    const canvas = createCanvas(256, 256);
    const paint = canvas.getContext("2d");
    const shade = paint.createLinearGradient(0, 0, 256, 256);
    for (const [at, colour] of ["#fff", "#0a6e8a", "#d9a441", "#000"].entries()) shade.addColorStop(at / 3, colour);
    paint.fillStyle = shade;
    paint.fillRect(0, 0, 256, 256);
    const png = canvas.toBuffer("image/png");
    const light = slim(png);
    assert.equal(light[25], 3, "each pixel is the number of a colour");
    const [wanted, got] = [PNG.sync.read(png), PNG.sync.read(light)];
    assert.deepEqual([got.width, got.height], [256, 256]);
    const most = got.data.reduce((worst, value, at) => Math.max(worst, Math.abs(value - wanted.data[at]!)), 0);
    assert.ok(most <= 8, `a colour is off by ${most}`);
    const twice = slim(light);
    assert.deepEqual(PNG.sync.read(twice).data, got.data, "what is slim stays as it is");
  });
});
