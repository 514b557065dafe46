import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { sendId } from "../../../src/journey/index.ts";
import { orderedId } from "../../../src/store/operations/ordered-id.ts";

describe("the id of a send", () => {
  it("of a task that an earlier version was playing is what it was, so that it is found taken", () => {
    assert.equal(sendId("019ac1d2e3f00001abcdef0123", "print", "letter"), "91c63fb8dec318c19c4d14ea4e");
  });

  it("begins with the instant of its task, and tells sends apart by task, sender and content", () => {
    const [one, other] = [orderedId(1_800_000_000_000), orderedId(1_800_000_000_000)];
    const ids = [
      sendId(one, "print", "letter"),
      sendId(other, "print", "letter"),
      sendId(one, "email", "letter"),
      sendId(one, "print", "letter-2"),
    ];
    assert.equal(new Set(ids).size, 4);
    for (const id of ids) assert.match(id, /^t[0-9a-f]{25}$/);
    assert.deepEqual(new Set(ids.map((id) => id.slice(0, 12))), new Set([one.slice(0, 12)]));
    assert.equal(sendId(one, "print", "letter"), ids[0]);
    assert.ok(sendId(orderedId(1_800_000_000_001), "print", "letter") > ids[0]!);
  });
});
