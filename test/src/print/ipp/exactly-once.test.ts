import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, it } from "mocha";
import type { IppFault, IppJob, JobReference, Submission, Submitted } from "../../../../src/print/ipp/index.ts";
import { type Mishap, type ModelPrinter, modelPrinter, type Operation } from "./model-printer.ts";
import { breaking, faultOf, job, large, letter, printerAt } from "./sample.ts";

let model: ModelPrinter;

const open = (limits = {}) => printerAt(`ipp://127.0.0.1:${model.port}/ipp/print`, { limits });

interface Attempt {
  done: Submitted | undefined;
  fault: IppFault | undefined;
  kept: JobReference | undefined;
}

async function attempt(what: IppJob, noted: JobReference | undefined, limits: object): Promise<Attempt> {
  const made: Attempt = { done: undefined, fault: undefined, kept: noted };
  const submission: Submission = {
    ...(noted && { noted }),
    async keep(reference) {
      made.kept = reference;
    },
  };
  try {
    made.done = await open(limits).submit(what, submission);
  } catch (error) {
    made.fault = error as IppFault;
  }
  return made;
}

const preparing: Operation[] = [
  "Get-Jobs",
  "Get-Printer-Attributes",
  "Validate-Job",
  "Create-Job",
  "Get-Job-Attributes",
];
const mishaps: Mishap[] = [
  "before",
  "lost",
  "garbage",
  "html",
  "half",
  "other-request",
  "silent",
  "silent-before",
  0x0500,
];
const quick = (mishap: Mishap) => (String(mishap).startsWith("silent") ? { silence: 250 } : {});

