import assert from "node:assert/strict";
import { runInNewContext } from "node:vm";
import { describe, it } from "mocha";
import { messageToKeep } from "../../../src/journey/keep.ts";

class Own {
  value = 1;
}
const cycle: Record<string, unknown> = {};
cycle.left = cycle;
cycle.right = cycle;
let doubled: unknown = "x";
for (let depth = 0; depth < 40; depth += 1) doubled = [doubled, doubled];

const kept: { name: string; message: Record<string, unknown>; as: object }[] = [
  { name: "texts, numbers and lists", message: { a: "x", b: [1, true, null] }, as: { a: "x", b: [1, true, null] } },
  { name: "instants as ISO 8601", message: { at: new Date(0) }, as: { at: "1970-01-01T00:00:00.000Z" } },
  { name: "numbers that JSON has not as null", message: { a: Number.NaN }, as: { a: null } },
  {
    name: "objects without a prototype",
    message: { a: Object.assign(Object.create(null), { b: 1 }) },
    as: { a: { b: 1 } },
  },
  {
    name: "what a function node makes, which has prototypes of its own",
    message: { offer: runInNewContext("({ code: 'A1', list: [{ x: 1 }], at: new Date(0) })") },
    as: { offer: { code: "A1", list: [{ x: 1 }], at: "1970-01-01T00:00:00.000Z" } },
  },
  {
    name: "neither buffers, functions nor instances of classes",
    message: { a: Buffer.from("x"), b: () => {}, c: new Own(), d: 1 },
    as: { d: 1 },
  },
  { name: "nothing that the entry node writes", message: { _msgid: "m", req: {}, campaign: {}, journey: {} }, as: {} },
];

describe("a message that a task keeps", () => {
  for (const { name, message, as } of kept) it(`has ${name}`, () => assert.deepEqual(messageToKeep(message), as));

  for (const [name, message] of Object.entries({
    "that is large": { a: "x".repeat(2_000_001) },
    "that holds itself twice": cycle,
    "that doubles at each level": { doubled },
  }))
    it(`is refused at once when it is one ${name}`, () => {
      assert.throws(() => messageToKeep(message), { key: "message.too-large" });
    });
});
