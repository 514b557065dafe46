import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import { type JobTicket, printFolder } from "../../../src/print/index.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "belle-histoire-print-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const ticket = (caseKey?: string): JobTicket => ({
  version: 1,
  id: "s1",
  campaign: "c",
  caseKey,
  recipient: "R-1",
  document: { file: "", sha256: "0".repeat(64), bytes: 3, pages: 1 },
  media: "iso_a4_210x297mm",
  sides: "one-sided",
  colour: "color",
  copies: 1,
  createdAt: "2026-11-24T08:00:00.000Z",
  test: false,
  template: "t",
  language: "fr",
});
const job = (caseKey?: string) => ({ id: "s1", pdf: Buffer.from("pdf"), ticket: ticket(caseKey) });
const released = async () => (await readdir(folder)).filter((name) => !name.startsWith(".")).sort();

class Crash extends Error {}
const crashAt = (name: string) => (step: string) => {
  if (step === name) throw new Crash();
};

describe("the print folder", () => {
  it("releases a PDF and a ticket that names it", async () => {
    const outcome = await printFolder(folder).submit(job("D-1"));
    assert.deepEqual(outcome, { state: "sent", reference: "D-1-s1.pdf" });
    assert.deepEqual(await released(), ["D-1-s1.json", "D-1-s1.pdf"]);
    const written = JSON.parse(await readFile(join(folder, "D-1-s1.json"), "utf8")) as JobTicket;
    assert.equal(written.document.file, "D-1-s1.pdf");
  });

  const steps: [string, "never-seen" | "sent"][] = [
    ["write-pdf", "never-seen"],
    ["write-ticket", "never-seen"],
    ["mark", "never-seen"],
    ["release-pdf", "sent"],
    ["release-ticket", "sent"],
    ["released", "sent"],
  ];
  for (const [step, state] of steps)
    for (const taken of [false, true])
      it(`cut short at ${step}${taken ? ", its files taken away since" : ""}: ${state}, and one release in all`, async () => {
        await assert.rejects(printFolder(folder, crashAt(step)).submit(job("D-1")), Crash);
        let printed = 0;
        const take = async () => {
          for (const name of await released()) {
            if (name.endsWith(".json")) printed += 1;
            // A printer waits for the ticket before it touches the PDF.
            if (printed > 0) await rm(join(folder, name));
          }
        };
        if (taken) await take();
        const carrier = printFolder(folder);
        assert.equal((await carrier.lookup("s1")).state, state);
        assert.equal((await carrier.submit(job("D-1"))).state, "sent");
        await take();
        assert.equal(printed, 1);
        await carrier.settle("s1");
        assert.deepEqual(await readdir(join(folder, ".work")), []);
      });

  for (const [key, name] of [
    ["../../etc/x", "etc-x-s1.pdf"],
    [".", "s1.pdf"],
    ["é".repeat(300), `${"e-".repeat(30)}-s1.pdf`],
  ] as const)
    it(`makes a safe name of ${key.slice(0, 12)}`, async () => {
      const outcome = await printFolder(folder).submit(job(key));
      assert.equal(outcome.state === "sent" && outcome.reference, name);
    });

  it("says that a path is not a folder, for good", async () => {
    const path = join(folder, "file");
    await writeFile(path, "");
    const outcome = await printFolder(path).submit(job());
    assert.equal(outcome.state, "not-sent");
    assert.equal(outcome.state === "not-sent" && outcome.again, false);
    assert.equal(outcome.state === "not-sent" && outcome.reason.key, "print.folder-refused");
  });
});
