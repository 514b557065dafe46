import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import { systemClock } from "../../../src/clock.ts";
import { erasePerson } from "../../../src/rights/index.ts";
import { openStore, openWholeDesk } from "../../../src/store/index.ts";
import { long } from "../../size.ts";

/** So many people that every page of tables and indices has been split, and messages lie in pages of their own. */
const people = long(300, 5_000);
const everyNth = 12;

let folder: string;

/** The same numbers on every run. */
function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Ids in no order, so that indices are written all over. */
const nameOf = (index: number) => `${(Math.imul(index + 1, 2_654_435_761) >>> 0).toString(36)}-person-${index}.`;

describe("the bytes of a store's files", () => {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "belle-histoire-bytes-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it(`have nothing of ${Math.ceil(people / everyNth)} who were erased among ${people}, and all of the others`, async () => {
    const place = join(folder, "store.sqlite");
    const { store } = await openStore(place);
    const chance = chanceFrom(1);
    const filler = (most: number) => "x".repeat(Math.floor(chance() * most));
    const names = Array.from({ length: people }, (_, index) => nameOf(index));
    const person = (name: string) => ({ id: `R${name}`, lastName: name, attributes: { note: filler(400) } });
    const enrolled = await store.enrol(names.map((name) => ({ ...row, recipient: person(name), caseKey: `D${name}` })));
    await Promise.all(
      names.map(async (name, index) => {
        const one = enrolled[index];
        assert.ok(one?.state === "enrolled");
        const whose = { campaign: "c", journey: one.journey, root: one.task, node: "n", at: 2 };
        const message = { recipient: person(name), text: `${filler(9_000)} ${name}` };
        await store.hold({ ...whose, id: `w${name}`, message, plan: { webhooks: [], steps: [], late: "refuse" } });
        // What is known of them grows, and what they were sent lies between others'.
        const data = { said: `${name}${filler(3_000)}` };
        const recipient = { attributes: { more: `${name}${filler(1_500)}` } };
        await store.accept({ ...word, caseKey: `D${name}`, eventId: `m${name}`, bodyHash: name, data, recipient });
      }),
    );
    const gone = names.filter((_, index) => index % everyNth === 0);
    const desk = await openWholeDesk(place);
    for (const name of gone) {
      const request = { campaign: "c", id: `R${name}`, at: 1e6, by: "Anne", why: "-" };
      await erasePerson(desk.store, desk.assets, request, systemClock);
    }
    await desk.store.close();
    const files = await readdir(folder);
    assert.ok(files.includes("store.sqlite-wal"), "the store is still open");
    const bytes = (await Promise.all(files.map((file) => readFile(join(folder, file), "latin1")))).join("\n");
    const left = names.filter((name) => bytes.includes(name));
    assert.deepEqual(
      left.filter((name) => gone.includes(name)),
      [],
    );
    assert.equal(left.length, people - gone.length);
    await store.close();
  });
});

const row = { campaign: "c", node: "audience", test: false, at: 1 };
const word = {
  ...{ campaign: "c", node: "webhook", endpoint: "e", idProven: true, eventType: "decision", test: false },
  ...{ statusToken: "token", at: 3, mode: "update" as const },
};
