import assert from "node:assert/strict";
import { type HoldRequest, openStore, type Store, type Task } from "../../../../src/store/index.ts";
import { event, row } from "../calls.ts";

/** A campaign with a bit of everything that a store may hold, and how it goes on. */

const nodes = ["audience", "webhook", "wait", "print"];
const anne = { by: "Anne", why: "the file is complete", at: 900 };
const lease = 1_000;

const claim = (store: Store, kind: "event" | "send", now: number) =>
  store.claim({ owner: "me", nodes, kind, limit: 100, now, lease });

async function finish(store: Store, tasks: Task[], state: "done" | "dead" = "done", outcome?: object): Promise<void> {
  for (const { id, version } of tasks)
    await store.finish({ task: id, version, state, at: 50, next: [], history: [], outcome: { ...outcome } });
}

const asksFor = (number: number, decision: string) => ({
  mode: "release" as const,
  eventId: `msg_${number}_${decision}`,
  bodyHash: `hash_${number}_${decision}`,
  statusToken: `token-${number}-${decision}`,
  data: { decision },
});

/** Cases 0 and 1 wait; those after them have each come to something else. */
export async function fill(place: string, waiting = 2): Promise<void> {
  const { store, assets } = await openStore(place);
  try {
    for (const id of nodes) await store.deployed({ id, campaign: "c", type: id, name: `${id} \u00e9 ? $1 "x" \\ \n` });
    const list = { campaign: "c", node: "audience", name: "list.csv", digest: "d", encoding: "utf-8", bytes: 9 };
    await store.beginImport({ ...list, id: "import", at: 3 });
    const people = await store.enrol(Array.from({ length: waiting + 6 }, (_, index) => row(index)));
    await store.enrol([
      row(99, { caseKey: undefined, recipient: { id: "R-99", firstName: "L\u00e9a \u{1f600} ' \\u0000" } }),
    ]);
    await finish(store, await claim(store, "event", 20));
    const journeyOf = (index: number) => {
      const person = people[index];
      assert.ok(person?.state === "enrolled");
      return {
        campaign: "c",
        journey: person.journey,
        root: person.task,
        message: { topic: "kept", picture: { hash: "a".repeat(64), type: "image/png", bytes: 1 } },
      };
    };
    const hold = (index: number, change: Partial<HoldRequest> = {}) =>
      store.hold({
        ...journeyOf(index),
        id: `wait-${index}`,
        node: "wait",
        plan: { webhooks: [], steps: [{ at: 1e12, output: "too-late" }], late: "ask" },
        at: 20,
        ...change,
      });
    const send = (index: number) =>
      store.enqueue({
        ...journeyOf(index),
        id: `send-${index}`,
        node: "print",
        at: 30,
        history: { kind: "send.queued" },
      });
    for (let index = 0; index < waiting; index += 1) await hold(index);

    // A send in doubt, and one that was sent.
    await send(waiting);
    await finish(store, await claim(store, "send", 40), "dead", { state: "unknown" });
    await send(waiting + 1);
    const counted = { print: { channel: "print" as const, service: true } };
    const sent = await store.claim({ owner: "me", nodes, kind: "send", limit: 100, now: 45, lease, counted });
    await finish(store, sent, "done", { state: "sent" });
    // What its printer calls it, and what it took of a day.
    await store.follow(`send-${waiting + 1}`, "print", { id: 7, key: "k \u00e9" }, 45);
    const press = { service: "press", day: "2026-04-01", pieces: 1, cost: 650_000, most: { pieces: 9 } };
    await store.spend({ task: `send-${waiting + 1}`, ...press });
    // A step that was set aside.
    await store.accept(event(waiting + 2));
    await finish(store, await claim(store, "event", 46), "dead", { key: "node.failed" });
    // A decision that contradicts another and is held for a person, and one that was recalled.
    await hold(waiting + 3);
    await store.accept(event(waiting + 3, asksFor(3, "accepted")));
    assert.equal(
      (await store.accept(event(waiting + 3, { ...asksFor(3, "refused"), conflict: "ask" }))).receipt,
      "held",
    );
    await hold(waiting + 4);
    await store.accept(event(waiting + 4, asksFor(4, "accepted")));
    await store.accept(event(waiting + 4, { ...asksFor(4, "refused"), conflict: "last" }));
    // One that came early, and one who holds a lease.
    const early = { until: 1e12, anyCase: true };
    assert.equal((await store.accept(event(500, { ...asksFor(500, "yes"), early }))).receipt, "early");
    await hold(waiting + 5);
    await store.answer(`D-${waiting + 5}`, { decision: "accepted" }, anne);
    assert.ok((await claim(store, "event", 1e9)).length > 0);
    // A page that was visited and answered.
    const page = { ...journeyOf(0), id: "page", node: "page", token: "9".repeat(64), expires: 1e13, at: 48 };
    assert.equal(await store.publish(page), "published");
    assert.equal(await store.visited(page.token, 49, false), "first");
    const said = { data: { answer: "yes" }, recipient: {}, form: { answer: "yes" }, again: false, type: "page" };
    assert.equal(await store.responded({ token: page.token, id: "form", ...said, at: 50 }), "kept");
    // Of two letters that were collected, one is in a batch.
    for (const [index, id] of ["letter-1", "letter-2"].entries()) {
      const owner = { lease: { owner: "me", until: 1e3 }, history: { kind: "send.queued" } };
      const letter = await store.enqueue({ ...journeyOf(1), ...owner, id, node: "print", at: 52 });
      assert.ok(typeof letter === "object");
      const piece = { group: "a4 \u00e9", order: "99380", size: 2, held: { key: "k" }, history: [] };
      await store.collect({ ...piece, task: id, version: letter.version, at: 53 + index });
    }
    const closing = {
      id: "batch",
      campaign: "c",
      node: "print",
      group: "a4 \u00e9",
      at: 55,
      sorted: true,
      why: "count",
    };
    const most = { count: 1, size: 9 };
    assert.equal((await store.closeBatch({ ...closing, most, releaseAt: 1e13, approval: true }))?.count, 1);
    await store.secretUsed("e", "current", 5);
    await store.suppress([
      {
        who: { kind: "email", email: "lea@example.org" },
        channel: "*",
        purpose: "*",
        reason: "asked",
        source: "Anne",
        at: 6,
      },
    ]);
    await store.consented([
      {
        campaign: "c",
        recipient: "R-99",
        channel: "email",
        purpose: "marketing",
        granted: true,
        at: 7,
        source: "form",
        proof: "v1",
      },
    ]);
    await store.removed("print", 60);
    await assets.put(new TextEncoder().encode("a map"), "image/png");
    await assets.put(new TextEncoder().encode("a letter"), "application/pdf");
  } finally {
    await store.close();
  }
}

