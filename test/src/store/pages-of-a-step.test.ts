import assert from "node:assert/strict";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "mocha";
import { sendId } from "../../../src/journey/index.ts";
import { openSqliteStore } from "../../../src/store/index.ts";
import { event, row } from "./calls.ts";

/** A frame of the write-ahead log: its head and a page (https://www.sqlite.org/fileformat2.html#walformat). */
const frame = 24 + 4096;

describe("the pages of a step in a file", () => {
  it("are few, also where people are decided in any order", async function () {
    this.timeout(60_000);
    const [people, steps, together] = [20_000, 512, 64];
    const folder = await mkdtemp(join(tmpdir(), "belle-histoire-pages-"));
    const path = join(folder, "store.sqlite");
    const store = await openSqliteStore(path);
    try {
      for (let from = 0; from < people; from += 1000)
        await store.enrol(Array.from({ length: 1000 }, (_, index) => row(from + index)));
      await store.clean();
      const lease = { owner: "me", until: 1e9 };
      const history = { kind: "send.queued", node: "print" };
      for (let from = 0; from < steps; from += together) {
        const turns = Array.from({ length: together }, (_, index) => ((from + index) * 7919) % people);
        const accepted = await Promise.all(turns.map((index) => store.accept(event(index, { lease }))));
        const tasks = accepted.map((one) => (one.receipt === "accepted" ? one.claimed! : assert.fail(one.receipt)));
        const send = { campaign: "c", node: "print", message: {}, at: 40, history, lease };
        const sends = await Promise.all(
          tasks.map(({ id, journey }) =>
            store.enqueue({ ...send, id: sendId(id, "print", "letter"), journey: journey.id, root: id }),
          ),
        );
        const ends = [
          ...tasks.map(({ id, version }) => ({ task: id, version, history: [{ kind: "step.0", node: "webhook" }] })),
          ...sends.map((one) => ({
            ...(typeof one === "object" ? { task: one.id, version: one.version } : assert.fail(one)),
            history: [{ kind: "send.sent", node: "print" }],
          })),
        ];
        await Promise.all(ends.map((end) => store.finish({ ...end, state: "done" as const, next: [], at: 50 })));
      }
      const pages = (await stat(`${path}-wal`)).size / frame / steps;
      // 3.6 as it is; with the lines of a journey found by the journey, its tasks by their state, and ids by chance: 4.7.
      assert.ok(pages < 4.2, `${pages.toFixed(1)} pages a step`);
    } finally {
      await store.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
