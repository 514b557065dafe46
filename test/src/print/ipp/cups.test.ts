import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { after, before, describe, it } from "mocha";
import { systemClock } from "../../../../src/clock.ts";
import { groupsOf, strings } from "../../../../src/print/ipp/attributes.ts";
import { ippClient } from "../../../../src/print/ipp/client.ts";
import type { IppPrinter, JobReference, JobStatus } from "../../../../src/print/ipp/index.ts";
import { operations } from "../../../../src/print/ipp/operations/codes.ts";
import { createJob } from "../../../../src/print/ipp/operations/jobs.ts";
import { usualIppLimits, usualIppSettings } from "../../../../src/print/ipp/settings.ts";
import { answerDropper } from "./answer-dropper.ts";
import { type Cups, cupsIsHere, startCups } from "./cups.ts";
import { mishapProxy } from "./mishap-proxy.ts";
import { breaking, ended, faultOf, job, letter, printerAt, watchUntil } from "./sample.ts";

let cups: Cups;
let printer: IppPrinter;

/** A letter that the device can tell from others. */
const letterOf = (key: string) =>
  job(key, { document: Buffer.concat([letter, Buffer.from(`% ${key}\n`)]), ticket: {} });
const times = (key: string) => cups.printed(`% ${key}\n`);
const client = () => ippClient({ ...usualIppSettings, address: cups.address }, {}, usualIppLimits);

const until = (reference: JobReference, wanted: (status: JobStatus) => boolean) =>
  watchUntil(printer, reference, wanted);

