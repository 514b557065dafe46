import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import type { PrintJob } from "../../../src/print/carrier.ts";
import { printFolder } from "../../../src/print/folder.ts";
import { JobTicket } from "../../../src/print/ticket.ts";

const pdf = new TextEncoder().encode("%PDF-1.7 a letter");
const job = (caseKey = "POL-7", id = "send-1"): PrintJob => ({
  id,
  pdf,
  ticket: {
    version: 1,
    id,
    campaign: "spring",
    caseKey,
    recipient: "r1",
    document: { file: "", sha256: createHash("sha256").update(pdf).digest("hex"), bytes: pdf.length, pages: 1 },
    media: "iso_a4_210x297mm",
    sides: "one-sided",
    colour: "color",
    copies: 1,
    createdAt: "2026-03-31T07:00:00Z",
    test: false,
    template: "t1",
    language: "fr",
  },
});
const steps = ["folder", "files-written", "work-synced", "prepared"].concat([
  "pdf-moved",
  "pdf-released",
  "ticket-moved",
  "released",
]);
const name = "POL-7-send-1.pdf";

describe("the print folder", () => {
  let base: string;
  let path: string;
  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), "print-folder-"));
    path = join(base, "jobs");
  });
  afterEach(() => rm(base, { recursive: true }));

  const released = async () => (await readdir(path)).filter((entry) => entry !== ".work").sort();
  const failingAt = (at: string) =>
    printFolder(path, (step) => {
      if (step === at) throw new Error(`crash at ${step}`);
    });
  const crash = (at: string) => assert.rejects(failingAt(at).submit(job()), /crash at/);

  it("goes through every step that the tests below fail at", async () => {
    const seen: string[] = [];
    await printFolder(path, (step) => seen.push(step)).submit(job());
    assert.deepEqual(seen, steps);
  });

  for (const at of steps) {
    it(`releases one job after a crash at ${at}: lookup, then submit`, async () => {
      await crash(at);
      const again = printFolder(path);
      const found = await again.lookup("send-1");
      const sent = { state: "sent", reference: name };
      assert.deepEqual(found, steps.indexOf(at) < steps.indexOf("prepared") ? { state: "never-seen" } : sent);
      assert.deepEqual(await printFolder(path).submit(job()), sent);
      assert.deepEqual(await released(), ["POL-7-send-1.json", name]);
      assert.deepEqual(await readFile(join(path, name)), Buffer.from(pdf));
      const ticket = JobTicket.parse(JSON.parse(await readFile(join(path, "POL-7-send-1.json"), "utf8")));
      assert.equal(ticket.document.file, name);
      await again.settle("send-1");
      await again.settle("send-1");
      assert.deepEqual(await readdir(join(path, ".work")), []);
    });
  }

  for (const at of ["ticket-moved", "released"]) {
    it(`sends nothing again when the consumer took the files after a crash at ${at}`, async () => {
      await crash(at);
      for (const file of await released()) await rm(join(path, file));
      assert.deepEqual(await printFolder(path).lookup("send-1"), { state: "sent", reference: name });
      assert.deepEqual(await printFolder(path).submit(job()), { state: "sent", reference: name });
      assert.deepEqual(await released(), []);
    });
  }

  it("shows no ticket before its PDF", async () => {
    await crash("pdf-released");
    assert.deepEqual(await released(), [name]);
  });

  it("releases one job when it is submitted twice at once", async () => {
    const carrier = printFolder(path);
    await Promise.all([carrier.submit(job()), carrier.submit(job())]);
    assert.deepEqual(await released(), ["POL-7-send-1.json", name]);
  });

  const odd: [string, string, string][] = [
    ["../../x", "s", "x-s.pdf"],
    [".", "s", "job-s.pdf"],
    ["", "s", "job-s.pdf"],
    ["é/à\u0000", "s", "e-a-s.pdf"],
    ["k".repeat(300), "s", `${"k".repeat(60)}-s.pdf`],
    ["k", "../../../s", `k-${createHash("sha256").update("../../../s").digest("hex").slice(0, 40)}.pdf`],
  ];
  for (const [caseKey, id, reference] of odd) {
    it(`keeps case key ${JSON.stringify(caseKey.slice(0, 12))} with id ${id} inside the folder`, async () => {
      assert.deepEqual(await printFolder(path).submit(job(caseKey, id)), { state: "sent", reference });
      assert.deepEqual(await released(), [reference.replace(".pdf", ".json"), reference]);
      assert.deepEqual(await readdir(base), ["jobs"]);
    });
  }

  it("knows nothing of a job never submitted", async () => {
    assert.deepEqual(await printFolder(path).lookup("send-1"), { state: "never-seen" });
  });

  it("says that a file is no folder, and that another attempt is of no avail", async () => {
    await writeFile(path, "");
    const outcome = await printFolder(path).submit(job());
    assert.ok(outcome.state === "not-sent");
    assert.equal(outcome.reason.key, "folder.not-writable");
    assert.equal(outcome.again, false);
  });

  const failures: [string, string, boolean][] = [
    ["ENOSPC", "folder.full", true],
    ["EIO", "folder.failed", true],
    ["EMFILE", "folder.failed", true],
    ["EBUSY", "folder.failed", true],
    ["EACCES", "folder.not-writable", false],
    ["EROFS", "folder.not-writable", false],
  ];
  for (const [code, key, again] of failures) {
    it(`answers ${code} with ${key}, and releases the job later`, async () => {
      const outcome = await printFolder(path, () => {
        throw Object.assign(new Error(code), { code });
      }).submit(job());
      assert.ok(outcome.state === "not-sent");
      assert.deepEqual([outcome.reason.key, outcome.again], [key, again]);
      assert.equal((await printFolder(path).submit(job())).state, "sent");
    });
  }
});
