import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { turnsOf } from "../../../src/sms-gateway/turns.ts";
import { brief } from "./account.ts";

/** A clock that stands still until it is moved. */
function standing() {
  let now = 1_000;
  const due: { at: number; work: () => void }[] = [];
  return {
    now: () => now,
    after(ms: number, work: () => void) {
      const one = { at: now + ms, work };
      due.push(one);
      return () => void due.splice(due.indexOf(one), 1);
    },
    async move(ms: number) {
      now += ms;
      for (const one of due.filter(({ at }) => at <= now)) {
        due.splice(due.indexOf(one), 1);
        one.work();
      }
      await new Promise(setImmediate);
    },
    waiting: () => due.length,
  };
}

describe("the pace of an account", () => {
  it("lets one message go at a time, at an even distance", async () => {
    const clock = standing();
    const turns = turnsOf(4, clock);
    const gone: number[] = [];
    for (let index = 0; index < 4; index++) void turns.next().then(() => gone.push(clock.now()));
    for (let round = 0; round < 20; round++) await clock.move(50);
    assert.deepEqual(gone.slice(1), [1_250, 1_500, 1_750]);
    assert.ok(gone[0]! <= 1_050);
  });

  it("lets all go at once where there is none", async () => {
    const clock = standing();
    const turns = turnsOf(0, clock);
    await Promise.all(Array.from({ length: 100 }, () => turns.next()));
    assert.equal(clock.waiting(), 0);
  });

  it("waits as long as the provider asked, and leaves no timer behind", async () => {
    const clock = standing();
    const turns = turnsOf(0, clock);
    turns.pause(500);
    let gone = false;
    void turns.next().then(() => {
      gone = true;
    });
    await clock.move(499);
    assert.equal(gone, false);
    await clock.move(1);
    assert.equal(gone, true);
    turns.pause(5_000);
    const left = brief(turns.next());
    turns.close();
    assert.deepEqual(await left, ["sms.closing", true, true]);
    assert.deepEqual(await brief(turns.next()), ["sms.closing", true, true]);
    assert.equal(clock.waiting(), 0);
  });
});