describe("cupsd", () => {
  before(async function () {
    if (!cupsIsHere) {
      console.log("      cupsd is missing, or this is not root: apt-get install cups cups-client");
      return this.skip();
    }
    cups = await startCups();
    printer = printerAt(cups.address);
  });
  after(() => cups?.close());

  it("prints a document once, told by the events that it keeps", async () => {
    cups.pause(true);
    const { reference } = await printer.submit(letterOf("once-1"));
    const seen: string[] = [];
    const watched = printer.watch(
      [reference],
      (_, { state }) => {
        // The first look is over; what follows is told by events.
        if (seen.push(state) === 1) cups.pause(false);
      },
      { clock: systemClock, every: 30, signal: new AbortController().signal },
    );
    await watched;
    assert.equal(seen.at(-1), "completed");
    const log = await cups.log();
    for (const operation of ["Create-Printer-Subscriptions", "Get-Notifications", "Cancel-Subscription"])
      assert.match(log, new RegExp(`${operation} successful-ok`));
    assert.equal((await printer.submit(letterOf("once-1"))).before, true);
    assert.equal(times("once-1"), 1);
  });

  it("finds a job by its key when its attributes are no longer in memory", async () => {
    cups.pause(true);
    const { reference } = await printer.submit(letterOf("old-1"));
    cups.pause(false);
    // What is asked of it here leaves the job alone, so that it is put out of memory soon after its end.
    const asked = strings("keyword", "requested-attributes", "job-id", "job-name", "job-state");
    const list = [strings("keyword", "which-jobs", "completed"), asked];
    const isForgotten = async () => {
      const answer = await client().ask({ operation: operations["Get-Jobs"], attributes: list });
      const old = groupsOf(answer, "job").find((group) => group["job-id"]?.[0] === reference.id);
      return old !== undefined && old["job-name"] === undefined;
    };
    while (!(await isForgotten())) await new Promise((resolve) => setTimeout(resolve, 100));
    const found = await printer.find("old-1");
    assert.deepEqual(found.state === "found" && [found.job.state, found.reference], ["completed", reference]);
    assert.equal((await printer.submit(letterOf("old-1"))).before, true);
    assert.equal(times("old-1"), 1);
  });

  it("is not believed when it gives a lost job's number to another", async () => {
    cups.pause(true);
    const { reference } = await printer.submit(letterOf("lost-1"));
    await cups.restart("SIGKILL");
    const { reference: other } = await printer.submit(letterOf("other-1"));
    assert.equal(other.id, reference.id, "the trap is gone");
    assert.notEqual(other.uuid, reference.uuid);
    assert.deepEqual(await printer.find("lost-1", reference), { state: "absent" });
    const status = await printer.state(reference);
    assert.deepEqual([status.state, status.troubles.map(({ key }) => key)], ["unknown", ["ipp.gone"]]);
    assert.equal((await printer.cancel(reference)).outcome, "too-late");
    const fault = await faultOf(printer.submit(letterOf("lost-1"), { noted: reference }));
    assert.deepEqual([fault.key, fault.certainlyNot], ["ipp.gone", false]);
    await until(other, ended);
    assert.deepEqual([times("lost-1"), times("other-1")], [0, 1]);
  });

  it("is asked, and does not print again, where the answer after the document is lost", async () => {
    const dropper = await answerDropper(cups.port, 1);
    const way = printerAt(`ipp://127.0.0.1:${dropper.port}/printers/letters`);
    const { reference } = await way.submit(letterOf("dropped-1"));
    await dropper.close();
    assert.equal(dropper.dropped, 1);
    await until(reference, ended);
    assert.equal((await printer.submit(letterOf("dropped-1"), { noted: reference })).before, true);
    assert.equal(times("dropped-1"), 1);
  });

  it("continues a job that was left without its document, or cancels it", async () => {
    const first = await createJob(client(), "orphan-1", []);
    const { reference } = await printer.submit(letterOf("orphan-1"));
    assert.equal(reference.id, first);
    await until(reference, ended);
    await createJob(client(), "orphan-2", []);
    assert.deepEqual(await printer.reconcile("orphan-2"), { state: "not-taken" });
    const found = await printer.find("orphan-2");
    assert.equal(found.state === "found" && found.job.state, "canceled");
    assert.deepEqual([times("orphan-1"), times("orphan-2")], [1, 0]);
  });

  it("keeps no part of a document that breaks off, and prints it once at the next try", async () => {
    let noted: JobReference | undefined;
    const keep = async (reference: JobReference) => {
      noted = reference;
    };
    const fault = await faultOf(printer.submit({ ...letterOf("cut-1"), document: breaking(500_000) }, { keep }));
    assert.deepEqual([fault.key, fault.certainlyNot], ["ipp.document", true]);
    assert.ok(noted !== undefined);
    const { reference, before: had } = await printer.submit(letterOf("cut-1"), { noted });
    assert.equal(had, false);
    await until(reference, ended);
    assert.equal(times("cut-1"), 1);
  });

  /** In pieces of so few octets that a cut is hardly ever far from the end of one. */
  function inPieces(document: Buffer) {
    const pieces = Array.from({ length: Math.ceil(document.length / 8) }, (_, at) =>
      document.subarray(8 * at, 8 * at + 8),
    );
    return { open: () => Readable.from(pieces), size: document.length };
  }

  it("takes no part of a document for all of it, wherever its connection ends, and prints it once at the next try", async () => {
    const proxy = await mishapProxy(cups.port);
    const way = printerAt(`ipp://127.0.0.1:${proxy.port}/printers/letters`);
    for (let octets = 5000; octets < 5020; octets += 1) {
      const key = `torn-${octets}`;
      const document = Buffer.concat([
        letter,
        Buffer.from(`% ${key}\n`),
        Buffer.alloc(20_000, 0x20),
        Buffer.from("%% end\n"),
      ]);
      proxy.mend();
      proxy.plan = { at: 6, what: "torn", octets };
      const fault = await faultOf(way.submit(job(key, { document: inPieces(document), ticket: {} })));
      assert.deepEqual([fault.key, fault.certainlyNot, fault.again], ["ipp.cut-off", true, true]);
      proxy.mend();
      const { reference } = await way.submit(job(key, { document, ticket: {} }));
      await until(reference, ended);
      assert.equal(times(key), 1);
    }
    await proxy.close();
  });

  it("cancels a job that waits, twice without harm, and says what holds the queue up", async () => {
    cups.pause(true);
    const { reference } = await printer.submit(letterOf("waits-1"));
    const waiting = await printer.state(reference);
    assert.deepEqual([waiting.ended, waiting.troubles.map(({ data }) => data.reason)], [false, ["paused"]]);
    assert.equal((await printer.cancel(reference)).outcome, "cancelled");
    assert.equal((await printer.cancel(reference)).outcome, "cancelled");
    const { state, troubles } = await printer.state(reference);
    assert.deepEqual([state, troubles.map(({ key }) => key)], ["canceled", ["ipp.canceled"]]);
    cups.pause(false);
    assert.equal(times("waits-1"), 0);
  });

  it("says that a queue is not there", async () => {
    const fault = await faultOf(printerAt(cups.address.replace("letters", "nothing")).submit(letterOf("none-1")));
    assert.deepEqual([fault.key, fault.certainlyNot], ["ipp.not-found", true]);
  });
});
