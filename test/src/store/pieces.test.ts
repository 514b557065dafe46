import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, afterEach, before, beforeEach, describe, it } from "mocha";
import { openSqliteStore, type PieceState, type SendReport, type Store, type Task } from "../../../src/store/index.ts";
import * as together from "./batches/letters.ts";
import { row } from "./calls.ts";
import { type Driver, drivers } from "./drivers.ts";

const settler = { by: "Anne", why: "wrong address", at: 50 };
const node = { id: "print", campaign: "c", type: "send-print-job", name: "Letters" };
const content = { id: "content", channel: "print" };

async function queued(store: Store, index: number, to = "print"): Promise<void> {
  const [enrolled] = await store.enrol([row(index)]);
  const { journey } = enrolled as { journey: string };
  await store.enqueue({
    ...{ id: `send-${index}`, campaign: "c", journey, node: to, message: { content }, at: 5 },
    history: { kind: "send.queued", node: to },
  });
}
async function claimed(store: Store): Promise<Task> {
  const [task] = await store.claim({ owner: "o", nodes: ["print"], kind: "send", limit: 1, now: 10, lease: 100 });
  assert.ok(task !== undefined);
  return task;
}
async function ended(store: Store, state: "sent" | "not-sent" | "unknown", outcome: object = {}): Promise<void> {
  const { id, version } = await claimed(store);
  await store.follow(id, "print", { id: 7 }, 15);
  const end = { task: id, version, at: 20, outcome: { state, ...outcome }, next: [], history: [] };
  await store.finish({ ...end, state: state === "unknown" ? "dead" : "done" });
}
const report = (store: Store, state: SendReport["state"], more: Partial<SendReport> = {}) =>
  store.report({ task: "send-0", key: state, at: 30, state, ...more });
async function told(store: Store, ...words: [SendReport["state"], boolean][]): Promise<void> {
  await ended(store, "sent");
  for (const [state, last] of words) await report(store, state, { last });
}

/** What happens to a letter, and how far it is then. */
const lives: [what: string, live: (store: Store) => Promise<unknown>, state: PieceState][] = [
  ["waits for its turn", async () => {}, "queued"],
  [
    "may be taken back",
    async (store) => {
      const { id, version } = await claimed(store);
      await store.postpone(id, version, 90, 11, { state: "held", key: "print.cancel-window" }, [], false);
    },
    "held",
  ],
  ["is being handed over", (store) => claimed(store), "submitting"],
  [
    "was cut short, and is asked for",
    async (store) => {
      const { id, version } = await claimed(store);
      await store.release(id, version, 90, 11, [], true);
    },
    "unknown",
  ],
  ["is left to a person", (store) => ended(store, "unknown", { key: "ipp.gone", host: "h", id: "7" }), "unknown"],
  ["was taken", (store) => told(store), "accepted"],
  ["is being printed", (store) => told(store, ["printing", false]), "printing"],
  ["is printed", (store) => told(store, ["printing", false], ["printed", true]), "printed"],
  [
    "is printed, whatever is said of it later",
    (store) => told(store, ["printed", true], ["printing", false]),
    "printed",
  ],
  ["could not be cancelled", (store) => told(store, ["printing", false], ["too-late", false]), "printing"],
  ["failed at the printer", (store) => told(store, ["failed", true]), "failed"],
  ["was cancelled there", (store) => told(store, ["cancelled", true]), "cancelled"],
  ["was lost there", (store) => told(store, ["untraced", true]), "unknown"],
  ["arrived", (store) => told(store, ["printed", true], ["delivered", true]), "delivered"],
  ["was refused", (store) => ended(store, "not-sent", { key: "ipp.format", host: "h", said: "-" }), "failed"],
  ["was taken back", (store) => store.cancelSends("D-0", settler), "cancelled"],
  [
    "was found on paper by a person",
    async (store) => {
      await ended(store, "unknown");
      await store.resolve("send-0", "sent", settler);
    },
    "accepted",
  ],
];

