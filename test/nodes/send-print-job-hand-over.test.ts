import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import { groupOf } from "../../nodes/send-print-job/batch/group.ts";
import { batchHandOver } from "../../nodes/send-print-job/batch/hand-over.ts";
import { defaults, type SendPrintJobConfig } from "../../nodes/send-print-job/config.ts";
import type { Press } from "../../nodes/send-print-job/press.ts";
import type { CampaignNode } from "../../nodes/shared/with-campaign.ts";
import { Fault, type JsonObject } from "../../src/contract/index.ts";
import type { BatchHand } from "../../src/journey/index.ts";
import { keepLetter, type Notes, type PrintWay, type WayOutcome } from "../../src/print/index.ts";
import type { TakenBatch, Task } from "../../src/store/index.ts";

const config: SendPrintJobConfig = { ...defaults, mode: "batches" };
const batch = {
  ...{ id: "B-1", campaign: "c", node: "n", group: groupOf(config, false, false), state: "submitting", closedAt: 1e12 },
  ...{ why: "count", releaseAt: 1e12, approval: "none", count: 1, left: 1, size: 1, version: 1, attempt: 2 },
  interrupted: true,
} as TakenBatch;

describe("a batch in the hands of a print service", () => {
  let folder: string;
  let noted: JsonObject | undefined;
  let read: JsonObject | undefined;
  let leaving: AbortController;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "belle-histoire-hand-over-"));
    [noted, read, leaving] = [undefined, undefined, new AbortController()];
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function perform(submitBatch: (notes: Notes) => Promise<WayOutcome>, place = "here") {
    return (await means(submitBatch, place))("perform");
  }
  async function means(submitBatch: (notes: Notes) => Promise<WayOutcome>, name: string) {
    const letter = await keepLetter(
      {
        ...{ language: "fr", timeZone: "Europe/Paris", now: 1e12, sender: ["House"], window: "right", body: "Hello" },
        address: ["Camille Moreau", "35000 RENNES"],
      },
      () => Promise.reject(new Error("it shows nothing")),
    );
    const content = { id: "c", channel: "print", letter, language: "fr", template: "t" };
    const task = { id: "s-1", journey: {}, recipient: { id: "R" }, message: { content } } as unknown as Task;
    const way = {
      submitBatch: (_made: unknown, notes: Notes) => submitBatch(notes),
      lookupBatch: async () => ({ state: "never-seen" }),
    } as unknown as PrintWay;
    const press = { placeOf: () => ({ way, folder, name }) } as unknown as Press;
    const campaign = { house: Promise.resolve({ assets: {} }), part: { locale: "en" } } as unknown as CampaignNode;
    const hand: BatchHand = {
      async *pieces() {
        yield { position: 1, task };
      },
      noted: () => noted,
      async note(known) {
        noted = known;
      },
      signal: leaving.signal,
    };
    const hands = batchHandOver(press, config, campaign);
    return (what: "perform" | "lookup") => hands[what](batch, hand);
  }
  const sent = async (notes: Notes): Promise<WayOutcome> => {
    read = await notes.read();
    return { state: "sent", reference: "1" };
  };

  it("keeps what was noted of a part that is printed, for whoever goes on with the rest", async () => {
    noted = { files: ["a.pdf"], letters: [[0, 1, 1, 1]], carrier: { jobs: [7] } };
    assert.deepEqual(await perform(sent), { state: "sent", reference: "1" });
    assert.deepEqual([read, noted?.carrier], [{ jobs: [7] }, { jobs: [7] }]);
  });

  it("is a person's to look for where its node prints elsewhere by now, and goes there whole if they say so", async () => {
    noted = { files: ["a.pdf"], letters: [[0, 1, 1, 1]], place: "there", carrier: { jobs: [7] } };
    const found = await (await means(sent, "here"))("lookup");
    assert.ok(found.state === "unknown" && found.reason.key === "print.batch-elsewhere");
    assert.deepEqual([await perform(sent), read, noted.place], [{ state: "sent", reference: "1" }, undefined, "here"]);
    assert.equal((await (await means(sent, "here"))("lookup")).state, "never-seen");
  });

  it("notes where its letters are before it goes out, and leaves nothing of its making behind", async () => {
    let before: JsonObject | undefined;
    await perform(async (notes) => {
      before = noted;
      return sent(notes);
    });
    assert.deepEqual(before?.letters, [[0, 1, 1, 1]]);
    assert.deepEqual([read, await readdir(join(folder, ".work"))], [undefined, []]);
  });

  it("does not go out where its node is being closed", async () => {
    leaving.abort(new Fault("batch.leaving"));
    await assert.rejects(perform(sent), (error) => error === leaving.signal.reason);
    assert.deepEqual([noted, read], [undefined, undefined]);
  });

  const doubtful: [what: string, submit: () => Promise<WayOutcome>][] = [
    ["broken off while it goes out", async () => Promise.reject(leaving.signal.reason as Error)],
    [
      "begun in a folder whose disk is full",
      async () => ({ state: "not-sent", reason: new Fault("folder.full", { path: "" }), again: true }),
    ],
  ];
  for (const [what, submit] of doubtful)
    it(`is not let go of where it was ${what}`, async () => {
      const answer = perform(() => {
        leaving.abort(new Fault("batch.leaving"));
        return submit();
      });
      await assert.rejects(answer, (error) => !(error instanceof Fault));
    });

  it("waits for a printer that is away, and is then no longer noted as begun", async () => {
    const reason = new Fault("ipp.away");
    const outcome = await perform(async () => ({ state: "not-now", reason, after: 60_000 }));
    assert.ok(outcome.state === "held" && outcome.until >= Date.now() + 50_000);
  });
});
