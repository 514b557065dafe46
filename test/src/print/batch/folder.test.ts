import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import { batchFolder } from "../../../../src/print/batch/folder.ts";
import { folderWay } from "../../../../src/print/folder-way.ts";
import type { MadeBatch, MadeFile, Notes } from "../../../../src/print/index.ts";
import { BatchTicket, JobTicket } from "../../../../src/print/ticket.ts";
import { order } from "./sample.ts";

const names = ["b-1-001.pdf", "b-1-002.pdf", "b-1.manifest.csv", "b-1.xjdf"];
const ticket = "b-1.json";
const sent = { state: "sent", reference: ticket };
const moved = names.map((name) => `moved-in ${name}`);
const steps = ["folder", "ticket-written", ...moved, "files-synced", "prepared"].concat(
  names.map((name) => `released ${name}`),
  ["files-released", "ticket-moved", "released"],
);

describe("a batch in the print folder", () => {
  let base: string;
  let path: string;
  let made: number;
  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), "batch-folder-"));
    path = join(base, "jobs");
    made = 0;
  });
  afterEach(() => rm(base, { recursive: true }));

  /** The same batch, made anew as on every try. */
  async function batch(change: Partial<MadeBatch["order"]> = {}): Promise<MadeBatch> {
    made += 1;
    const folder = join(base, `made-${made}`);
    await mkdir(folder);
    const file = async (name: string): Promise<MadeFile> => {
      const bytes = Buffer.from(`what is in ${name}`);
      await writeFile(join(folder, name), bytes);
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      return { path: join(folder, name), name, bytes: bytes.length, sha256, pages: 4, sheets: 2 };
    };
    const [first, second, csv, xjdf] = await Promise.all(names.map(file));
    const letter = (n: number) => ({ id: `s${n}`, position: n, file: names[0]!, firstPage: 1, pages: 4, sheets: 2 });
    return {
      order: { ...order, ...change },
      documents: [first!, second!],
      companions: [csv!, xjdf!],
      letters: [letter(1), letter(2), { id: "s3", faults: [] }],
    };
  }
  const seen = async () => (await readdir(path)).filter((entry) => entry !== ".work").sort();
  const all = [...names, ticket].sort();
  const failingAt = (at: string) =>
    batchFolder(path, (step) => {
      if (step === at) throw new Error(`crash at ${step}`);
    });
  const crash = async (at: string) => assert.rejects(failingAt(at).submit(await batch()), /crash at/);

  it("goes through every step that the tests below fail at", async () => {
    const passed: string[] = [];
    await batchFolder(path, (step) => void passed.push(step)).submit(await batch());
    assert.deepEqual(passed, steps);
  });

  for (const at of steps) {
    it(`appears once, whole, after a crash at ${at}`, async () => {
      await crash(at);
      const found = await batchFolder(path).lookup("b-1");
      assert.deepEqual(found, steps.indexOf(at) < steps.indexOf("prepared") ? { state: "never-seen" } : sent);
      assert.deepEqual(await batchFolder(path).submit(await batch()), sent);
      assert.deepEqual(await seen(), all);
      for (const name of names) assert.equal(await readFile(join(path, name), "utf8"), `what is in ${name}`);
      await batchFolder(path).settle("b-1");
      await batchFolder(path).settle("b-1");
      assert.deepEqual(await readdir(join(path, ".work")), []);
    });

    it(`is whole wherever its ticket is seen, and is not seen again once it was taken: ${at}`, async () => {
      let taken = 0;
      const take = async () => {
        if (!existsSync(join(path, ticket))) return;
        taken += 1;
        assert.deepEqual(await seen(), all);
        for (const name of all) await rm(join(path, name));
      };
      // Another process comes upon it at this step, and the print room looks after each of both.
      const other = batchFolder(path, take);
      const one = batchFolder(path, async (step) => {
        if (step === at) assert.deepEqual(await other.submit(await batch()), sent);
        await take();
      });
      assert.deepEqual(await one.submit(await batch()), sent);
      await take();
      assert.deepEqual([taken, await seen()], [1, []]);
    });
  }

  it("shows its ticket after all that the ticket names, each with its digest", async () => {
    await crash("files-released");
    assert.deepEqual(await seen(), names);
    await batchFolder(path).lookup("b-1");
    const read = BatchTicket.parse(JSON.parse(await readFile(join(path, ticket), "utf8")));
    const { documents, companions, ...counts } = read.batch;
    assert.deepEqual(counts, { letters: 2, leftOut: 1, pages: 8, sheets: 4, controlMarks: true, proof: false });
    assert.deepEqual(
      [...documents, ...companions].map(({ file }) => file),
      names,
    );
    for (const { file, sha256, bytes } of [...documents, ...companions]) {
      const written = await readFile(join(path, file));
      assert.deepEqual([bytes, sha256], [written.length, createHash("sha256").update(written).digest("hex")]);
    }
    assert.equal(JobTicket.safeParse(read).success, false, "who knows letters alone does not take it for one");
  });

  it("tells what its ticket asks for", async () => {
    const paper = { ...order.paper, tray: "tray-1", finishings: ["fold-letter"] };
    await batchFolder(path).submit(await batch({ paper, envelope: "C5", postage: "lettre verte", test: true }));
    const read = BatchTicket.parse(JSON.parse(await readFile(join(path, ticket), "utf8")));
    const { version, media, sides, tray, finishings, envelope, postage, test, createdAt } = read;
    assert.deepEqual(
      [version, media, sides, tray, finishings, envelope, postage, test, createdAt],
      [
        ...[3, "iso_a4_210x297mm", "two-sided-long-edge", "tray-1", ["fold-letter"], "C5", "lettre verte", true],
        "2026-11-24T10:00:00.000Z",
      ],
    );
  });

  it("stays inside the folder under any id", async () => {
    const outcome = await batchFolder(path).submit(await batch({ id: "../../b" }));
    assert.ok(outcome.state === "sent");
    assert.match(outcome.reference, /^[0-9a-f]{40}\.json$/);
    assert.deepEqual((await readdir(base)).sort(), ["jobs", "made-1"]);
  });

  it("is not handed over where no letter can be printed", async () => {
    const outcome = await batchFolder(path).submit({ ...(await batch()), documents: [] });
    assert.ok(outcome.state === "not-sent");
    assert.deepEqual([outcome.reason.key, outcome.again, existsSync(path)], ["print.batch-empty", false, false]);
  });

  it("does not appear with a file that is cut off", async () => {
    const cut = await batch();
    await writeFile(cut.documents[1]!.path, "what");
    await assert.rejects(batchFolder(path).submit(cut), /bytes instead of/);
    assert.deepEqual(await seen(), []);
  });

  it("says that a file is no folder, and that the disk is full", async () => {
    const full = await batchFolder(path, () => {
      throw Object.assign(new Error("ENOSPC"), { code: "ENOSPC" });
    }).submit(await batch());
    assert.ok(full.state === "not-sent");
    assert.deepEqual([full.reason.key, full.again], ["folder.full", true]);
    await writeFile(join(base, "file"), "");
    const none = await batchFolder(join(base, "file")).submit(await batch());
    assert.ok(none.state === "not-sent");
    assert.deepEqual([none.reason.key, none.again], ["folder.not-writable", false]);
    await batchFolder(join(base, "file")).settle("b-1");
  });

  describe("that is followed", () => {
    let kept: Parameters<Notes["keep"]>[0] | undefined;
    const notes: Notes = {
      read: async () => kept,
      keep: async (reference) => {
        kept = reference;
      },
      drop: async () => {},
    };
    const way = () => folderWay(path, { followed: true });
    const submit = async () => way().submitBatch?.(await batch(), notes);
    const look = () => way().look?.(kept ?? {});

    it("is read back from done/ and error/", async () => {
      assert.deepEqual([await submit(), kept], [sent, { file: ticket }]);
      assert.deepEqual(await look(), { state: "waiting" });
      await mkdir(join(path, "done"));
      await rename(join(path, ticket), join(path, "done", ticket));
      assert.deepEqual(await look(), { state: "printed" });
      await mkdir(join(path, "error"));
      await rename(join(path, "done", ticket), join(path, "error", ticket));
      const failed = await look();
      assert.deepEqual([failed?.state, failed?.why?.key], ["failed", "print.folder-failed"]);
      await writeFile(join(path, "error", "b-1.error.txt"), "no paper");
      assert.deepEqual((await look())?.why?.data, { said: "no paper" });
    });

    it("is found after a crash, and kept as sent", async () => {
      await crash("files-released");
      assert.deepEqual(await way().lookupBatch?.("b-1", notes), sent);
      assert.deepEqual(kept, { file: ticket });
      await way().settleBatch?.("b-1");
      assert.deepEqual(await readdir(join(path, ".work")), []);
    });
  });
});
