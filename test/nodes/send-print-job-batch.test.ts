import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, it } from "mocha";
import { defaults as serviceDefaults } from "../../nodes/print-service/config.ts";
import registerService from "../../nodes/print-service/print-service.ts";
import { defaults } from "../../nodes/send-print-job/config.ts";
import register from "../../nodes/send-print-job/send-print-job.ts";
import { SendPart } from "../../src/contract/index.ts";
import { keepLetter } from "../../src/print/index.ts";
import { needProgram } from "../need-program.ts";
import { type ModelPrinter, modelPrinter } from "../src/print/ipp/model-printer.ts";
import { type FlowNode, flowOf, nodeRed } from "./helper.ts";
import { letterFor } from "./letters.ts";

const run = promisify(execFile);

interface Told {
  batch: { id: string; state: string; count: number; reason?: string; proof?: string; reference?: string };
}

describe("a send print job node that prints in batches", () => {
  const red = nodeRed(register, registerService);
  const own = (node: object = {}) => ({
    ...defaults,
    ...{ type: "send-print-job", campaign: "c1", mode: "batches", age: 0, address: "print", ...node },
  });
  const flow = (node: object = {}, service?: object, campaign: object = {}): FlowNode[] => [
    ...flowOf(own({ ...node, ...(service !== undefined && { service: "press" }) }), 3, campaign),
    ...(service === undefined ? [] : [{ ...serviceDefaults, ...service, id: "press", type: "print-service" }]),
  ];
  const files = async (folder = "letters") =>
    (await readdir(join(red.folder, folder)).catch(() => [])).filter((name) => !name.startsWith(".")).sort();
  const sendOf = (message: object) => SendPart.strict().parse((message as { send: unknown }).send);
  const tells = (state: string) =>
    red.until(
      () => (red.at(2) as unknown as Partial<Told>[]).find(({ batch }) => batch?.state === state) as Told | undefined,
      `a word that a batch is ${state}`,
    );
  const matching = (pattern: RegExp) =>
    red.until(() => red.statuses().find((text) => pattern.test(text)), `a status like ${pattern}`);

  interface Change {
    test?: boolean;
    postalCode?: string;
    street?: string;
    lastName?: string;
    body?: string;
  }
  /** A message with a letter that can share a file. */
  async function letter(id: string, change: Change = {}) {
    const { test = false, postalCode = "35000", street = "12 rue de Paris", lastName = `Moreau ${id}` } = change;
    const postalAddress = { country: "FR", postalCode, locality: "Rennes", thoroughfare: [street] };
    const message = await letterFor(red, id, { test, pages: 1, postalAddress });
    const { assets } = await red.house();
    const request = {
      ...{ language: "fr", timeZone: "Europe/Paris", now: Date.UTC(2026, 10, 24), window: "right" as const },
      ...{ sender: ["Au Fil des Saisons"], address: [`Camille ${lastName}`, street, `${postalCode} RENNES`] },
      body: change.body ?? `Lettre ${id}.`,
    };
    const content = { ...message.content, letter: await keepLetter(request, assets.put) };
    const recipient = { ...message.recipient, lastName };
    return { ...message, recipient, content };
  }
  async function receive(...letters: [id: string, change?: Change][]) {
    for (const [id, change] of letters) red.receive(await letter(id, change));
  }
  /** The letters of a PDF, page by page. */
  async function pages(path: string): Promise<string[]> {
    const { stdout } = await run("pdftotext", ["-layout", path, "-"]);
    return stdout.split("\f").flatMap((page) => /Lettre (\S+)\./.exec(page)?.[1] ?? []);
  }

  it("closes a batch by count, sorts it, and lays its files into the folder, with each letter's place", async function () {
    await needProgram(this, "pdftotext", "poppler-utils", "in which order letters are printed");
    await red.load(flow({ most: 3 }));
    await receive(["R-1", { postalCode: "75001" }], ["R-2", { postalCode: "35000" }]);
    await matching(/^blue ring 2 collected$/);
    await receive(["R-3", { postalCode: "44000" }]);
    const sent = (await red.some(0, 3)).map(sendOf);
    const { batch } = await tells("handed-over");
    const names = await files();
    const pdf = names.find((name) => name.endsWith(".pdf")) ?? "";
    assert.deepEqual(await pages(join(red.folder, "letters", pdf)), ["R-2", "R-3", "R-1"]);
    const places = Object.fromEntries(sent.map((send) => [(send.batch?.position ?? 0) - 1, send.batch]));
    assert.deepEqual(
      [0, 1, 2].map((index) => places[index]),
      [0, 1, 2].map((index) => ({ id: batch.id, position: index + 1, file: pdf, firstPage: index + 1, pages: 1 })),
    );
    assert.ok(
      names.some((name) => name.endsWith("manifest.csv")) && names.includes(String(batch.reference)),
      names.join(),
    );
    assert.deepEqual(
      sent.map(({ reference }) => reference),
      Array(3).fill(batch.reference),
    );
    await red.status("green dot status.no-batch");
    assert.deepEqual([red.errors, (await readdir(join(red.folder, "letters", ".work"))).sort()], [[], []]);
  });

  it("closes a batch by a message, and answers it", async () => {
    await red.load(flow());
    await receive(["R-1"], ["R-2"]);
    await matching(/^blue ring 2 collected$/);
    red.receive({ batch: "close", question: 7 });
    await red.some(0, 2);
    const answer = await red.until(() => red.at(2).find((one) => one.question === 7), "an answer");
    const { state, batches } = answer.batch as { state: string; batches: { count: number; why: string }[] };
    assert.deepEqual([state, batches.map(({ count, why }) => [count, why])], ["closed", [[2, "message"]]]);
    red.receive({ batch: "close", question: 8 });
    const nothing = await red.until(() => red.at(2).find((one) => one.question === 8), "a second answer");
    assert.deepEqual(nothing.batch, { state: "nothing", batches: [] });
  });

  it("loses no letter to a message that has both, and closes nothing for what a payload says", async () => {
    await red.load(flow());
    await receive(["R-1"]);
    await matching(/^blue ring 1 collected$/);
    red.receive({ ...(await letter("R-2")), batch: "close" });
    await red.status("red dot status.error");
    red.receive({ ...(await letter("R-3")), payload: { batch: "close" } });
    await matching(/^blue ring 2 collected$/);
    const { store } = await red.house();
    assert.deepEqual(await store.batches({}, 9), []);
  });

  it("waits for approval above a number, with a proof, and a message gives it", async function () {
    await needProgram(this, "pdftotext", "poppler-utils", "in which order letters are printed");
    await red.load(flow({ most: 3, approveAbove: 2, proofFirst: 1, proofWorst: 0 }));
    await receive(["R-1"], ["R-2"], ["R-3"]);
    const { batch } = await tells("waiting");
    assert.match(batch.reason ?? "", /3 letters, and more than 2/);
    assert.deepEqual(await pages(batch.proof ?? ""), ["R-1"]);
    await matching(/^yellow ring batch of 3 waits for approval$/);
    assert.deepEqual([await files(), batch.proof?.startsWith(join(red.folder, "letters-proofs"))], [[], true]);
    red.receive({ batch: { approve: batch.id, by: "Anne", why: "looks well" } });
    await red.some(0, 3);
    assert.equal((await tells("approved")).batch.id, batch.id);
    const kinds = (await (await red.house()).store.story("R-1"))[0]?.lines.map(({ kind }) => kind);
    assert.deepEqual(kinds?.slice(1), ["send.queued", "send.collected", "batch.approved", "send.sent"]);
  });

  it("lets the letters of a refused batch leave by the second output", async () => {
    await red.load(flow({ most: 2, approveAbove: 1, proofFirst: 0, proofWorst: 0 }));
    await receive(["R-1"], ["R-2"]);
    const { batch } = await tells("waiting");
    red.receive({ batch: { refuse: batch.id, by: "Anne", why: "wrong map" } });
    const reasons = (await red.some(1, 2)).map((one) => sendOf(one).reason);
    assert.deepEqual([reasons, await files()], [["wrong map", "wrong map"], []]);
    red.receive({ batch: { approve: batch.id } });
    const { error } = (await red.first("caught")) as { error?: { message: string } };
    assert.match(error?.message ?? "", /no batch that waits/);
  });

  it("hears of no batch of another node", async () => {
    await red.load(flow({ most: 2, approveAbove: 1, proofFirst: 0, proofWorst: 0 }));
    await receive(["R-1"], ["R-2"]);
    const { batch } = await tells("waiting");
    await red.deploy([...flow({ most: 2, approveAbove: 1 }), { ...own(), id: "other", wires: [[], [], []] }]);
    red.node("other").receive({ batch: { refuse: batch.id } } as never);
    await red.until(() => red.errors.find((text) => /no batch that waits/.test(text)), "that it knows no such batch");
    assert.equal((await (await red.house()).store.batch(batch.id))?.state, "closed");
  });

  it("prints one letter a household", async function () {
    await needProgram(this, "pdftotext", "poppler-utils", "in which order letters are printed");
    await red.load(flow({ most: 3, household: true, presort: false }));
    await receive(
      ["R-1", { lastName: "Moreau" }],
      ["R-2", { lastName: "MORÉAU", street: "12, Rue de Paris" }],
      ["R-3", { lastName: "Petit" }],
    );
    await red.some(0, 2);
    assert.match(sendOf(await red.first(1)).reason ?? "", /same name at the same address/);
    const pdf = (await files()).find((name) => name.endsWith(".pdf")) ?? "";
    assert.deepEqual(await pages(join(red.folder, "letters", pdf)), ["R-1", "R-3"]);
  });

  it("leaves out a letter that cannot be printed as it should be, and says why", async () => {
    await red.load(flow({ most: 2 }));
    await receive(["R-1", { body: "Lettre 漢." }], ["R-2"]);
    assert.equal(sendOf(await red.first(0)).batch?.position, 1);
    assert.match(sendOf(await red.first(1)).reason ?? "", /漢/);
  });

  it("stops at such a letter where that is wanted, and goes without it when somebody approves", async () => {
    await red.load(flow({ most: 2, faults: "stop", proofFirst: 0, proofWorst: 0 }));
    await receive(["R-1", { body: "Lettre 漢." }], ["R-2"]);
    const { batch } = await tells("waiting");
    assert.deepEqual([await files(), red.at(1)], [[], []]);
    assert.notEqual(batch.reason ?? "", "");
    red.receive({ batch: { approve: batch.id } });
    await red.first(0);
    await red.first(1);
    assert.equal((await files()).filter((name) => name.endsWith(".pdf")).length, 1);
  });

  it("keeps tests in batches of their own, in the folder of tests", async () => {
    await red.load(flow({ most: 2 }));
    await receive(["R-1"], ["T-1", { test: true }], ["R-2"]);
    await red.some(0, 2);
    await matching(/^blue ring 1 collected$/);
    assert.deepEqual([(await files()).length > 0, await files("letters-test")], [true, []]);
    await receive(["T-2", { test: true }]);
    await red.some(0, 4);
    assert.equal((await files("letters-test")).filter((name) => name.endsWith(".pdf")).length, 1);
  });

  it("lays what was collected on trial into the folder of tests, though the service is live by then", async () => {
    await red.load(flow({ most: 3 }, { folder: "out", live: false }));
    await receive(["R-1"]);
    await matching(/^blue ring 1 collected$/);
    await red.restart(flow({ most: 3 }, { folder: "out" }));
    red.receive({ batch: "close" });
    await red.first(0);
    assert.deepEqual([(await files("letters-test")).length > 0, await files("out")], [true, []]);
  });

  it("takes no letter that is drawn already, and says what to do", async () => {
    await red.load(flow());
    red.receive(await letterFor(red, "R-1"));
    const { error } = (await red.first("caught")) as { error?: { message: string } };
    assert.match(error?.message ?? "", /prints in batches/);
  });

  it("takes a letter out of a batch that is held, and releases the others in time", async () => {
    await red.load(flow({ most: 2, hold: 60 }, undefined, { testDay: "0.05" }));
    await receive(["R-1"], ["R-2"]);
    await matching(/^blue ring batch of 2 goes at /);
    const { store, engine } = await red.house();
    await store.cancelSends("D-R-1", { by: "Anne", why: "moved", at: Date.now() });
    engine.wake();
    assert.equal(sendOf(await red.first(1)).reason, "moved");
    assert.deepEqual(await files(), []);
    await receive(["T-1", { test: true }], ["T-2", { test: true }]);
    await red.some(0, 2);
    await assert.rejects(store.cancelSends("D-T-1", { by: "Anne", why: "-", at: Date.now() }), {
      key: "cancel.too-late",
    });
  });

  it("closes smaller what would be over a day, and holds the next one until midnight", async () => {
    await red.load(flow({ most: 500 }, { folder: "out", pieces: 2 }));
    await receive(["R-1"], ["R-2"], ["R-3"], ["R-4"]);
    await red.some(0, 2);
    const { batch } = await tells("held");
    assert.match(batch.reason ?? "", /has printed what it may in a day/);
    await matching(/^yellow ring batch of 2 held: The print service has printed what it may in a day\.$/);
    assert.equal((await files("out")).filter((name) => name.endsWith(".pdf")).length, 1);
  });

  it("goes on with what was collected where it prints letter by letter from now on", async () => {
    await red.load(flow());
    await receive(["R-1"]);
    await matching(/^blue ring 1 collected$/);
    await red.restart(flow({ mode: "letters" }));
    assert.equal(sendOf(await red.first(0)).batch?.position, 1);
    red.receive(await letterFor(red, "R-2"));
    const [, alone] = (await red.some(0, 2)).map(sendOf);
    assert.equal(alone?.batch, undefined);
  });

  it("hears of each letter what a print room says of the batch", async () => {
    await red.load(flow({ most: 2 }, { folder: "out" }));
    await receive(["R-1"], ["R-2"]);
    const { batch } = await tells("handed-over");
    await mkdir(join(red.folder, "out", "done"));
    const ticket = String(batch.reference);
    JSON.parse(await readFile(join(red.folder, "out", ticket), "utf8"));
    await rename(join(red.folder, "out", ticket), join(red.folder, "out", "done", ticket));
    const printed = await red.until(() => {
      const all = red.at(2).filter((one) => (one.send as { state?: string } | undefined)?.state === "printed");
      return all.length === 2 && all;
    }, "a word on each letter");
    assert.deepEqual(printed.map((one) => (one.recipient as { id: string }).id).sort(), ["R-1", "R-2"]);
    assert.deepEqual(await (await red.house()).store.followed("node", 10), []);
  });

  describe("on a printer", () => {
    let model: ModelPrinter;
    beforeEach(async () => {
      model = await modelPrinter();
    });
    afterEach(() => model.close());

    const printer = () => ({ kind: "ipp", address: `ipp://127.0.0.1:${model.port}/ipp/print` });

    it("is not stapled as a whole: the deploy says so, and its letters wait", async () => {
      await red.load(flow({ most: 1, finishing: "staple" }, printer()));
      assert.match(red.errors.join(), /staple all letters together/);
      const { store } = await red.house();
      await receive(["R-1"]);
      while ((await store.nextDue(["node"], "send")) === undefined) await new Promise(setImmediate);
      assert.deepEqual([model.printed.length, red.at(0).length, red.at(1).length], [0, 0, 0]);
      await red.deploy(flow({ most: 1 }, printer()));
      await red.some(0, 1);
      assert.equal(model.printed.length, 1);
    });

    it("is one job, which is asked for once and told of each letter", async () => {
      const count = 30;
      await red.load(flow({ most: count }, printer()));
      await receive(...Array.from({ length: count }, (_, index): [string] => [`R-${index}`]));
      const sent = (await red.some(0, count)).map(sendOf);
      assert.deepEqual([model.printed.length, new Set(sent.map(({ reference }) => reference)).size], [1, 1]);
      await red.until(
        () =>
          red.at(2).filter((one) => (one.send as { state?: string } | undefined)?.state === "printed").length === count,
        "a word on each letter",
      );
      // Get-Job-Attributes, RFC 8011.
      const asked = model.requests.filter(({ code }) => code === 9).length;
      assert.ok(asked < 5, `the printer was asked ${asked} times`);
    });
  });
});
