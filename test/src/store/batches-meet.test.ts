import assert from "node:assert/strict";
import fc from "fast-check";
import { afterEach, beforeEach, describe, it } from "mocha";
import type { Store } from "../../../src/store/index.ts";
import { anne, claim, closing, collected, ending, idOf, queued, range, say, take } from "./batches/letters.ts";
import { type Driver, drivers } from "./drivers.ts";

/** What may come at a batch from several sides: whoever is first, a letter has one end, and is handed over once at most. */
const contract = (driver: Driver) => () => {
  let store: Store;
  let other: Store;

  beforeEach(async () => {
    await driver.empty();
    store = await driver.open();
    other = driver.name === "PostgreSQL" ? await driver.open() : store;
  });
  afterEach(async () => {
    await store.close();
    if (other !== store) await other.close();
    await driver.remove();
  });

  /** Ends whatever is left, and looks at how each letter has ended. */
  async function endAll(letters: number[], handedOver: string[]): Promise<void> {
    let now = 1e7;
    for (;;) {
      now += 10_000;
      for (const id of (await store.attention(9)).flatMap((item) => (item.kind === "batch" ? [item.id] : [])))
        await store.resolve(id, "not-sent", anne);
      for (const { id, approval } of await store.batches({ open: true }, 99))
        if (approval === "asked") await store.approveBatch(id, anne);
      for (const task of await claim(store, now))
        await store.collect({ ...late, task: task.id, version: task.version });
      await store.closeBatch(closing(`rest-${letters[0]}-${now}`));
      const batch = await take(store, now);
      if (batch === undefined) break;
      await finishAll(store, batch, handedOver);
    }
    for (const index of letters) {
      const kinds = (await store.story(`D-${index}`))[0]?.lines.map(({ kind }) => kind) ?? [];
      const sent = handedOver.filter((id) => id === idOf(index)).length;
      const told = `letter ${index}, handed over ${sent} times: ${kinds.join(", ")}`;
      assert.equal(kinds.filter((kind) => kind === "send.sent").length, sent, told);
      // Who leaves after their letter was sent has left all the same.
      if (sent > 0)
        assert.ok(sent === 1 && !kinds.some((kind) => kind !== "journey.left" && notSent.includes(kind)), told);
      else
        assert.ok(
          kinds.some((kind) => notSent.includes(kind)),
          told,
        );
    }
  }

  const late = { at: 900, group: "a4", order: "", size: 1, held: {}, history: [] };
  const notSent = ["send.taken-back", "event.recalled", "journey.left", "send.not-sent", "resolved.not-sent"];

  async function finishAll(on: Store, { id, version }: { id: string; version: number }, handedOver: string[]) {
    for (;;) {
      const pieces = await on.batchPieces(id, 0, 7);
      if (pieces.length === 0) break;
      const ids = pieces.map(({ task }) => task.id);
      if (
        !(await on.finishPieces(
          id,
          version,
          ids.map((task) => ending(task)),
        ))
      )
        return;
      handedOver.push(...ids);
    }
    await on.endBatch(id, version, "done", 900);
  }

  it("letters are taken back while they are closed, taken and sent by two processes", async () => {
    const count = 60;
    await collected(store, range(count));
    const handedOver: string[] = [];
    let closed = 0;
    async function send(on: Store): Promise<void> {
      for (let turn = 0; turn < 8; turn += 1) {
        closed += 1;
        await on.closeBatch(closing(`batch-${closed}`, { most: { count: 9, size: 99 } }));
        const batch = await take(on);
        if (batch !== undefined) await finishAll(on, batch, handedOver);
      }
    }
    const nothing = () => {};
    const backs = range(count / 2).map((index) => {
      const letter = index * 2;
      const on = index % 4 === 0 ? store : other;
      if (index % 3 === 0) return on.cancelSends(idOf(letter), anne).catch(nothing);
      if (index % 3 === 1) return say(on, letter, "no").catch(nothing);
      return say(on, letter, "gone", { mode: "exit", endpoint: "e2" }).catch(nothing);
    });
    await Promise.all([send(store), send(other), ...backs]);
    // Who comes to leave after the letter has gone has both in their story.
    const stories = await Promise.all(range(count).map((index) => store.story(`D-${index}`)));
    const kinds = stories.map(([story]) => story?.lines.map(({ kind }) => kind) ?? []);
    for (const [index, told] of kinds.entries()) {
      const sent = handedOver.filter((id) => id === idOf(index)).length;
      assert.ok(sent <= 1, `letter ${index} was handed over ${sent} times`);
      assert.equal(told.filter((kind) => kind === "send.sent").length, sent, told.join(", "));
      const back = told.some((kind) => kind === "send.taken-back" || kind === "event.recalled");
      assert.ok(sent === 0 || !back, `letter ${index} was taken back and sent`);
      if (index % 2 === 1) assert.equal(sent, 1);
    }
    const open = await store.batches({ node: "print", open: true }, 99);
    assert.deepEqual([open, await store.collections("print"), await claim(store, 1e15)], [[], [], []]);
  });

  const letter = fc.nat({ max: 11 });
  const action = fc.oneof(
    fc.record({ do: fc.constantFrom("cancel" as const, "contradict" as const, "leave" as const), letter }),
    fc.record({ do: fc.constant("close" as const), count: fc.integer({ min: 1, max: 5 }), approval: fc.boolean() }),
    fc.record({ do: fc.constantFrom("take" as const, "finish" as const, "postpone" as const, "doubt" as const) }),
    fc.record({ do: fc.constantFrom("approve" as const, "refuse" as const, "resolve" as const, "reopen" as const) }),
    fc.record({ do: fc.constant("choose" as const), choice: fc.constantFrom("not-sent" as const, "again" as const) }),
  );

  it("whatever is done in whatever order, each letter has one end", async function () {
    this.timeout(60_000);
    const count = 12;
    let from = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 25 }), async (actions) => {
        // Letters of their own for each run, in one store.
        from += count;
        const letters = range(count, from);
        await queued(store, letters);
        await Promise.all((await claim(store)).map(({ id, version }) => store.collect({ ...late, task: id, version })));
        const handedOver: string[] = [];
        let now = 1_000;
        let held: Awaited<ReturnType<typeof take>>;
        const expected = (error: unknown) => {
          const { key = String(error) } = error as { key?: string };
          assert.match(key, /^(cancel|batch|attention)\./);
        };
        for (const [turn, one] of actions.entries()) {
          now += 10;
          if (one.do === "cancel") await store.cancelSends(idOf(from + one.letter), anne).catch(expected);
          else if (one.do === "contradict") await say(store, from + one.letter, `no-${turn}`);
          else if (one.do === "leave") await say(store, from + one.letter, "gone", { mode: "exit", endpoint: "e2" });
          else if (one.do === "close")
            await store.closeBatch(
              closing(`b-${from}-${turn}`, { most: { count: one.count, size: 99 }, approval: one.approval }),
            );
          else if (one.do === "take") held = (await take(store, now)) ?? held;
          else if (one.do === "reopen") {
            await store.close();
            const alone = store === other;
            store = await driver.open();
            if (alone) other = store;
          } else if (one.do === "approve" || one.do === "refuse") {
            for (const { id } of await store.batches({ open: true }, 9))
              if (one.do === "approve") await store.approveBatch(id, anne).catch(expected);
              else await store.refuseBatch(id, anne).catch(expected);
          } else if (one.do === "choose" || one.do === "resolve") {
            const choice = one.do === "choose" ? one.choice : "not-sent";
            for (const item of await store.attention(9))
              if (item.kind === "batch") await store.resolve(item.id, choice, anne).catch(expected);
          } else if (held !== undefined) {
            if (one.do === "finish") await finishAll(store, held, handedOver);
            else if (one.do === "postpone") await store.postponeBatch(held.id, held.version, now, now, {});
            else await store.endBatch(held.id, held.version, "unknown", now);
          }
          const open = await store.batches({ node: "print", open: true }, 99);
          const waiting = (await store.collections("print"))[0]?.count ?? 0;
          const left = open.reduce((sum, batch) => sum + batch.left, 0);
          assert.ok(waiting + left + handedOver.length <= count);
        }
        await endAll(letters, handedOver);
        assert.deepEqual(await store.batches({ node: "print", open: true }, 99), []);
      }),
      { numRuns: 15 },
    );
  });
};

for (const driver of drivers) describe(`batches that several have a hand in, ${driver.name}`, contract(driver));
