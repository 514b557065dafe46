import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PNG } from "pngjs";
import { agedBy, type Kept, type Picture, sameLetters } from "./compare.ts";
import { slim } from "./slim.ts";

/** The pictures of the documents, and beside them the words that each of them shows. */
export const imagesFolder = fileURLToPath(new URL("../../docs/images/", import.meta.url));
const recordPath = join(imagesFolder, "pictures.json");
/** A document is read on a telephone as well. */
export const mostBytes = 120_000;
export const command = "npm run pictures";

/** `npm run pictures` makes them anew; all other runs compare. */
const making = process.env.BELLE_HISTOIRE_PICTURES === "make";

export const readRecord = (): Record<string, Kept> =>
  existsSync(recordPath) ? (JSON.parse(readFileSync(recordPath, "utf8")) as Record<string, Kept>) : {};

function keep(name: string, { png, words, letters }: Picture): void {
  const light = [256, 128, 64].map((colours) => slim(png, colours)).find(({ length }) => length <= mostBytes);
  assert.ok(light !== undefined, `${name} has more than ${mostBytes} bytes, with 64 colours still`);
  writeFileSync(join(imagesFolder, name), light);
  const { width, height } = PNG.sync.read(light);
  const all = { ...readRecord(), [name]: { width, height, letters, words } };
  const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(recordPath, `${JSON.stringify(sorted, null, 2)}\n`);
  console.log(`      ${name}: made, ${Math.round(light.length / 1000)} kB`);
}

/** Compares a picture with that of the documents, and fails where this one has aged; one that is as it was is not written. */
export async function settle(name: string, picture: Picture): Promise<void> {
  const path = join(imagesFolder, name);
  const kept = readRecord()[name];
  const known = kept !== undefined && existsSync(path);
  const aged = known ? await agedBy(picture, kept, readFileSync(path)) : "it is not there";
  if (making) {
    if (aged !== undefined || !known || !sameLetters(picture, kept)) keep(name, picture);
    return;
  }
  if (aged !== undefined) {
    const now = join(mkdtempSync(join(tmpdir(), "belle-histoire-picture-")), name);
    writeFileSync(now, picture.png);
    assert.fail(
      `docs/images/${name} has aged: ${aged}. Now it is ${now}; make it anew by \`${command}\`, and look at it`,
    );
  }
  if (known && !sameLetters(picture, kept))
    console.log(`      ${name}: other typefaces than where it was made; its words are compared, its looks are not`);
}