describe("a job whose way to the printer is cut short", () => {
  beforeEach(async () => {
    model = await modelPrinter();
  });
  afterEach(() => model.close());

  for (const operation of preparing)
    for (const mishap of mishaps)
      it(`prints once, at the second try, where ${operation} goes wrong: ${mishap}`, async () => {
        model.mishaps = { [operation]: mishap };
        const first = await attempt(job("key-1"), undefined, quick(mishap));
        assert.deepEqual([first.fault?.certainlyNot, first.fault?.again], [true, true], first.fault?.message);
        assert.deepEqual(model.printed, []);
        const second = await attempt(job("key-1"), first.kept, {});
        assert.equal(second.fault, undefined);
        assert.deepEqual(model.printed, ["key-1"]);
        assert.equal(model.jobs.filter(({ state }) => state < 7).length, 0, "an open job is left behind");
      });

  for (const mishap of ["lost", "garbage", "html", "half", "other-request", "silent"] as const)
    it(`is found, not printed again, where the answer after the document is ${mishap}`, async () => {
      model.mishaps = { "Send-Document": mishap };
      const { done, fault } = await attempt(job("key-1"), undefined, quick(mishap));
      assert.equal(fault, undefined);
      assert.equal(done?.job.state, "completed");
      assert.deepEqual(model.printed, ["key-1"]);
    });

  for (const mishap of ["before", "silent-before", 0x0500, 0x0504] as const)
    it(`certainly does not print where the document is lost before it is taken: ${mishap}`, async () => {
      model.mishaps = { "Send-Document": mishap };
      const { fault, kept } = await attempt(job("key-1"), undefined, quick(mishap));
      assert.deepEqual([fault?.certainlyNot, fault?.again], [true, true], fault?.message);
      assert.deepEqual(model.printed, []);
      await attempt(job("key-1"), kept, {});
      assert.deepEqual(model.printed, ["key-1"]);
    });

  it("is given up and tried again where the connection breaks in the middle of the document", async () => {
    model.mishaps = { "Send-Document": "middle" };
    const { fault, kept } = await attempt(job("key-1", { document: large }), undefined, {});
    assert.deepEqual([fault?.key, fault?.certainlyNot, fault?.again], ["ipp.cut-off", true, true]);
    assert.equal(model.jobs[0]?.state, 7);
    await attempt(job("key-1", { document: large }), kept, {});
    assert.deepEqual(model.printed, ["key-1"]);
    assert.ok(model.documents[0]?.equals(large));
  });

  it("is in doubt where a printer that does not count documents has begun with a part of it", async () => {
    model.mishaps = { "Send-Document": "middle" };
    model.countsDocuments = false;
    const submission = open().submit(job("key-1", { document: large }), {
      async keep() {
        for (const one of model.jobs) one.begun = true;
      },
    });
    const fault = await faultOf(submission);
    assert.deepEqual([fault.key, fault.certainlyNot, fault.again], ["ipp.cut-off", false, false]);
  });

  it("is in doubt where the connection breaks in the middle and the printer cannot be asked any more", async () => {
    model.mishaps = { "Send-Document": "middle", "Cancel-Job": "before" };
    const fault = await faultOf(open().submit(job("key-1", { document: large })));
    assert.deepEqual([fault.certainlyNot, fault.again], [false, false]);
  });

  it("is given up where its own stream breaks, without a word of the stream's", async () => {
    const fault = await faultOf(open().submit(job("key-1", { document: breaking(300_000) })));
    assert.deepEqual([fault.key, fault.certainlyNot, fault.again], ["ipp.document", true, false]);
    assert.doesNotMatch(String(fault), /moreau/);
    assert.deepEqual(model.printed, []);
    assert.equal(model.jobs[0]?.state, 7);
  });

  it("does not print a stream that ends before the octets that it should have", async () => {
    const { open: begin } = breaking(0);
    const short = { open: () => begin().take(1), size: 1_000_000 };
    const fault = await faultOf(open().submit(job("key-1", { document: short })));
    assert.deepEqual([fault.key, fault.certainlyNot], ["ipp.document", true]);
    assert.deepEqual(model.printed, []);
  });

  it("does not print a stream that goes on after the octets that it should have", async () => {
    const longer = { open: () => Readable.from([letter, Buffer.from("%")]), size: letter.length };
    const fault = await faultOf(open().submit(job("key-1", { document: longer })));
    assert.deepEqual([fault.key, fault.certainlyNot], ["ipp.document", true]);
    assert.deepEqual(model.printed, []);
  });

  it("prints a stream with empty pieces, and one whose octets nobody has counted", async () => {
    const pieces = [Buffer.alloc(0), letter, Buffer.alloc(0)];
    await open().submit(job("key-1", { document: { open: () => Readable.from(pieces), size: letter.length } }));
    await open().submit(job("key-2", { document: { open: () => Readable.from(pieces) } }));
    assert.deepEqual(model.documents, [letter, letter]);
  });

  it("is unknown, and not sent again, where neither the answer comes nor the printer can be asked", async () => {
    model.mishaps = { "Send-Document": "lost", "Get-Jobs": 0 };
    const submission = open().submit(job("key-1"), {
      async keep() {
        model.mishaps["Get-Jobs"] = "before";
      },
    });
    const fault = await faultOf(submission);
    assert.deepEqual([fault.certainlyNot, fault.again], [false, false]);
    assert.deepEqual(model.printed, ["key-1"]);
  });

  it("is not printed twice however often it is submitted", async () => {
    const printer = open();
    const first = await printer.submit(job("key-1"));
    const { noted } = { noted: first.reference };
    assert.equal((await printer.submit(job("key-1"))).before, true);
    assert.equal((await printer.submit(job("key-1"), { noted })).before, true);
    assert.deepEqual(model.printed, ["key-1"]);
  });

  it("is not sent again where the printer was restarted and knows nothing any more", async () => {
    const printer = open();
    const { reference } = await printer.submit(job("key-1"));
    model.forget();
    assert.deepEqual(await printer.find("key-1", reference), { state: "absent" });
    const reconciled = await printer.reconcile("key-1", reference);
    assert.equal(reconciled.state === "unknown" && reconciled.reason.key, "ipp.gone");
    const fault = await faultOf(printer.submit(job("key-1"), { noted: reference }));
    assert.deepEqual([fault.key, fault.certainlyNot], ["ipp.gone", false]);
    assert.deepEqual(model.printed, ["key-1"]);
  });

  it("does not take another job for its own that got its number", async () => {
    const printer = open();
    const { reference } = await printer.submit(job("key-1"));
    model.forget();
    await printer.submit(job("key-2"));
    assert.equal(model.jobs[0]?.id, reference.id);
    assert.deepEqual(await printer.find("key-1", reference), { state: "absent" });
    assert.equal((await printer.reconcile("key-1", reference)).state, "unknown");
    const status = await printer.state(reference);
    assert.deepEqual([status.state, status.troubles.map(({ key }) => key)], ["unknown", ["ipp.gone"]]);
    model.mishaps = {};
    const { outcome } = await printer.cancel(reference);
    assert.equal(outcome, "too-late");
    assert.equal(model.asked.includes("Cancel-Job"), false);
  });

  it("is told by its name where the printer gives no UUIDs", async () => {
    const printer = open();
    const { reference } = await printer.submit(job("key-1"));
    const { uuid: _, ...bare } = reference;
    assert.equal((await printer.find("key-1", bare)).state, "found");
    assert.equal((await printer.state(bare)).state, "completed");
    assert.equal((await printer.state({ ...bare, key: "key-2" })).state, "unknown");
  });

  it("continues a job that waits for its document", async () => {
    model.mishaps = { "Create-Job": "lost" };
    await faultOf(open().submit(job("key-1")));
    const { before } = await open().submit(job("key-1"));
    assert.equal(before, false);
    assert.equal(model.jobs.length, 1);
    assert.deepEqual(model.printed, ["key-1"]);
  });

  it("cancels a job that waits for its document, and says that nothing was taken", async () => {
    const printer = open();
    await assert.rejects(
      printer.submit(job("key-1"), {
        async keep() {
          throw new Error("disk");
        },
      }),
      /disk/,
    );
    assert.equal(model.jobs[0]?.state, 7);
    model.mishaps = { "Create-Job": "lost" };
    await faultOf(printer.submit(job("key-2")));
    assert.deepEqual(await printer.reconcile("key-2"), { state: "not-taken" });
    assert.deepEqual(
      model.jobs.map(({ state }) => state),
      [7, 7],
    );
    assert.deepEqual(model.printed, []);
  });

  it("prints nothing on a printer that loses names, for it could not be found again", async () => {
    model.nameless = true;
    const fault = await faultOf(open().submit(job("key-1")));
    assert.deepEqual([fault.key, fault.certainlyNot, fault.again], ["ipp.nameless", true, false]);
    assert.deepEqual([model.printed, model.jobs[0]?.state], [[], 7]);
  });

  for (const key of ["", "é", "two words", "x".repeat(256), "a\nb"])
    it(`is refused under the key ${JSON.stringify(key.slice(0, 12))}`, async () => {
      const fault = await faultOf(open().submit(job(key)));
      assert.deepEqual([fault.key, fault.certainlyNot], ["ipp.key", true]);
      assert.deepEqual(model.asked, []);
    });

  it("is broken off by a signal before the document's end, and certainly does not print", async () => {
    const stop = new AbortController();
    const { open: begin } = breaking(0);
    const endless = {
      open: () => {
        const stream = begin().take(1);
        queueMicrotask(() => stop.abort());
        return stream;
      },
    };
    const fault = await faultOf(open().submit(job("key-1", { document: endless }), { signal: stop.signal }));
    assert.equal(fault.certainlyNot, true);
    assert.deepEqual(model.printed, []);
  });
});
