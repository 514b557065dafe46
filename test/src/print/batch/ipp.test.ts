import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, it } from "mocha";
import { Fault, type JsonObject } from "../../../../src/contract/index.ts";
import type { PauseFor } from "../../../../src/print/batch/ipp.ts";
import type { MadeBatch, MadeFile, Notes, WayOutcome } from "../../../../src/print/index.ts";
import { ippWay } from "../../../../src/print/ipp-way.ts";
import { type Eve, eveIsHere, startEve } from "../ipp/eve.ts";
import { type ModelPrinter, modelPrinter } from "../ipp/model-printer.ts";
import { ended, large, letter, printerAt, watchUntil } from "../ipp/sample.ts";
import { order } from "./sample.ts";

/** Where the files are that both describes print. */
let folder: string;
const makeFolder = () => {
  folder = mkdtempSync(join(tmpdir(), "belle-histoire-ipp-batch-"));
};
const removeFolder = () => rmSync(folder, { recursive: true });

/** A batch of so many documents. */
function batchOf(id: string, documents: readonly Uint8Array[]): MadeBatch {
  const files = documents.map((bytes, index): MadeFile => {
    const name = `${id}-00${index + 1}.pdf`;
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return { path, name, bytes: bytes.length, sha256: `digest of ${bytes.length}`, pages: 1, sheets: 1 };
  });
  return { order: { ...order, id }, documents: files, companions: [], letters: [] };
}

type Job = { key: string; taken: boolean };

