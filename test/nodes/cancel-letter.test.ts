import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, it } from "mocha";
import { defaults as serviceDefaults } from "../../nodes/print-service/config.ts";
import registerService from "../../nodes/print-service/print-service.ts";
import { defaults } from "../../nodes/send-print-job/config.ts";
import register from "../../nodes/send-print-job/send-print-job.ts";
import { SendPart } from "../../src/contract/index.ts";
import { type ModelPrinter, modelPrinter } from "../src/print/ipp/model-printer.ts";
import { type FlowNode, flowOf, nodeRed } from "./helper.ts";
import { letterFor } from "./letters.ts";

const command = fileURLToPath(new URL("../../bin/belle-histoire.ts", import.meta.url));
const [waits, prints, cancelled, done] = [3, 5, 7, 9];

describe("belle-histoire cancel", function () {
  this.timeout(40_000);
  const red = nodeRed(register, registerService);
  let model: ModelPrinter;
  beforeEach(async () => {
    model = await modelPrinter();
  });
  afterEach(() => model.close());

  const flow = (service: object, node: object = {}): FlowNode[] => [
    ...flowOf({ ...defaults, type: "send-print-job", campaign: "c1", service: "press", ...node }, 3),
    { ...serviceDefaults, ...service, id: "press", type: "print-service" },
  ];
  const printer = () => ({ kind: "ipp", address: `ipp://127.0.0.1:${model.port}/ipp/print` });
  const sendOf = (message: object) => SendPart.strict().parse((message as { send: unknown }).send);
  const lines = async () => (await (await red.house()).store.story("R-1")).flatMap((one) => one.lines);
  const kinds = async () => (await lines()).map(({ kind }) => kind);
  const wished = { reason: "wrong address" };

  /** Beside the Node-RED of this test, in a process of its own. */
  const run = (...words: string[]) =>
    new Promise<{ code: number; output: string }>((resolve) => {
      const store = join(red.folder, "belle-histoire", "store.sqlite");
      const args = [command, "cancel", ...words, "--why", wished.reason, "--by", "Anne", "--store", store];
      execFile(process.execPath, args, (error, stdout, stderr) =>
        resolve({ code: Number(error?.code ?? 0), output: (stdout + stderr).trim() }),
      );
    });
  const told = async () => {
    const answer = await run("D-R-1", "--language", "en");
    // What its poll would find seconds later.
    (await red.house()).engine.wake();
    return answer;
  };

  /** Jobs of the printer stand still in a state. */
  const stand = (state: number, reason = "none") => {
    model.door = () => {
      for (const job of model.jobs) if (job.state === done) Object.assign(job, { state, reason });
      return false;
    };
  };
  async function atPrinter(): Promise<string> {
    stand(waits);
    await red.load(flow(printer()));
    red.receive(await letterFor(red, "R-1"));
    return sendOf(await red.first(0)).id;
  }
  /** For what no message and no status tells of. */
  async function seen(is: () => boolean): Promise<void> {
    while (!is()) await new Promise((resolve) => setTimeout(resolve, 25));
  }
  const state = (wanted: string) =>
    red.until(
      () =>
        red
          .at(2)
          .map(sendOf)
          .find((one) => one.state === wanted),
      `the state ${wanted}`,
    );

  it("takes back what is held, says so once more, and knows nothing of others", async () => {
    await red.load(flow(printer(), { hold: 60 }));
    red.receive(await letterFor(red, "R-1"));
    await red.until(() => red.statuses().find((text) => /^yellow ring 1 held/.test(text)), "a letter that is held");
    const { code, output } = await told();
    assert.equal(code, 0, output);
    assert.match(output, /^Taken back: \S+$/);
    const send = sendOf(await red.first(1));
    assert.deepEqual([send.state, send.reason, model.printed], ["not-sent", wished.reason, []]);
    const again = await told();
    assert.deepEqual([again.code, again.output.slice(0, 24)], [1, "Nothing of D-R-1 is left"]);
    const other = await run("D-9", "--language", "fr");
    assert.equal(other.code, 1);
    assert.match(other.output, /^Il n’y a pas d’envoi D-9/);
  });

  it("has the printer cancel what it has, and only that job", async () => {
    const id = await atPrinter();
    const { code, output } = await told();
    assert.equal(code, 0, output);
    assert.match(output, new RegExp(`^It was handed over already: ${id}`));
    const send = await state("cancelled");
    assert.deepEqual([send.id, send.reason, model.jobs[0]?.state], [id, wished.reason, cancelled]);
    assert.deepEqual((await kinds()).slice(-3), ["send.sent", "send.cancel-asked", "send.cancelled"]);
    assert.deepEqual((await lines()).at(-1)?.data, { key: "cancel.wish", by: "Anne", why: wished.reason });
    assert.equal(model.asked.filter((one) => one === "Cancel-Job").length, 1);
    assert.match((await told()).output, /^Nothing of D-R-1 is left to cancel/);
  });

  it("leaves alone a job that only has its number", async () => {
    await atPrinter();
    await red.unload();
    const [job] = model.jobs;
    Object.assign(job!, { uuid: "urn:uuid:00000000-0000-4000-8000-999999999999", name: "of another" });
    await run("D-R-1");
    await red.restart(flow(printer()));
    await state("too-late");
    await state("untraced");
    assert.deepEqual([job?.state, model.asked.includes("Cancel-Job")], [waits, false]);
  });

  it("is heard of by a Node-RED that was stopped: too late, for it was printed meanwhile", async () => {
    await atPrinter();
    await red.unload();
    const { code, output } = await run("D-R-1", "--language", "fr");
    assert.equal(code, 0, output);
    assert.match(output, /^Déjà remis\u00a0: /);
    model.door = undefined;
    for (const job of model.jobs) job.state = done;
    await red.restart(flow(printer()));
    await state("too-late");
    await state("printed");
    assert.deepEqual((await kinds()).slice(-3), ["send.cancel-asked", "send.too-late", "send.printed"]);
  });

  for (const [what, end, words] of [
    ["stops", cancelled, ["printing", "cancelled"]],
    ["prints on to the end", done, ["printing", "too-late", "printed"]],
  ] as const)
    it(`waits for the end of a job that is being printed and ${what}`, async () => {
      await atPrinter();
      stand(prints);
      for (const job of model.jobs) job.state = prints;
      await state("printing");
      // It says yes, and goes on with its sheet.
      model.mishaps = { "Cancel-Job": 0x0404 };
      await told();
      await seen(() => model.asked.includes("Cancel-Job"));
      const looked = model.asked.length;
      await seen(() => model.asked.length > looked + 2);
      model.door = undefined;
      for (const job of model.jobs) Object.assign(job, { state: end, reason: "job-canceled-by-user" });
      for (const word of words) await state(word);
      assert.equal(red.at(2).length, words.length);
      assert.equal(model.asked.filter((one) => one === "Cancel-Job").length, 1);
    });

  it("keeps the wish while the printer is away, over a restart as well", async () => {
    const id = await atPrinter();
    model.door = (request) => {
      request.socket.destroy();
      return true;
    };
    await told();
    await red.until(
      () => red.statuses().find((text) => /127\.0\.0\.1\S* (broke|cut|ended|hung)/.test(text)),
      "its status",
    );
    assert.deepEqual(red.at(2), []);
    await red.unload();
    model.door = undefined;
    await red.restart(flow(printer()));
    const send = await state("cancelled");
    assert.deepEqual([send.id, model.jobs[0]?.state], [id, cancelled]);
  });

  it("goes on looking at a job that the printer does not let us cancel", async () => {
    await atPrinter();
    model.mishaps = { "Cancel-Job": 0x0403 };
    await told();
    await seen(() => model.asked.includes("Cancel-Job"));
    model.door = undefined;
    for (const job of model.jobs) job.state = done;
    for (const word of ["too-late", "printed"]) await state(word);
    assert.deepEqual((await kinds()).slice(-2), ["send.too-late", "send.printed"]);
  });

  describe("with a print folder", () => {
    const out = (...path: string[]) => join(red.folder, "out", ...path);
    const files = async (...path: string[]) =>
      (await readdir(out(...path))).filter((name) => /\.(pdf|json)/.test(name));
    async function inFolder(): Promise<string> {
      await red.load(flow({ folder: "out" }));
      red.receive(await letterFor(red, "R-1"));
      return sendOf(await red.first(0)).reference?.replace(/\.pdf$/, "") ?? "";
    }

    it("takes the letter out again, whole", async () => {
      await inFolder();
      await told();
      const send = await state("cancelled");
      assert.equal(send.reason, wished.reason);
      assert.deepEqual(await files(), []);
      // They go after the end is told.
      while ((await files(".work")).length > 0) await new Promise((resolve) => setTimeout(resolve, 25));
    });

    it("is too late where the print room has the ticket", async () => {
      const name = await inFolder();
      await rename(out(`${name}.json`), out(`${name}.taken`));
      await told();
      await state("too-late");
      assert.deepEqual(await files(), [`${name}.pdf`]);
    });

    it("gives the ticket back to a print room that has the PDF", async () => {
      const name = await inFolder();
      const ticket = await readFile(out(`${name}.json`), "utf8");
      await mkdir(out("taken"));
      await rename(out(`${name}.pdf`), out("taken", `${name}.pdf`));
      await told();
      await state("too-late");
      assert.deepEqual([await readFile(out(`${name}.json`), "utf8"), await files(".work")], [ticket, []]);
    });

    it("finishes what was begun before a crash", async () => {
      const name = await inFolder();
      await rename(out(`${name}.json`), out(".work", `${name}.json.cancelled`));
      await told();
      await state("cancelled");
      assert.deepEqual(await files(), []);
    });
  });
});
