import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { readPath } from "../../../src/decision/index.ts";

describe("reading a path", () => {
  const message = { event: { data: { decision: "accepted", "": 1 } }, items: [{ price: 5 }], nothing: null };
  const cases: { path: string; gives: unknown }[] = [
    { path: "event.data.decision", gives: "accepted" },
    { path: "msg.event.data.decision", gives: "accepted" },
    { path: "items.0.price", gives: 5 },
    { path: "items.1.price", gives: undefined },
    { path: "nothing", gives: null },
    { path: "nothing.more", gives: undefined },
    { path: "event.data.decision.length.x", gives: undefined },
    { path: "constructor", gives: undefined },
    { path: "event.toString", gives: undefined },
    { path: "__proto__", gives: undefined },
    { path: "", gives: undefined },
  ];
  for (const { path, gives } of cases) it(path || "(empty)", () => assert.deepEqual(readPath(message, path), gives));

  it("follows nothing that came in by a prototype", () => {
    assert.equal(readPath(JSON.parse('{"__proto__":{"a":1}}'), "__proto__.a"), undefined);
    assert.equal(readPath(Object.create({ a: 1 }), "a"), undefined);
    assert.equal(readPath(undefined, "a"), undefined);
  });
});