const contract = (driver: Driver) => () => {
  let store: Store;
  beforeEach(async () => {
    await driver.empty();
    store = await driver.open();
    await store.deployed(node);
  });
  afterEach(async () => {
    await store.close();
    await driver.remove();
  });

  for (const [what, live, state] of lives)
    it(`says ${state} of a letter that ${what}`, async () => {
      await queued(store, 0);
      await live(store);
      const { pieces, next } = await store.pieces(undefined, 0, 10);
      assert.deepEqual(
        pieces.map((one) => [one.id, one.caseKey, one.node, one.campaign, one.test, one.state]),
        [["send-0", "D-0", "print", "c", false, state]],
      );
      assert.equal(next, undefined);
    });

  it("says since when, until when and why", async () => {
    await queued(store, 0);
    const { id, version } = await claimed(store);
    await store.postpone(id, version, 90, 11, { state: "held", key: "print.day-full" }, [], false);
    const [held] = (await store.pieces(undefined, 0, 10)).pieces;
    assert.deepEqual([held?.at, held?.until, held?.reason], [5, 90, { key: "print.day-full" }]);
    await store.cancelSends("D-0", settler);
    const [back] = (await store.pieces(undefined, 0, 10)).pieces;
    assert.deepEqual([back?.at, back?.until, back?.reason], [50, undefined, { by: "Anne", why: "wrong address" }]);
  });

  it("says of what is printed together how far its batch is", async () => {
    for (const index of [0, 1, 2]) await queued(store, index);
    const { claim, collecting, closing, take, ending } = together;
    for (const task of await claim(store)) await store.collect(collecting(task));
    const told = async () => (await store.pieces("send-1", 0, 10)).pieces.map(({ id: _, ...one }) => one)[0];
    const of = { campaign: "c", node: "print", test: false, caseKey: "D-1" };
    assert.deepEqual(await told(), { ...of, state: "draft", at: 105, reason: { key: "print.collected" } });
    const held = { key: "print.batch-approval", count: 3, most: 2, proof: "/proofs/b.pdf" };
    await store.closeBatch(closing("b", { at: 210, releaseAt: 300, approval: true, held }));
    assert.deepEqual(await told(), { ...of, batch: "b", state: "proofed", at: 210, reason: held });
    await store.approveBatch("b", settler);
    assert.deepEqual(await told(), { ...of, batch: "b", state: "held", at: 210, until: 300 });
    const { version } = (await take(store)) ?? assert.fail();
    assert.deepEqual(await told(), { ...of, batch: "b", state: "submitting", at: 5 });
    await store.endBatch("b", version, "unknown", 400, { key: "ipp.gone" });
    assert.deepEqual(await told(), { ...of, batch: "b", state: "unknown", at: 400, reason: { key: "ipp.gone" } });
    await store.resolve("b", "again", settler);
    assert.deepEqual(await told(), { ...of, batch: "b", state: "held", at: 210, until: settler.at });
    const again = (await take(store)) ?? assert.fail();
    const outcome = { state: "sent", reference: "j", batch: { id: "b", position: 2 } };
    await store.finishPieces("b", again.version, [{ ...ending("send-1"), outcome }]);
    assert.deepEqual([(await told())?.state, (await told())?.batch], ["accepted", "b"]);
  });

  it("tells pages of a campaign, a node, a case, a person, a send, and of no mails", async () => {
    await store.deployed({ ...node, id: "mail", type: "send-email" });
    for (const index of [0, 1, 2]) await queued(store, index);
    await queued(store, 3, "mail");
    const ids = async (key?: string) => (await store.pieces(key, 0, 10)).pieces.map(({ id }) => id);
    const letters = ["send-0", "send-1", "send-2"];
    for (const key of [undefined, "c", "print"]) assert.deepEqual(await ids(key), letters);
    for (const key of ["D-1", "R-1", "send-1"]) assert.deepEqual(await ids(key), ["send-1"]);
    for (const key of ["mail", "D-3", "D-9"]) assert.deepEqual(await ids(key), []);
    const first = await store.pieces("c", 0, 2);
    const second = await store.pieces("c", first.next ?? -1, 2);
    assert.deepEqual(
      [...first.pieces, ...second.pieces].map(({ id }) => id),
      letters,
    );
    assert.equal(second.next, undefined);
  });
};

for (const driver of drivers) describe(`the ledger of pieces, ${driver.name}`, contract(driver));

describe("belle-histoire pieces, beside a running store", function () {
  this.timeout(60_000);
  const command = fileURLToPath(new URL("../../../bin/belle-histoire.ts", import.meta.url));
  let folder: string;
  let store: Store;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "belle-histoire-pieces-"));
    store = await openSqliteStore(join(folder, "store.sqlite"));
    await store.deployed(node);
    await queued(store, 0);
    await told(store, ["printed", true]);
    await queued(store, 1);
    await ended(store, "unknown", { key: "ipp.gone", host: "press", id: "7" });
    await Promise.all(Array.from({ length: 118 }, (_, index) => queued(store, index + 2)));
  });
  after(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });
  const run = (...words: string[]) =>
    new Promise<string[]>((resolve) => {
      const args = [command, "pieces", ...words, "--store", join(folder, "store.sqlite")];
      execFile(process.execPath, args, (_error, stdout, stderr) => resolve((stdout + stderr).trim().split("\n")));
    });

  it("counts, and lists first what somebody may have to see to", async () => {
    const lines = await run("--language", "en");
    assert.equal(lines[0], "120 in all: unknown 1, queued 118, printed 1");
    assert.match(lines[1] ?? "", /^unknown {2}send-1 {2}case D-1 {2}since 1 Jan 1970, 01:00 {2}press/);
    assert.equal(lines.length, 102);
    assert.match(lines.at(-1) ?? "", /^… and 20 more/);
  });

  it("tells of one case, in French", async () => {
    const [all, one, ...more] = await run("D-0", "--language", "fr");
    assert.equal(all, "1 en tout\u00a0: imprimée 1");
    assert.match(one ?? "", /^imprimée {2}send-0 {2}dossier D-0 {2}depuis /);
    assert.deepEqual(more, []);
    assert.deepEqual(await run("D-999", "--language", "fr"), ["Aucune lettre ici."]);
  });

  it("gives all as JSON, one a line", async () => {
    const lines = await run("c", "--json");
    const states = lines.map((line) => (JSON.parse(line) as { state: string }).state);
    assert.deepEqual([lines.length, states[0], states[1]], [120, "printed", "unknown"]);
  });
});
