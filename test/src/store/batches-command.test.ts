import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { after, before, describe, it } from "mocha";
import { batchCommand } from "../../../bin/batches.ts";
import { Fault } from "../../../src/contract/index.ts";
import { sentence } from "../../../src/language/index.ts";
import { openDesk, openSqliteStore, type Store } from "../../../src/store/index.ts";
import { closing, collected, range } from "./batches/letters.ts";

const command = fileURLToPath(new URL("../../../bin/belle-histoire.ts", import.meta.url));

describe("belle-histoire batches, beside a running store", function () {
  this.timeout(60_000);
  let folder: string;
  let store: Store;
  const path = () => join(folder, "store.sqlite");

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "belle-histoire-batches-command-"));
    store = await openSqliteStore(path());
  });
  after(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** As the program does, without its start. */
  async function run(command: string, ...words: string[]) {
    const language = words.pop() ?? "en";
    const [rest, why] = [words.filter((word) => !word.startsWith("--")), words.find((word) => word.startsWith("--"))];
    const settler = { by: "Anne", why: why?.slice(2) ?? "-", at: 600 };
    const desk = await openDesk(path());
    try {
      const lines = await batchCommand(command, rest, { language, timeZone: "UTC", settler })?.(desk);
      return { output: lines?.join("\n"), failed: false };
    } catch (error) {
      assert.ok(error instanceof Fault);
      return { output: sentence(error.key, error.data, language), failed: true };
    } finally {
      await desk.close();
    }
  }

  it("tells that there are none", async () => {
    assert.deepEqual(await run("batches", "en"), { output: "There are no batches.", failed: false });
    await collected(store, range(2), () => ({ group: "a" }));
    await collected(store, range(3, 2), () => ({ group: "b" }));
    const at = Date.UTC(2026, 10, 24, 17);
    const held = { key: "print.batch-approval", count: 3, most: 2, proof: "/proofs/B-2.pdf" };
    await store.closeBatch({ ...closing("B-1"), group: "a", at, why: "cut-off", approval: true, releaseAt: at });
    const long = Date.UTC(2096, 10, 24, 17);
    await store.closeBatch({ ...closing("B-2"), group: "b", at, why: "age", approval: true, releaseAt: long, held });
  });

  it("are listed with all that waits for a person", async () => {
    const args = [command, "attention", "--language", "en", "--store", path()];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const waits = "3 letters wait for approval: The batch has 3 letters, and more than 2 need an approval.";
    const line = `B-2  ${waits}; proof: /proofs/B-2.pdf  → approve B-2 --why … | refuse B-2 --why …`;
    assert.ok(stdout.split("\n").includes(line), stdout);
  });

  const calls: [words: [string, ...string[]], failed: boolean, output: RegExp][] = [
    [
      ["batches", "en"],
      false,
      /^B-2 {2}closed, 3 of 3 letters, closed 24 Nov 2026, 17:00 \(by age\), waits for approval: The batch has 3 letters, and more than 2 need an approval\. {2}→ approve B-2 --why …, goes at 24 Nov 2096, 17:00; proof: \/proofs\/B-2\.pdf\nB-1 {2}closed, 2 of 2/,
    ],
    [["batches", "fr"], false, /^B-2 {2}fermé, 3 lettres sur 3.*\(à son âge\), attend une approbation/],
    [["approve", "B-2", "en"], true, /^Say why with --why/],
    [["approve", "B-3", "fr"], true, /^Dites pourquoi avec --why/],
    [["approve", "B-3", "--seen", "en"], true, /^B-3 is no batch that waits for this/],
    [["approve", "B-2", "--seen", "en"], false, /^B-2 is approved\.$/],
    [["approve", "B-2", "--seen", "fr"], true, /^B-2 n’est pas un lot/],
    [["refuse", "B-1", "--wrong map", "en"], false, /^B-1 is refused: its 2 letters/],
    [["batches", "en"], false, /^B-2 {2}closed, 3 of 3.*\), goes at .*\nB-1 {2}refused, 0 of 2/],
  ];
  for (const [words, failed, output] of calls)
    it(`${words.join(" ")}: ${output.source.slice(1, 30)}…`, async () => {
      const told = await run(...words);
      assert.match(told.output ?? "", output);
      assert.equal(told.failed, failed);
    });

  it("is what the program does", async () => {
    const args = [command, "batches", "--language", "en", "--time-zone", "UTC", "--store", path()];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    assert.equal(stdout.trim(), (await run("batches", "en")).output);
  });

  it("keeps who approved and refused, and why", async () => {
    const [refused, approved] = [(await store.story("D-0"))[0], (await store.story("D-2"))[0]];
    assert.deepEqual(refused?.lines.at(-1)?.data, { key: "print.refused", by: "Anne", why: "wrong map" });
    assert.deepEqual([approved?.lines.at(-1)?.kind, approved?.lines.at(-1)?.data.why], ["batch.approved", "seen"]);
  });
});
