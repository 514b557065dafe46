import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import type { Clock } from "../../../src/clock.ts";
import { forgetQuiet, keepRetention } from "../../../src/rights/index.ts";
import type { Assets, Store } from "../../../src/store/index.ts";
import { event, row } from "../store/calls.ts";
import { type Placed, places } from "./places.ts";

const now = Date.parse("2026-11-25T08:00:00Z");
const monthsAgo = (months: number) => Date.UTC(2026, 10 - months, 25, 8);
const day = 86_400_000;

/** A clock that a test moves; `passed` resolves when what was due has asked for its next instant. */
function movedClock() {
  let time = now;
  let due: { at: number; work: () => void } | undefined;
  let asked: (() => void) | undefined;
  const clock: Clock = {
    now: () => time,
    after(ms, work) {
      due = { at: time + ms, work };
      asked?.();
      return () => {
        due = undefined;
      };
    },
  };
  const quiet = () => new Promise<void>((resolve) => (asked = resolve));
  return {
    clock,
    quiet,
    async move(ms: number) {
      time += ms;
      const ended = quiet();
      due?.work();
      await ended;
    },
    get due() {
      return due?.at;
    },
  };
}

const contract = (place: Placed) => () => {
  let store: Store;
  let assets: Assets;

  beforeEach(async () => {
    await place.empty();
    ({ store, assets } = await place.open());
  });
  afterEach(async () => {
    await store.close();
    await place.remove();
  });

  async function enrol(index: number, at: number, change: object = {}) {
    const [one] = await store.enrol([row(index, { at, ...change })]);
    assert.ok(one?.state === "enrolled");
    return { campaign: "c", journey: one.journey, root: one.task };
  }

  const known = async () => (await store.sample("c", 100)).map(({ id }) => id).sort();
  const forget = (months = 36, change: object = {}) =>
    forgetQuiet(store, { campaign: "c", months, at: now, ...change });

  it("forgets those in whose journeys nothing has happened for so many months, and nobody else", async () => {
    await enrol(1, monthsAgo(37));
    await enrol(2, monthsAgo(35));
    // Old, but heard of since; old, but with a newer case; old, but in another campaign.
    await enrol(3, monthsAgo(40));
    await store.accept(event(3, { at: monthsAgo(2) }));
    await enrol(4, monthsAgo(40));
    await enrol(4, monthsAgo(1), { caseKey: "D-4-new" });
    await enrol(5, monthsAgo(40), { campaign: "d" });
    // Old, but they wait, and old, but a letter is still to go out.
    const waits = { ...(await enrol(6, monthsAgo(40))), node: "wait", message: {}, at: monthsAgo(39) };
    await store.hold({ ...waits, id: "wait", plan: { webhooks: [], steps: [], late: "refuse" } });
    const queued = { ...(await enrol(7, monthsAgo(40))), node: "print", message: {}, at: monthsAgo(39) };
    await store.enqueue({ ...queued, id: "send", history: { kind: "send.queued" } });

    assert.equal(await forget(36, { dry: true }), 1);
    assert.equal(await forget(), 1);
    assert.deepEqual(await known(), ["R-2", "R-3", "R-4", "R-6", "R-7"]);
    assert.equal((await store.sample("d", 9)).length, 1);
    assert.equal(await forget(), 0);
    const counts = (await store.tally()).find(({ node }) => node === "audience")?.counts;
    assert.deepEqual([counts?.["journey.started"], counts?.["journey.forgotten"]], [8, 1]);
  });

  it("looks again where something had happened, when that is long ago as well", async () => {
    await enrol(1, monthsAgo(40));
    await store.accept(event(1, { at: monthsAgo(2) }));
    const waits = { ...(await enrol(2, monthsAgo(40))), node: "wait", message: {}, at: monthsAgo(39) };
    const steps = [{ at: now + day, output: "too-late" as const }];
    await store.hold({ ...waits, id: "wait", plan: { webhooks: [], steps, late: "refuse" } });
    assert.equal(await forget(), 0);
    assert.equal(await store.elapse(["wait"], now + day, 10), 1);
    const [over] = await store.claim({
      owner: "me",
      nodes: ["wait"],
      kind: "event",
      limit: 1,
      now: now + day,
      lease: 1,
    });
    await store.finish({ task: over!.id, version: over!.version, state: "done", at: now + day, next: [], history: [] });
    assert.equal(await forget(36, { at: monthsAgo(-33) }), 0);
    assert.equal(await forget(36, { at: monthsAgo(-35) }), 1);
    assert.equal(await forget(36, { at: monthsAgo(-37) }), 1);
  });

  it("goes on over many, few at a time, and counts somebody with several cases once", async () => {
    await store.enrol(Array.from({ length: 130 }, (_, index) => row(index, { at: monthsAgo(50) - index })));
    await store.enrol(
      Array.from({ length: 130 }, (_, index) => row(index, { at: monthsAgo(45), caseKey: `E-${index}` })),
    );
    assert.equal(await forget(36, { dry: true }), 130);
    assert.equal(await forget(), 130);
    assert.deepEqual(await known(), []);
  });

  it("is done by two processes at once without harm", async () => {
    await store.enrol(Array.from({ length: 120 }, (_, index) => row(index, { at: monthsAgo(50) })));
    const forgotten = await Promise.all([forget(), forget()]);
    assert.equal(forgotten[0] + forgotten[1], 120);
    const counts = (await store.tally()).find(({ node }) => node === "audience")?.counts;
    assert.equal(counts?.["journey.forgotten"], 120);
  });

  it("runs at once and every day, tells how many and no names, and deletes what was theirs", async () => {
    const letter = await assets.put(new TextEncoder().encode("a letter"), "application/pdf");
    const one = { ...(await enrol(1, monthsAgo(36) + 2 * day)), node: "print", message: { pdf: letter }, at: 1 };
    await store.enqueue({ ...one, id: "send", history: { kind: "send.queued" } });
    const [send] = await store.claim({ owner: "me", nodes: ["print"], kind: "send", limit: 1, now, lease: 1 });
    await store.finish({ task: "send", version: send!.version, state: "done", at: 1, next: [], history: [] });
    await enrol(2, monthsAgo(40));
    const forgot: number[] = [];
    const moved = movedClock();
    const first = moved.quiet();
    const stop = keepRetention({ store, assets }, moved.clock, {
      campaign: "c",
      months: 36,
      forgot: (people) => forgot.push(people),
      failed: (error) => assert.fail(String(error)),
    });
    await first;
    assert.deepEqual(forgot, [1]);
    await moved.move(day - 1);
    assert.deepEqual(forgot, [1]);
    await assets.get(letter);
    await moved.move(2 * day);
    assert.deepEqual(forgot, [1, 1]);
    await assert.rejects(assets.get(letter), { key: "asset.missing" });
    stop();
    assert.equal(moved.due, undefined);
  });

  it("drops within a minute what a page showed whose address has ended", async () => {
    const one = await enrol(1, now);
    const page = { ...one, node: "page", message: { text: "Bonjour" }, at: now };
    await store.publish({ ...page, id: "ends", token: "ends", expires: now + 30_000 });
    await store.publish({ ...page, id: "stays", token: "stays", expires: now + day });
    const shows = async () =>
      (await store.holdings({ campaign: "c", id: "R-1" }))?.journeys[0]?.pages.map(({ id, message }) => [
        id,
        message?.text,
      ]);
    const moved = movedClock();
    const first = moved.quiet();
    const stop = keepRetention({ store, assets }, moved.clock, {
      campaign: "c",
      months: 0,
      forgot: () => assert.fail("nobody is to be forgotten"),
      failed: (error) => assert.fail(String(error)),
    });
    await first;
    assert.deepEqual(await shows(), [
      ["ends", "Bonjour"],
      ["stays", "Bonjour"],
    ]);
    await moved.move(60_000);
    assert.deepEqual(await shows(), [
      ["ends", undefined],
      ["stays", "Bonjour"],
    ]);
    stop();
  });

  it("says once that it fails, and goes on", async () => {
    const moved = movedClock();
    const failures: unknown[] = [];
    let broken = true;
    const first = moved.quiet();
    const freeAssets = async () => (broken ? assert.fail("away") : []);
    const stop = keepRetention({ store: { ...store, freeAssets }, assets }, moved.clock, {
      campaign: "c",
      months: 0,
      forgot: () => assert.fail("nobody is to be forgotten"),
      failed: (error) => failures.push(error),
    });
    await first;
    await moved.move(60_000);
    assert.equal(failures.length, 1);
    broken = false;
    await moved.move(60_000);
    broken = true;
    await moved.move(60_000);
    assert.equal(failures.length, 2);
    stop();
  });
};

for (const place of places) describe(`retention (${place.name})`, contract(place));