class KeptNotes implements Notes {
  now: JsonObject | undefined;
  dropped = 0;
  /** Called before what is kept is on the disk; may throw, as a crash. */
  before: (jobs: Job[], times: number) => void = () => {};
  #times = 0;
  async read() {
    return this.now;
  }
  async keep(reference: JsonObject) {
    this.#times += 1;
    this.before(reference.jobs as unknown as Job[], this.#times);
    this.now = reference;
  }
  async drop() {
    this.dropped += 1;
    this.now = undefined;
  }
}

const never: PauseFor = async () => assert.fail("it does not wait");
const stateOf = (outcome: WayOutcome | { state: "never-seen" }) =>
  outcome.state === "unknown" ? [outcome.state, outcome.reason.key, outcome.reason.data.job] : [outcome.state];

describe("a batch on a printer", () => {
  let model: ModelPrinter;
  let notes: KeptNotes;
  before(makeFolder);
  after(removeFolder);
  beforeEach(async () => {
    model = await modelPrinter();
    notes = new KeptNotes();
  });
  afterEach(() => model.close());

  const way = (pause: PauseFor = never) =>
    ippWay(printerAt(`ipp://127.0.0.1:${model.port}/ipp/print`), "Lettres", pause);
  const two = () => batchOf("b-1", [letter, Buffer.concat([letter, letter])]);
  /** Something goes wrong once the first document is taken. */
  const afterFirst = (mishap: () => void) => {
    let once = true;
    notes.before = (jobs) => {
      if (once && jobs.length === 1 && jobs[0]?.taken) {
        once = false;
        mishap();
      }
    };
  };
  const both = ["b-1-001", "b-1-002"];

  it("is a job for each document, under a key of its own, octet for octet", async () => {
    const outcome = await way().submitBatch?.(two(), notes);
    assert.deepEqual(outcome, { state: "sent", reference: "1 2" });
    assert.deepEqual(model.printed, both);
    assert.deepEqual(
      model.documents.map((document) => document.length),
      [letter.length, 2 * letter.length],
    );
    assert.deepEqual(await way().submitBatch?.(two(), notes), { state: "sent", reference: "1 2" });
    // What is known to be taken is not asked for: a printer forgets.
    model.forget();
    assert.deepEqual(await way().lookupBatch?.("b-1", notes), { state: "sent", reference: "1 2" });
    assert.deepEqual(model.printed, both);
  });

  it("waits, once a part is printed, for a printer that is busy", async () => {
    afterFirst(() => {
      model.mishaps = { "Create-Job": 0x0507 };
    });
    const asked: number[] = [];
    const pause: PauseFor = async (tries) => asked.push(tries) < 5;
    assert.equal((await way(pause).submitBatch?.(two(), notes))?.state, "sent");
    assert.deepEqual([asked, model.printed], [[1], both]);
  });

  it("is given back where the printer is busy before anything was printed", async () => {
    model.mishaps = { "Create-Job": 0x0507 };
    const outcome = await way().submitBatch?.(two(), notes);
    assert.deepEqual([outcome?.state, notes.now, model.printed], ["not-now", undefined, []]);
  });

  it("is not sent where the printer does not take such jobs", async () => {
    model.mishaps = { "Validate-Job": 0x040b };
    const outcome = await way().submitBatch?.(two(), notes);
    assert.deepEqual([outcome?.state, notes.now, model.printed], ["not-sent", undefined, []]);
  });

  it("is printed once where the connection is cut in the middle of a document", async () => {
    afterFirst(() => {
      model.mishaps = { "Send-Document": "middle" };
    });
    let waited = 0;
    const pause: PauseFor = async () => {
      waited += 1;
      return true;
    };
    const outcome = await way(pause).submitBatch?.(batchOf("b-1", [letter, large]), notes);
    assert.deepEqual([outcome?.state, waited, model.printed], ["sent", 1, both]);
    assert.ok(model.documents.at(-1)?.equals(large));
  });

  it("is unknown, and says which job, where one of them is; the rest stays here", async () => {
    notes.before = (jobs) => {
      if (jobs.length === 2) model.mishaps = { "Send-Document": "lost", "Get-Jobs": "before" };
    };
    const three = batchOf("b-1", [letter, letter, letter]);
    const outcome = (await way().submitBatch?.(three, notes)) ?? assert.fail();
    assert.deepEqual(stateOf(outcome), ["unknown", "print.batch-in-doubt", "b-1-002"]);
    assert.equal(outcome.state === "unknown" && outcome.reason.data.printed, "b-1-001");
    assert.deepEqual(model.printed, both);
    notes.before = () => {};
    // Asked later, the printer knows, and the rest goes out.
    assert.deepEqual(await way().lookupBatch?.("b-1", notes), { state: "never-seen" });
    assert.equal((await way().submitBatch?.(three, notes))?.state, "sent");
    assert.deepEqual(model.printed, [...both, "b-1-003"]);
  });

  it("is left to a person where one job is refused and others print", async () => {
    afterFirst(() => {
      model.mishaps = { "Validate-Job": 0x040b };
    });
    const outcome = (await way().submitBatch?.(two(), notes)) ?? assert.fail();
    assert.deepEqual(stateOf(outcome), ["unknown", "print.batch-part", "b-1-002"]);
    assert.deepEqual(model.printed, ["b-1-001"]);
  });

  for (const times of [1, 2, 3, 4])
    it(`is printed once after a crash before note ${times} is kept`, async () => {
      notes.before = (_, now) => {
        if (now === times) throw new Error("crash");
      };
      await assert.rejects(way().submitBatch?.(two(), notes) ?? assert.fail(), /crash/);
      notes.before = () => {};
      const found = (await way().lookupBatch?.("b-1", notes)) ?? assert.fail();
      assert.deepEqual(found.state, times === 4 ? "sent" : "never-seen");
      assert.equal((await way().submitBatch?.(two(), notes))?.state, "sent");
      assert.deepEqual(model.printed, both);
    });

  it("is not given back where the printer is away after a restart: a part may be printed", async () => {
    notes.before = (_, now) => {
      if (now === 2) throw new Error("crash");
    };
    await assert.rejects(way().submitBatch?.(two(), notes) ?? assert.fail(), /crash/);
    notes.before = () => {};
    model.mishaps = { "Get-Jobs": "before" };
    let waited = 0;
    const pause: PauseFor = async () => {
      waited += 1;
      return true;
    };
    assert.equal((await way(pause).submitBatch?.(two(), notes))?.state, "sent");
    assert.deepEqual([waited, model.printed], [1, both]);
  });

  for (const times of [2, 3])
    it(`is not completed with letters that are others by now, after a crash before note ${times} is kept`, async () => {
      notes.before = (_, now) => {
        if (now === times) throw new Error("crash");
      };
      await assert.rejects(way().submitBatch?.(two(), notes) ?? assert.fail(), /crash/);
      notes.before = () => {};
      const others = batchOf("b-1", [Buffer.concat([letter, letter, letter]), letter]);
      const outcome = (await way().submitBatch?.(others, notes)) ?? assert.fail();
      assert.deepEqual(stateOf(outcome), ["unknown", "print.batch-in-doubt", "b-1-001"]);
      assert.equal(outcome.state === "unknown" && outcome.reason.data.why, "print.batch-changed");
      assert.deepEqual(model.printed, ["b-1-001"]);
    });

  it("is broken off by a signal: given back where nothing is printed, else to be asked for", async () => {
    const reason = new Fault("stop");
    const none = way().submitBatch?.(two(), notes, AbortSignal.abort(reason));
    await assert.rejects(none ?? assert.fail(), reason);
    assert.deepEqual(model.printed, []);
    const stop = new AbortController();
    afterFirst(() => stop.abort(reason));
    const part = way().submitBatch?.(two(), notes, stop.signal);
    await assert.rejects(part ?? assert.fail(), /a part may be printed/);
    assert.deepEqual(await way().lookupBatch?.("b-1", notes), { state: "never-seen" });
    assert.equal((await way().submitBatch?.(two(), notes))?.state, "sent");
    assert.deepEqual(model.printed, both);
  });

  it("is printed when all of its jobs are", async () => {
    await way().submitBatch?.(two(), notes);
    const look = () => way().look?.(notes.now ?? assert.fail());
    assert.deepEqual(await look(), { state: "printed" });
    const [, second = assert.fail()] = model.jobs;
    second.state = 3;
    assert.equal((await look())?.state, "printing");
    Object.assign(second, { state: 8, reason: "aborted-by-system" });
    const failed = await look();
    assert.deepEqual([failed?.state, failed?.why?.key], ["failed", "ipp.aborted"]);
    model.forget();
    assert.equal((await look())?.state, "untraced");
  });

  it("is nothing where no letter can be printed", async () => {
    const outcome = await way().submitBatch?.(batchOf("b-1", []), notes);
    assert.deepEqual([outcome?.state, model.asked], ["not-sent", []]);
  });
});

describe("a batch on ippeveprinter", () => {
  let eve: Eve;
  before(async function () {
    if (!eveIsHere) {
      console.log("      ippeveprinter or dbus-daemon is missing: apt-get install cups-ipp-utils dbus");
      return this.skip();
    }
    makeFolder();
    eve = await startEve();
  });
  after(async () => {
    if (eve === undefined) return;
    removeFolder();
    await eve.close();
  });

  it("is printed file by file, each once, though the printer takes one job at a time", async () => {
    let busy = 0;
    const pause: PauseFor = async () => {
      busy += 1;
      await eve.openGate("slow-b-001");
      return busy < 10_000;
    };
    const printer = printerAt(eve.address);
    const way = ippWay(printer, "Lettres", pause);
    const batch = batchOf("slow-b", [large, letter]);
    const notes = new KeptNotes();
    assert.equal((await way.submitBatch?.(batch, notes))?.state, "sent");
    assert.ok(busy > 0, "it was not busy");
    await eve.openGate("slow-b-002");
    const found = await printer.find("slow-b-002");
    assert.ok(found.state === "found");
    await watchUntil(printer, found.reference, ended);
    assert.deepEqual(await eve.printed(), ["slow-b-001", "slow-b-002"]);
    assert.deepEqual(await way.lookupBatch?.("slow-b", notes), await way.submitBatch?.(batch, notes));
    assert.equal((await eve.printed()).length, 2);
    assert.equal((await way.look?.(notes.now ?? {}))?.state, "printed");
  });
});
