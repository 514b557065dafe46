import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { JumpingClock } from "../../../src/play/index.ts";

describe("a clock that jumps", () => {
  it("stands still until it is told to jump, and does what is due by then in its order", () => {
    const clock = new JumpingClock(1_000);
    const done: string[] = [];
    const note = (what: string) => () => void done.push(`${what} at ${clock.now()}`);
    clock.after(20, note("later"));
    clock.after(10, note("sooner"));
    clock.after(99, note("not yet"));
    clock.after(10, note("cancelled"))();
    assert.deepEqual([clock.now(), done], [1_000, []]);
    clock.jump(1_050);
    assert.deepEqual(done, ["sooner at 1050", "later at 1050"]);
  });

  it("does each once, also what is planned while it jumps", () => {
    const clock = new JumpingClock(0);
    let done = 0;
    const again = () => {
      done += 1;
      clock.after(0, again);
    };
    clock.after(5, again);
    clock.jump(10);
    assert.equal(done, 1);
    clock.jump(10);
    assert.equal(done, 2);
  });

  it("never goes back, and does nothing once it is stopped", () => {
    const clock = new JumpingClock(50);
    clock.after(1, () => assert.fail("it was stopped"));
    clock.stop();
    clock.jump(10);
    clock.jump(60);
    assert.equal(clock.now(), 60);
  });
});