/** One who waits goes on, and nothing is done twice. */
export async function goesOn(place: string, index: number, waiting = 2): Promise<void> {
  const { store, assets } = await openStore(place);
  try {
    const answer = await store.accept(event(index, asksFor(index, "accepted")));
    assert.equal(answer.receipt, "accepted");
    // Still known again, so the key of the fingerprints is the same.
    const listed = await store.suppressed("c", { id: "R-new", email: "lea@example.org" });
    assert.deepEqual(listed, [{ channel: "*", purpose: "*", reason: "asked" }]);
    assert.equal((await store.accept(event(index, asksFor(index, "accepted")))).receipt, "duplicate");
    assert.equal((await store.accept(event(waiting + 3, asksFor(3, "accepted")))).receipt, "duplicate");
    const word = await store.receipt("e", "statusToken" in answer ? String(answer.statusToken) : "");
    assert.equal(word?.state, "accepted");
    const page = {
      token: "9".repeat(64),
      form: { answer: "yes" },
      data: {},
      recipient: {},
      again: false,
      type: "page",
    };
    assert.equal(await store.responded({ ...page, id: "another form", at: 80 }), "same");
    const [enrolled] = await store.enrol([row(0)]);
    assert.equal(enrolled?.state, "already");
    const [story] = await store.story(`D-${waiting + 1}`);
    const send = { campaign: "c", journey: story!.journey.id, node: "print", message: {}, at: 70 };
    const taken = await store.enqueue({ ...send, id: `send-${waiting + 1}`, history: { kind: "send.queued" } });
    assert.equal(taken, "taken");
    const tasks = await claim(store, "event", 1e9 + lease * (index + 1));
    assert.ok(tasks.some(({ journey, interrupted }) => journey.caseKey === `D-${index}` && !interrupted));
    assert.ok(tasks.some(({ journey, interrupted }) => journey.caseKey === `D-${waiting + 5}` && interrupted));
    await finish(
      store,
      tasks.filter(({ journey }) => journey.caseKey === `D-${index}`),
    );
    const open = (await store.attention(10)).map(({ kind }) => kind).sort();
    assert.deepEqual(
      open.filter((kind) => kind !== "orphans"),
      ["approval", "conflict", "dead", "unknown"],
    );
    const { left, approval } = (await store.batch("batch")) ?? {};
    assert.deepEqual([left, approval, (await store.collections("print"))[0]?.count], [1, "asked", 1]);
    const map = await assets.put(new TextEncoder().encode("a map"), "image/png");
    assert.equal(new TextDecoder().decode(await assets.get(map)), "a map");
  } finally {
    await store.close();
  }
}
