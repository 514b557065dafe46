import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, it } from "mocha";

const tests = fileURLToPath(new URL("..", import.meta.url));

describe("hooks", () => {
  it("stand inside a describe: outside, they would run for every test of every file", () => {
    const files = readdirSync(tests, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".test.ts"));
    const stray = files.filter((name) => /^(before|after)(Each)?\(/m.test(readFileSync(join(tests, name), "utf8")));
    assert.deepEqual(stray, []);
  });
});
