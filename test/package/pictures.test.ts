import assert from "node:assert/strict";
import { globSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, it } from "mocha";
import { command, imagesFolder, mostBytes, readRecord } from "../pictures/record.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (path: string) => readFileSync(join(root, path), "utf8");

const pictures = readdirSync(imagesFolder).filter((name) => name !== "pictures.json");
const pages = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".md"))
  .map((path) => join("docs", path));

/** The pictures that a page shows, and where they would lie. */
const shownOn = (page: string): string[] =>
  [...read(page).matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, path = ""]) => join(page, "..", path));

/** `npm run pictures` runs the tests of these files that have these words in their names. */
const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
const [, mark = ""] = /-g "([^"]+)"/.exec(scripts.pictures ?? "") ?? [];
const makers = [...(scripts.pictures ?? "").matchAll(/test\/[\w/*-]+\.test\.ts/g)]
  .flatMap(([pattern]) => globSync(pattern, { cwd: root }))
  .map((path) => ({ path, text: read(path) }));

describe("the pictures of the documents", () => {
  it("each is shown on a page, and each that is shown is there", () => {
    const shown = new Set(["README.md", ...pages].flatMap(shownOn));
    assert.deepEqual([...shown].sort(), pictures.map((name) => join("docs", "images", name)).sort());
  });

  it("each is made by a test that `npm run pictures` runs, and has its words kept", () => {
    assert.equal(command, "npm run pictures");
    assert.ok(mark.length > 10);
    assert.deepEqual(Object.keys(readRecord()), [...pictures].sort());
    for (const name of pictures) {
      const maker = makers.find(({ text }) => text.includes(`"${name}"`));
      assert.ok(maker !== undefined, `no test makes ${name}`);
      assert.ok(maker.text.includes(mark), `${maker.path} has no test whose name says “${mark}”`);
    }
  });

  it("none is heavy", () => {
    for (const name of pictures) {
      const { size } = statSync(join(imagesFolder, name));
      assert.ok(size <= mostBytes, `${name}: ${size} bytes`);
    }
  });
});
