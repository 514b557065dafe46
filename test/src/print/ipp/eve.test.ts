import assert from "node:assert/strict";
import { after, before, describe, it } from "mocha";
import { ippClient } from "../../../../src/print/ipp/client.ts";
import type { IppPrinter, JobReference, JobStatus } from "../../../../src/print/ipp/index.ts";
import { createJob, validateJob } from "../../../../src/print/ipp/operations/jobs.ts";
import { usualIppLimits, usualIppSettings } from "../../../../src/print/ipp/settings.ts";
import { ticketAttributes } from "../../../../src/print/ipp/ticket.ts";
import { answerDropper } from "./answer-dropper.ts";
import { type Eve, eveIsHere, startEve } from "./eve.ts";
import { ended, faultOf, job, large, letter, printerAt, watchUntil } from "./sample.ts";

let eve: Eve;
let printer: IppPrinter;

const client = () => ippClient({ ...usualIppSettings, address: eve.address }, {}, usualIppLimits);
const times = async (key: string) => (await eve.printed()).filter((one) => one === key).length;

const until = (reference: JobReference, wanted: (status: JobStatus) => boolean) =>
  watchUntil(printer, reference, wanted);

describe("ippeveprinter", () => {
  before(async function () {
    if (!eveIsHere) {
      console.log("      ippeveprinter or dbus-daemon is missing: apt-get install cups-ipp-utils dbus");
      return this.skip();
    }
    eve = await startEve();
    printer = printerAt(eve.address);
  });
  after(() => eve?.close());

  it("tells what it can do", async () => {
    const can = await printer.capabilities();
    assert.equal(can.name, "Model printer");
    assert.ok(can.media.includes("iso_a4_210x297mm") && can.sides.includes("two-sided-long-edge"));
    assert.deepEqual([can.state, can.accepting, can.troubles, can.copies], ["idle", true, [], 999]);
  });

  it("prints a document once, as the ticket says, octet for octet", async () => {
    const ticket = { media: "iso_a4_210x297mm", source: "main", sides: "two-sided-long-edge", copies: 2 } as const;
    const { reference } = await printer.submit(job("once-1", { document: large, ticket, title: "Lettre d’été" }));
    const status = await until(reference, ended);
    assert.equal(status.state, "completed");
    assert.match(reference.uuid ?? "", /^urn:uuid:/);
    assert.ok((await eve.last()).equals(large));
    assert.equal((await printer.submit(job("once-1"))).before, true);
    assert.equal(await times("once-1"), 1);
  });

  it("does not print on paper that it has not, and names it", async () => {
    const ticket = ticketAttributes({ media: "iso_a0_841x1189mm" });
    const fault = await faultOf(validateJob(client(), "a0-1", ticket));
    assert.deepEqual([fault.key, fault.certainlyNot, fault.again], ["ipp.unsupported", true, false]);
    assert.match(String(fault.data.names), /media \(iso_a0_841x1189mm\)/);
  });

  it("is busy while it prints another job, and takes this one afterwards", async () => {
    const { reference } = await printer.submit(job("slow-1"));
    const fault = await faultOf(printer.submit(job("busy-1")));
    assert.deepEqual([fault.key, fault.certainlyNot, fault.again], ["ipp.busy", true, true]);
    await eve.openGate("slow-1");
    await until(reference, ended);
    const { reference: second } = await printer.submit(job("busy-1"));
    await until(second, ended);
    assert.deepEqual([await times("slow-1"), await times("busy-1")], [1, 1]);
  });

  it("says that the paper is out, and goes on when it is filled", async () => {
    const { reference } = await printer.submit(job("empty-1"));
    const isEmpty = ({ troubles }: JobStatus) => troubles.some(({ data }) => data.reason === "media-empty");
    const status = await until(reference, isEmpty);
    assert.equal(status.ended, false);
    await eve.openGate("empty-1");
    assert.equal((await until(reference, ended)).state, "completed");
    assert.equal(await times("empty-1"), 1);
  });

  it("says that it gave a job up", async () => {
    const { reference } = await printer.submit(job("abort-1"));
    const status = await until(reference, ended);
    assert.deepEqual([status.state, status.troubles.map(({ key }) => key)], ["aborted", ["ipp.aborted"]]);
    const found = await printer.submit(job("abort-1"));
    assert.deepEqual([found.before, found.job.state], [true, "aborted"]);
  });

  it("cancels a job in flight, and does so twice without harm", async () => {
    const { reference } = await printer.submit(job("slow-2"));
    const first = await printer.cancel(reference);
    const second = await printer.cancel(reference);
    for (const { outcome } of [first, second]) assert.match(outcome, /^(stopping|cancelled)$/);
    // Its engine is let go; a job that is being stopped still prints the sheet that it has begun.
    await eve.openGate("slow-2");
    assert.equal((await until(reference, ended)).state, "canceled");
    assert.equal((await printer.cancel(reference)).outcome, "cancelled");
  });

  it("says that it is too late to cancel", async () => {
    const { reference } = await printer.submit(job("late-1"));
    await until(reference, ended);
    const { outcome, status } = await printer.cancel(reference);
    assert.deepEqual([outcome, status.state], ["too-late", "completed"]);
  });

  it("is asked, and does not print again, where the answer after the document is lost", async () => {
    const dropper = await answerDropper(eve.port, 1);
    const { reference } = await printerAt(`ipp://localhost:${dropper.port}/ipp/print`).submit(job("lost-1"));
    await dropper.close();
    assert.equal(dropper.dropped, 1);
    await until(reference, ended);
    assert.equal((await printer.submit(job("lost-1"), { noted: reference })).before, true);
    assert.equal(await times("lost-1"), 1);
  });

  it("continues a job that was left without its document, or cancels it", async () => {
    const first = await createJob(client(), "orphan-1", []);
    const { reference } = await printer.submit(job("orphan-1"));
    assert.equal(reference.id, first);
    await until(reference, ended);
    const second = await createJob(client(), "orphan-2", []);
    assert.deepEqual(await printer.reconcile("orphan-2"), { state: "not-taken" });
    const found = await printer.find("orphan-2");
    assert.deepEqual(found.state === "found" && [found.job.id, found.job.state], [second, "canceled"]);
    assert.deepEqual([await times("orphan-1"), await times("orphan-2")], [1, 0]);
    assert.ok((await eve.last()).equals(letter));
  });
});
