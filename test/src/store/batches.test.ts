import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import type { ClaimRequest, Store } from "../../../src/store/index.ts";
import {
  anne,
  claim,
  closing,
  collected,
  collecting,
  counted,
  ending,
  idOf,
  idsIn,
  queued,
  range,
  say,
  take,
  taken,
} from "./batches/letters.ts";
import { type Driver, drivers } from "./drivers.ts";

/** What every driver does with sends that are handed over together. */
const contract = (driver: Driver) => () => {
  let store: Store;

  beforeEach(async () => {
    await driver.empty();
    store = await driver.open();
  });
  afterEach(async () => {
    await store.close();
    await driver.remove();
  });

  const claiming: ClaimRequest = { owner: "o", nodes: ["print"], kind: "send", limit: 9, now: 1e6, lease: 10 };
  const ids = (...indexes: number[]) => indexes.map(idOf);
  const lastKind = async (index: number) => (await store.story(`D-${index}`))[0]?.lines.at(-1)?.kind;
  const went = async () => {
    const tasks = await claim(store, 1e9, "event");
    const told = tasks.map(({ output, message }) => [output, message.send as Record<string, unknown> | undefined]);
    return told.filter(([, send]) => send !== undefined) as [number, Record<string, unknown>][];
  };
  const doubts = async () => (await store.attention(100)).filter(({ kind }) => kind !== "orphans");
  const countOf = async () => (await store.collections("print"))[0]?.count ?? 0;

  describe("a send that is collected", () => {
    it("waits without being claimed, told among those that are collected alone", async () => {
      await collected(store, [0, 1, 2], (index) => ({ group: index < 2 ? "a4" : "test", size: 1 + index }));
      assert.deepEqual(await store.collections("print"), [
        { group: "a4", count: 2, size: 3, since: 120 },
        { group: "test", count: 1, size: 3, since: 122 },
      ]);
      assert.deepEqual(await store.collections("elsewhere"), []);
      assert.deepEqual(await claim(store, 1e15), []);
      assert.deepEqual(await store.heldSends("print", 10), { count: 0 });
      assert.equal(await store.nextDue(["print"], "send"), undefined);
      assert.equal(await lastKind(0), "send.held");
      await store.close();
      store = await driver.open();
      assert.deepEqual([await countOf(), await claim(store, 1e15)], [2, []]);
    });

    it("is one, however often that is said, and only by who has claimed it", async () => {
      await queued(store, [0]);
      const [first] = await claim(store, 1e6);
      const [second] = await claim(store, 1e9);
      assert.equal(await store.collect(collecting(first!)), false);
      assert.equal(await store.collect(collecting(second!)), true);
      assert.equal(await store.collect(collecting(second!)), false);
      assert.equal(await store.collect({ ...collecting(second!), task: "nothing" }), false);
      assert.equal(await countOf(), 1);
    });

    it("is not, where its journey was left meanwhile", async () => {
      await queued(store, [0]);
      const [task] = await claim(store);
      await say(store, 0, "gone", { mode: "exit", endpoint: "e2" });
      assert.equal(await store.collect(collecting(task!)), false);
      assert.deepEqual([await store.collections("print"), await claim(store, 1e15)], [[], []]);
    });

    it("keeps its place among what the person was sent", async () => {
      await collected(store, [0]);
      const word = { mode: "start", eventId: "second", bodyHash: "b", caseKey: "D-0b" } as const;
      const second = await say(store, 0, "yes", { ...word, starts: { recipient: { id: "R-0" }, test: false } });
      assert.ok(second.receipt === "accepted");
      const of = { campaign: "c", journey: second.journey, root: second.task, node: "print", message: {}, at: 60 };
      await store.enqueue({ ...of, id: "second", history: { kind: "send.queued" } });
      const cap = { print: { ...counted.print, window: 1e9 } };
      const request = { ...claiming, now: 2e6, counted: cap };
      assert.equal((await store.claim(request))[0]?.standing?.sent.length, 1);
      // What is taken back was never sent.
      await store.cancelSends("send-0", anne);
      assert.equal((await store.claim({ ...request, now: 3e6 }))[0]?.standing?.sent.length, 0);
    });
  });

  describe("a batch is closed", () => {
    it("with what was collected first, as much as it has room for", async () => {
      await collected(store, range(6), (index) => ({ at: 100 - index, size: index === 4 ? 9 : 2 }));
      const byCount = await store.closeBatch(closing("a", { most: { count: 1, size: 1 } }));
      assert.deepEqual([byCount?.count, byCount?.size, byCount?.left], [1, 2, 1]);
      // The first is larger than that, and the next would be.
      const bySize = await store.closeBatch(closing("b", { most: { count: 9, size: 8 } }));
      assert.deepEqual([bySize?.count, bySize?.size], [1, 9]);
      const rest = await store.closeBatch(closing("c", { most: { count: 9, size: 6 } }));
      assert.deepEqual([rest?.count, rest?.size], [3, 6]);
      assert.equal(await countOf(), 1);
      for (const [batch, expected] of [
        ["a", ids(5)],
        ["b", ids(4)],
        ["c", ids(3, 2, 1)],
      ] as const) {
        await take(store);
        assert.deepEqual((await idsIn(store, batch)).sort(), [...expected].sort());
      }
    });

    it("of one group, and up to an instant", async () => {
      await collected(store, range(4), (index) => ({ at: 100 + index, group: index === 0 ? "test" : "a4" }));
      const batch = await store.closeBatch(
        closing("a", { before: 103, why: "cut-off", releaseAt: 900, approval: true }),
      );
      assert.deepEqual(batch, {
        ...{ id: "a", campaign: "c", node: "print", group: "a4", state: "closed", closedAt: 200, why: "cut-off" },
        ...{ releaseAt: 900, approval: "asked", count: 2, left: 2, size: 2 },
      });
      assert.equal(await store.closeBatch(closing("b", { before: 103 })), undefined);
      assert.equal(await store.closeBatch(closing("b", { node: "elsewhere" })), undefined);
    });

    for (const [once, closes] of [
      [{ count: 3 }, true],
      [{ count: 4 }, false],
      [{ size: 6 }, true],
      [{ size: 7 }, false],
      [{ since: 120 }, true],
      [{ since: 119 }, false],
      [{ count: 4, since: 120 }, true],
    ] as const)
      it(`${closes ? "" : "not "}once ${JSON.stringify(once)}`, async () => {
        await collected(store, range(3), () => ({ size: 2 }));
        assert.equal((await store.closeBatch(closing("a", { once }))) !== undefined, closes);
      });

    it("once under its id", async () => {
      await collected(store, range(3));
      const first = await store.closeBatch(closing("a", { most: { count: 2, size: 9 } }));
      assert.deepEqual(await store.closeBatch(closing("a", { most: { count: 9, size: 9 } })), first);
      assert.equal(await countOf(), 1);
    });

    it("by one of two processes", async () => {
      const other = driver.name === "PostgreSQL" ? await driver.open() : store;
      try {
        await collected(store, range(40));
        const once = { count: 40 };
        const closed = await Promise.all([
          store.closeBatch(closing("a", { once })),
          other.closeBatch(closing("b", { once })),
          store.closeBatch(closing("c", { once })),
        ]);
        const sizes = closed.flatMap((batch) => (batch === undefined ? [] : [batch.count]));
        assert.deepEqual(sizes, [40]);
        assert.deepEqual([await countOf(), (await store.batches({ node: "print" }, 9)).length], [0, 1]);
      } finally {
        if (other !== store) await other.close();
      }
    });
  });

  describe("a batch is taken", () => {
    it("once it is released and approved, the oldest first", async () => {
      await collected(store, range(3));
      const one = { count: 1, size: 9 };
      await store.closeBatch(closing("young", { most: one, at: 202 }));
      await store.closeBatch(closing("late", { most: one, at: 200, releaseAt: 2_000 }));
      await store.closeBatch(closing("asked", { most: one, at: 201, approval: true }));
      assert.equal(await store.nextBatch(["print", "x"]), 200);
      assert.equal(await take(store, 1_000, "o", ["elsewhere"]), undefined);
      assert.equal((await take(store))?.id, "young");
      assert.equal(await store.nextBatch(["print"]), 2_000);
      assert.equal(await take(store), undefined);
      await store.approveBatch("asked", anne);
      assert.equal(await lastKind(2), "batch.approved");
      assert.deepEqual((await store.story("D-2"))[0]?.lines.at(-1)?.data, { by: "Anne", why: "not by post" });
      const { version, attempt, interrupted, approval } = (await take(store)) ?? {};
      assert.deepEqual([version, attempt, interrupted, approval], [1, 1, false, "given"]);
      const then = [await take(store, 2_000), await take(store, 2_000), await take(store, 2_000)];
      // The lease of the others has run out by then.
      assert.deepEqual(
        then.map((batch) => [batch?.id, batch?.interrupted]),
        [
          ["late", false],
          ["asked", true],
          ["young", true],
        ],
      );
      await assert.rejects(store.approveBatch("asked", anne), { key: "batch.nothing" });
    });

    it("sorted by code units, of the same order as they came, without a gap", async () => {
      const orders = ["b", "\u{1f600}", "a", "\uffff", "a", "B", "é", "z"];
      await collected(store, range(8), (index) => ({ order: orders[index] ?? "", at: 300 - index }));
      await store.closeBatch(closing("a"));
      await store.cancelSends(idOf(7), anne);
      await take(store);
      const pieces = await store.batchPieces("a", 0, 100);
      assert.deepEqual(
        pieces.map(({ task }) => task.id),
        ids(5, 4, 2, 0, 6, 1, 3),
      );
      assert.deepEqual(
        pieces.map(({ position }) => position),
        range(7, 1),
      );
    });

    it("in the order in which they were collected, page by page", async () => {
      await collected(store, range(5), (index) => ({ order: String(index), at: 300 - index }));
      await store.closeBatch(closing("a", { sorted: false }));
      // As it would be taken now.
      await store.cancelSends(idOf(2), anne);
      const before = [await store.batchPieces("a", 0, 3), await store.batchPieces("a", 3, 3)];
      assert.deepEqual(
        before.map((page) => page.map(({ position, task }) => [position, task.id])),
        [
          [
            [1, idOf(4)],
            [2, idOf(3)],
            [3, idOf(1)],
          ],
          [[4, idOf(0)]],
        ],
      );
      await take(store);
      const seen = [];
      for (let after = 0; ; ) {
        const page = await store.batchPieces("a", after, 2);
        if (page.length === 0) break;
        seen.push(page.map(({ task }) => task.id));
        after = page.at(-1)?.position ?? 0;
      }
      assert.deepEqual(seen, [ids(4, 3), ids(1, 0)]);
    });

    it("with whole tasks", async () => {
      await taken(store, [3]);
      await store.suppress([
        {
          ...{ who: { kind: "person", campaign: "c", id: "R-3" }, channel: "print", purpose: "marketing" },
          ...{ reason: "asked", source: "Anne", at: 6 },
        },
      ]);
      const [piece] = await store.batchPieces("batch", 0, 9);
      const task = piece!.task;
      assert.deepEqual(
        { ...task, journey: { ...task.journey, id: "" } },
        {
          ...{ id: "send-3", campaign: "c", kind: "send", node: "print", output: 0, createdAt: 23, version: 3 },
          journey: { id: "", campaign: "c", recipient: "R-3", caseKey: "D-3", startedAt: 1, test: false },
          recipient: { id: "R-3" },
          message: { content: { id: "content-3", channel: "print" } },
          ...{ attempt: 1, interrupted: false, held: { state: "held", key: "print.collected" } },
          standing: {
            suppressed: [{ channel: "print", purpose: "marketing", reason: "asked" }],
            ...{ sent: [], counted: true },
          },
        },
      );
    });

    it("where nothing is left of one, the next", async () => {
      await collected(store, range(2));
      for (const id of ["a", "b"]) await store.closeBatch(closing(id, { most: { count: 1, size: 9 } }));
      await store.cancelSends(idOf(0), anne);
      assert.equal((await take(store))?.id, "b");
      assert.deepEqual(
        (await store.batches({ campaign: "c" }, 9)).map(({ id, state }) => [id, state]),
        [
          ["b", "submitting"],
          ["a", "done"],
        ],
      );
      assert.deepEqual((await store.batches({ node: "print", open: true }, 9)).length, 1);
    });

    it("by one of two processes", async () => {
      const other = driver.name === "PostgreSQL" ? await driver.open() : store;
      try {
        await collected(store, range(2));
        for (const id of ["a", "b"]) await store.closeBatch(closing(id, { most: { count: 1, size: 9 } }));
        // More at once than a process has transactions for.
        const got = await Promise.all(range(24).map((index) => take(index % 2 === 0 ? store : other)));
        assert.deepEqual(got.flatMap((one) => (one === undefined ? [] : [one.id])).sort(), ["a", "b"]);
      } finally {
        if (other !== store) await other.close();
      }
    });

    it("again, when its holder is gone, who can do nothing more with it", async () => {
      const first = await taken(store, range(3));
      assert.equal(await store.extendBatch("batch", first.version, 5_000), true);
      assert.equal(await store.noteBatch("batch", first.version, { job: 7 }), true);
      assert.equal(await take(store, 4_999), undefined);
      const order = await idsIn(store, "batch");
      assert.equal(await store.finishPieces("batch", first.version, [ending(order[0]!)]), true);
      const second = await take(store, 5_000, "p");
      assert.deepEqual([second?.attempt, second?.interrupted, second?.reference], [2, true, { job: 7 }]);
      assert.deepEqual(
        (await store.batchPieces("batch", 0, 9)).map(({ position, task }) => [position, task.id]),
        [
          [2, order[1]],
          [3, order[2]],
        ],
      );
      const { version } = first;
      assert.equal(await store.extendBatch("batch", version, 9_000), false);
      assert.equal(await store.noteBatch("batch", version, undefined), false);
      assert.equal(await store.finishPieces("batch", version, [ending(order[1]!)]), false);
      assert.equal(await store.postponeBatch("batch", version, 1, 1, {}), false);
      assert.equal(await store.endBatch("batch", version, "unknown", 1), false);
      assert.equal((await store.batch("batch"))?.left, 2);
      assert.equal(await store.noteBatch("batch", second!.version, undefined), true);
      assert.equal((await store.batch("batch"))?.reference, undefined);
    });
  });

  describe("sends of a batch end", () => {
    it("in portions, each with its outcome, its story and what follows, and once", async () => {
      const { version } = await taken(store, range(4));
      assert.equal(
        await store.finishPieces(
          "batch",
          version,
          ids(0, 1).map((id) => ending(id)),
        ),
        true,
      );
      assert.equal((await store.batch("batch"))?.left, 2);
      assert.equal(
        await store.finishPieces(
          "batch",
          version,
          ids(0, 1, 2).map((id) => ending(id)),
        ),
        true,
      );
      await assert.rejects(store.endBatch("batch", version, "done", 700));
      assert.equal(await store.finishPieces("batch", version, [ending(idOf(3), "not-sent")]), true);
      assert.equal(await store.endBatch("batch", version, "done", 700), true);
      const { state, count, left, endedAt } = (await store.batch("batch")) ?? {};
      assert.deepEqual([state, count, left, endedAt], ["done", 4, 0, 700]);
      const followed = (await claim(store, 1e9, "event")).map(({ output, message }) => [output, message.of]);
      assert.deepEqual(
        followed.filter(([, of]) => of !== undefined),
        [...ids(0, 1, 2).map((id) => [0, id]), [1, "send-3"]],
      );
      assert.deepEqual([await lastKind(0), await lastKind(3)], ["send.sent", "send.not-sent"]);
      assert.deepEqual([await take(store, 1e12), await store.nextBatch(["print"])], [undefined, undefined]);
      // What was not sent has no place any more.
      const sends = (index: number) => store.holdings({ campaign: "c", id: `R-${index}` }).then((held) => held?.sends);
      assert.deepEqual([(await sends(0))?.map(({ at }) => at), await sends(3)], [[1_000], []]);
    });

    it("and are reported on later", async () => {
      const { version } = await taken(store, [0]);
      const word = { task: idOf(0), key: "k", at: 800, state: "printed" } as const;
      assert.equal(await store.report(word), "early");
      await store.finishPieces("batch", version, [ending(idOf(0))]);
      assert.deepEqual([await store.report(word), await store.report(word)], ["kept", "known"]);
      assert.deepEqual(
        (await went()).map(([output, send]) => [output, send.state]),
        [[2, "printed"]],
      );
    });

    it("as dead, and are played again by themselves", async () => {
      const { version } = await taken(store, range(2));
      const dead = { ...ending(idOf(0)), state: "dead" as const, outcome: { key: "node.failed" }, next: [] };
      await store.finishPieces("batch", version, [dead]);
      assert.deepEqual(
        (await doubts()).map(({ kind, id }) => [kind, id]),
        [["dead", "send-0"]],
      );
      await store.replay(idOf(0), anne);
      assert.deepEqual(
        (await claim(store)).map(({ id }) => id),
        ["send-0"],
      );
    });
  });

  describe("a batch that is postponed", () => {
    it("waits for a person where who holds it says so, and tells why", async () => {
      const { version } = await taken(store, [1, 2]);
      assert.equal(await store.postponeBatch("batch", version, 1_000, 1_100, { key: "print.faulty" }, true), true);
      const waits = await store.batch("batch");
      assert.deepEqual([waits?.state, waits?.approval, waits?.held?.key], ["closed", "asked", "print.faulty"]);
      assert.deepEqual([await take(store, 9_000), await store.nextBatch(["print"])], [undefined, undefined]);
      await store.approveBatch("batch", anne);
      assert.equal((await take(store, 9_000))?.approval, "given");
    });

    it("tells from its closing on why it waits for a person", async () => {
      await collected(store, [1]);
      const held = { key: "print.batch-approval", count: 1 };
      const closed = await store.closeBatch(closing("batch", { approval: true, held }));
      assert.deepEqual([closed?.held, (await store.batch("batch"))?.held], [held, held]);
    });

    it("notes with the end of a send what its carrier calls it", async () => {
      const { version } = await taken(store, [1, 2]);
      const follow = { file: "b.json" };
      const ends = [
        { ...ending(idOf(1)), follow },
        { ...ending(idOf(2)), follow },
      ];
      assert.equal(await store.finishPieces("batch", version, ends), true);
      assert.deepEqual(await store.followed("print", 9), [{ task: idOf(1), reference: follow, at: 600 }]);
      assert.deepEqual(await store.followers("print", follow, "", 9), [idOf(1), idOf(2)]);
    });

    it("can be taken back in part, and is taken later as if for the first time", async () => {
      const { version } = await taken(store, range(3));
      const most = { pieces: 3 };
      const spending = { service: "s", day: "2026-04-01", cost: 1 };
      assert.equal(await store.spend({ ...spending, task: idOf(0), pieces: 1, most }), "counted");
      assert.equal(await store.spend({ ...spending, task: "batch", pieces: 2, most }), "counted");
      assert.equal(await store.postponeBatch("batch", version, 3_000, 1_100, { key: "ipp.away" }), true);
      assert.equal(await store.spend({ ...spending, task: "another", pieces: 3, most }), "counted");
      const { state, left, held } = (await store.batch("batch")) ?? {};
      assert.deepEqual([state, left, held], ["closed", 3, { key: "ipp.away" }]);
      assert.deepEqual([await store.nextBatch(["print"]), await take(store, 2_999)], [3_000, undefined]);
      assert.deepEqual([await claim(store, 1e15), await countOf()], [[], 0]);
      assert.deepEqual((await store.cancelSends(idOf(0), anne)).takenBack, ["send-0"]);
      const again = await take(store, 3_000);
      assert.deepEqual([again?.attempt, again?.interrupted], [1, false]);
      assert.ok(again!.version > version);
      const pieces = await store.batchPieces("batch", 0, 9);
      assert.deepEqual(
        pieces.map(({ position, task }) => [position, task.id, task.attempt, task.held?.key]),
        [
          [1, "send-1", 1, "ipp.away"],
          [2, "send-2", 1, "ipp.away"],
        ],
      );
    });

    it("goes without those who have left while it was being sent", async () => {
      const { version } = await taken(store, range(2));
      await say(store, 0, "gone", { mode: "exit", endpoint: "e2" });
      assert.equal((await store.batch("batch"))?.left, 2);
      await store.postponeBatch("batch", version, 3_000, 1_100, {});
      await take(store, 3_000);
      assert.deepEqual(await idsIn(store, "batch"), ids(1));
    });
  });

  /** How a letter gets out of what was collected. */
  const waysOut: Record<string, (index: number) => Promise<unknown>> = {
    "a contradicting decision": async (index) => {
      assert.equal((await say(store, index, "no")).receipt, "accepted");
    },
    "an exit": (index) => say(store, index, "gone", { mode: "exit", endpoint: "e2" }),
    "an erasure": (index) => store.erase({ campaign: "c", id: `R-${index}`, by: "a", why: "b", at: 900 }),
    "a person": (index) => store.cancelSends(`D-${index}`, anne),
  };
  const places = ["collected", "closed", "postponed"] as const;
  for (const [name, leave] of Object.entries(waysOut))
    for (const place of places)
      it(`${name} takes out what is ${place}`, async () => {
        await collected(store, range(3));
        if (place !== "collected") await store.closeBatch(closing("a"));
        if (place === "postponed") {
          const batch = await take(store);
          await store.postponeBatch("a", batch!.version, 1_500, 1_400, {});
        }
        await leave(1);
        if (place === "collected") {
          assert.deepEqual(await store.collections("print"), [{ group: "a4", count: 2, size: 2, since: 120 }]);
          await store.closeBatch(closing("a"));
        }
        assert.equal((await store.batch("a"))?.left, 2);
        assert.equal((await take(store, 2_000))?.left, 2);
        assert.deepEqual(await idsIn(store, "a"), ids(0, 2));
        assert.ok((await claim(store, 1e15)).every(({ id }) => id !== idOf(1)));
        assert.equal((await store.holdings({ campaign: "c", id: "R-1" }))?.sends.length ?? 0, 0, "its place is free");
      });

  it("what takes out the last of a batch ends it", async () => {
    for (const [index, leave] of Object.values(waysOut).entries()) {
      await collected(store, [index]);
      await store.closeBatch(closing(`batch-${index}`, { approval: true }));
      await leave(index);
      assert.equal((await store.batch(`batch-${index}`))?.state, "done", `${index}`);
    }
  });

  it("what is being sent stays in its batch: a decision comes too late, and nobody is erased", async () => {
    await taken(store, range(3));
    assert.deepEqual(
      await say(store, 0, "no").then((answer) => [answer.receipt, "reason" in answer && answer.reason]),
      ["conflict", "too-late"],
    );
    await assert.rejects(store.cancelSends(idOf(1), anne), { key: "cancel.being-sent" });
    const erase = (at: number) => store.erase({ campaign: "c", id: "R-2", by: "a", why: "b", at });
    await assert.rejects(erase(1_999), { key: "erase.being-sent" });
    assert.equal((await store.batch("batch"))?.left, 3);
    // Whoever sent it is gone.
    await erase(2_000);
    assert.deepEqual(await idsIn(store, "batch"), ids(0, 1));
  });

  it("what is moved to another node is collected there anew", async () => {
    await collected(store, range(4));
    await store.closeBatch(closing("a", { most: { count: 2, size: 9 } }));
    for (const id of ["print", "other"]) await store.deployed({ id, campaign: "c", type: "print", name: id });
    assert.equal(await store.move("print", "other", anne), 4);
    assert.deepEqual([await store.collections("print"), (await store.batch("a"))?.state], [[], "done"]);
    const request = { ...claiming, nodes: ["other"] };
    const moved = await store.claim(request);
    assert.deepEqual(moved.map(({ id }) => id).sort(), ids(0, 1, 2, 3));
    assert.equal(await store.collect(collecting(moved[0]!)), true);
    assert.equal((await store.collections("other"))[0]?.count, 1);
  });

  it("a batch whose holder is gone moves as it is", async () => {
    await taken(store, range(2));
    for (const id of ["print", "other"]) await store.deployed({ id, campaign: "c", type: "print", name: id });
    assert.equal(await store.move("print", "other", { ...anne, at: 1_999 }), 0);
    assert.equal(await store.move("print", "other", { ...anne, at: 2_000 }), 2);
    assert.equal((await take(store, 2_000, "o", ["other"]))?.interrupted, true);
    assert.deepEqual(
      (await store.batchPieces("batch", 0, 9)).map(({ task }) => [task.id, task.node]),
      [
        ["send-0", "other"],
        ["send-1", "other"],
      ],
    );
  });

  describe("a batch in doubt", () => {
    const why = { key: "ipp.lost", host: "press" };

    async function inDoubt(indexes = range(3)): Promise<void> {
      const { version } = await taken(store, indexes);
      assert.equal(await store.endBatch("batch", version, "unknown", 700, why), true);
    }

    it("is one thing for a person", async () => {
      await inDoubt();
      assert.deepEqual(await doubts(), [{ kind: "batch", id: "batch", node: "print", at: 700, count: 3, reason: why }]);
      assert.deepEqual(
        (await store.attention(9, "other")).filter(({ kind }) => kind === "batch"),
        [],
      );
      assert.deepEqual((await store.story("D-0"))[0]?.lines.at(-1), {
        ...{ at: 700, kind: "send.unknown", node: "print", data: why },
      });
      assert.equal((await say(store, 0, "no")).receipt, "conflict");
      await assert.rejects(store.cancelSends(idOf(0), anne), { key: "cancel.too-late" });
      await assert.rejects(store.replay(idOf(0), anne), { key: "attention.nothing" });
      await assert.rejects(store.refuseBatch("batch", anne), { key: "batch.too-late" });
      assert.deepEqual([await take(store, 1e12), await store.nextBatch(["print"])], [undefined, undefined]);
    });

    it("with nothing left is done", async () => {
      const { version } = await taken(store, [0]);
      await store.finishPieces("batch", version, [ending(idOf(0))]);
      await store.endBatch("batch", version, "unknown", 700, why);
      assert.deepEqual([(await store.batch("batch"))?.state, await doubts()], ["done", []]);
    });

    for (const [choice, output] of [
      ["sent", 0],
      ["not-sent", 1],
    ] as const)
      it(`was ${choice}, and so were all its sends, also those of more than one portion`, async () => {
        await inDoubt(range(403));
        await store.resolve("batch", choice, anne);
        const told = await went();
        assert.equal(told.length, 403);
        assert.deepEqual(
          new Set(told.map(([port, { state, reason }]) => `${port} ${state} ${reason}`)),
          new Set([`${output} ${choice} not by post`]),
        );
        assert.deepEqual([(await store.batch("batch"))?.state, (await store.batch("batch"))?.left], ["done", 0]);
        assert.deepEqual([await doubts(), await lastKind(402)], [[], `resolved.${choice}`]);
        const held = await store.holdings({ campaign: "c", id: "R-9" });
        assert.equal(held?.sends.length, choice === "sent" ? 1 : 0);
        await assert.rejects(store.resolve("batch", choice, anne), { key: "attention.nothing" });
      });

    it("is handed over again, without those who have left", async () => {
      await inDoubt();
      await say(store, 1, "gone", { mode: "exit", endpoint: "e2" });
      await store.resolve("batch", "again", anne);
      const batch = await take(store);
      assert.deepEqual([batch?.attempt, batch?.interrupted, batch?.left], [1, false, 2]);
      assert.deepEqual(await idsIn(store, "batch"), ids(0, 2));
      const [piece] = await store.batchPieces("batch", 0, 1);
      assert.equal(piece?.task.attempt, 1);
      assert.equal(
        await store.finishPieces(
          "batch",
          batch!.version,
          ids(0, 2).map((id) => ending(id)),
        ),
        true,
      );
    });

    it("is not handed over again when something of it came back", async () => {
      await inDoubt();
      assert.equal(await store.report({ task: idOf(1), key: "k", at: 800, state: "printed" }), "kept");
      await assert.rejects(store.resolve("batch", "again", anne), { key: "attention.was-sent" });
      assert.equal((await doubts()).length, 1);
    });

    it("is settled letter by letter, too", async () => {
      await inDoubt();
      await store.resolve(idOf(0), "sent", anne);
      await store.resolve(idOf(1), "again", anne);
      assert.deepEqual(
        (await doubts()).map((item) => "count" in item && item.count),
        [1],
      );
      await store.erase({ campaign: "c", id: "R-2", by: "a", why: "b", at: 800 });
      assert.deepEqual([await doubts(), (await store.batch("batch"))?.state], [[], "done"]);
      assert.deepEqual(
        (await claim(store)).map(({ id }) => id),
        ids(1),
      );
    });

    it("takes no choice of another thing", async () => {
      await inDoubt();
      await assert.rejects(store.resolve("batch", "take", anne), { key: "attention.choice" });
      await assert.rejects(store.resolve("another", "sent", anne), { key: "attention.nothing" });
    });
  });

  it("a batch that is refused leaves by the second output, each letter with the reason", async () => {
    await collected(store, range(203));
    await store.closeBatch(closing("a", { approval: true }));
    await store.cancelSends(idOf(0), anne);
    assert.equal(await store.refuseBatch("a", anne), 202);
    const told = (await went()).filter(([, { id }]) => id !== idOf(0));
    assert.equal(told.length, 202);
    assert.deepEqual([told[0]?.[0], told[0]?.[1].state], [1, "not-sent"]);
    const { state, approval, left, count } = (await store.batch("a")) ?? {};
    assert.deepEqual([state, approval, left, count], ["refused", "refused", 0, 203]);
    const line = (await store.story("D-1"))[0]?.lines.at(-1);
    assert.deepEqual(
      [line?.kind, line?.data],
      ["send.not-sent", { key: "print.refused", by: "Anne", why: "not by post" }],
    );
    assert.equal((await store.holdings({ campaign: "c", id: "R-5" }))?.sends.length, 0);
    assert.deepEqual([await take(store, 1e12), await store.nextBatch(["print"])], [undefined, undefined]);
    for (const call of [store.approveBatch, store.refuseBatch])
      await assert.rejects(call("a", anne), { key: "batch.nothing" });
    await assert.rejects(store.refuseBatch("b", anne), { key: "batch.nothing" });
  });

  it("of those who take, postpone and refuse at once, one is first", async () => {
    for (const [turn, batch] of ["a", "b", "c"].entries()) {
      await collected(store, [turn]);
      await store.closeBatch(closing(batch));
      const calls = range(8).flatMap(() => [
        take(store).then((got) => (got === undefined ? [] : ["taken"])),
        store.refuseBatch(batch, anne).then(
          () => ["refused"],
          () => [],
        ),
      ]);
      const got = (await Promise.all(turn % 2 === 0 ? calls : calls.reverse())).flat();
      const { state, version = 1 } = { version: 1, ...(await store.batch(batch)) };
      assert.deepEqual([got.length, state], [1, got[0] === "taken" ? "submitting" : "refused"]);
      if (state !== "submitting") continue;
      const late = range(8).flatMap(() => [
        take(store, 2_000).then((one) => one !== undefined),
        store.postponeBatch(batch, version, 9_000, 1_400, {}),
      ]);
      const kept = (await Promise.all(late)).filter(Boolean);
      assert.equal(kept.length, 1, "taken again or postponed");
    }
  });

  it("a batch that is being sent is refused no more", async () => {
    await taken(store, [0]);
    await assert.rejects(store.refuseBatch("batch", anne), { key: "batch.too-late" });
  });
};

for (const driver of drivers) describe(`batches, ${driver.name}`, contract(driver));
