import assert from "node:assert/strict";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import { defaults as serviceDefaults } from "../../nodes/print-service/config.ts";
import registerService from "../../nodes/print-service/print-service.ts";
import { defaults, migrate } from "../../nodes/send-print-job/config.ts";
import register from "../../nodes/send-print-job/send-print-job.ts";
import { SendPart } from "../../src/contract/index.ts";
import { JobTicket } from "../../src/print/index.ts";
import { groupsOf, numbers, strings } from "../../src/print/ipp/attributes.ts";
import { type ModelPrinter, modelPrinter } from "../src/print/ipp/model-printer.ts";
import { type FlowNode, flowOf, nodeRed } from "./helper.ts";
import { letterFor } from "./letters.ts";

describe("a send print job node with a print service", () => {
  const red = nodeRed(register, registerService);
  const own = (node: object = {}) => ({
    ...defaults,
    ...{ type: "send-print-job", campaign: "c1", service: "press", ...node },
  });
  const flow = (service: object, node: object = {}, campaign: object = {}): FlowNode[] => [
    ...flowOf(own(node), 3, campaign),
    { ...serviceDefaults, ...service, id: "press", type: "print-service" },
  ];
  const kinds = async (id: string) =>
    (await (await red.house()).store.story(id)).flatMap(({ lines }) => lines.map(({ kind }) => kind));
  const files = async (folder: string) =>
    (await readdir(join(red.folder, folder)).catch(() => [])).filter((name) => name.endsWith(".json"));
  const sendOf = (message: object) => SendPart.strict().parse((message as { send: unknown }).send);
  const matching = (pattern: RegExp) =>
    red.until(() => red.statuses().find((text) => pattern.test(text)), `a status like ${pattern}`);

  describe("that is a printer", () => {
    let model: ModelPrinter;
    beforeEach(async () => {
      model = await modelPrinter();
    });
    afterEach(() => model.close());
    const printer = (change: object = {}) => ({
      ...{ kind: "ipp", address: `ipp://127.0.0.1:${model.port}/ipp/print`, ...change },
    });
    const asked = (name: string) => {
      const request = model.requests.find(({ code }) => code === 5);
      return groupsOf(request!, "job")[0]?.[name];
    };

    it("prints a letter once, as its ticket says, and tells when it is printed", async () => {
      const node = { media: "iso_a5_148x210mm", sides: "two-sided-long-edge", colour: "monochrome", copies: 2 };
      await red.load(flow(printer(), node));
      red.receive(await letterFor(red, "R-1"));
      const send = sendOf(await red.first(0));
      assert.deepEqual([send.state, send.reference, model.printed], ["sent", "1", [send.id]]);
      assert.equal(model.documents[0]?.toString(), "%PDF-1.7 a letter");
      assert.deepEqual(
        [asked("media"), asked("sides"), asked("print-color-mode"), asked("copies")],
        [["iso_a5_148x210mm"], ["two-sided-long-edge"], ["monochrome"], [2]],
      );
      const told = sendOf(await red.first(2));
      assert.deepEqual([told.id, told.state, told.reason], [send.id, "printed", undefined]);
      assert.deepEqual((await kinds("R-1")).slice(-2), ["send.sent", "send.printed"]);
      assert.deepEqual(await (await red.house()).store.followed("node", 10), []);
    });

    it("says at deploy what the printer cannot do, and to each letter", async () => {
      await red.load(flow(printer(), { media: "iso_a3_297x420mm" }));
      const cannot = /cannot|does not/;
      await matching(/^yellow ring 127\.0\.0\.1/);
      assert.match(red.logged.find(({ node }) => node === "node")?.text ?? "", /media \(iso_a3_297x420mm\)/);
      red.receive(await letterFor(red, "R-1"));
      const send = sendOf(await red.first(1));
      assert.deepEqual([send.state, model.printed], ["not-sent", []]);
      assert.match(send.reason ?? "", cannot);
      assert.match(send.reason ?? "", /iso_a3/);
    });

    it("keeps letters for a printer that is away, and prints them when it is back", async () => {
      model.door = (request) => {
        request.socket.destroy();
        return true;
      };
      await red.load(flow(printer()));
      red.receive(await letterFor(red, "R-1"));
      await matching(/^yellow ring until /);
      model.door = undefined;
      const send = sendOf(await red.first(0));
      assert.deepEqual(model.printed, [send.id]);
      const told = (await kinds("R-1")).slice(0, 4);
      assert.deepEqual(told, ["journey.started", "send.queued", "send.held", "send.sent"]);
      assert.deepEqual(red.at(1), []);
    });

    it("keeps letters while the password is wrong, and prints them with the right one", async () => {
      const right = `Basic ${Buffer.from("anne:right").toString("base64")}`;
      model.door = (request, response) => {
        if (request.headers.authorization === right) return false;
        response.writeHead(401, { "www-authenticate": 'Basic realm="print"' }).end();
        return true;
      };
      const nodes = flow(printer({ user: "anne" }));
      await red.load(nodes, { press: { password: "wrong" } });
      red.receive(await letterFor(red, "R-1"));
      const held = await matching(/^yellow ring until /);
      assert.match(held, /password/);
      assert.doesNotMatch(JSON.stringify([held, red.logged]), /wrong"|right/);
      await red.restart(nodes, { press: { password: "right" } });
      const send = sendOf(await red.first(0));
      assert.deepEqual(model.printed, [send.id]);
    });

    it("finds a letter whose answer was lost, and does not print it again", async () => {
      model.mishaps = { "Send-Document": "lost" };
      await red.load(flow(printer()));
      red.receive(await letterFor(red, "R-1"));
      const send = sendOf(await red.first(0));
      assert.deepEqual([send.state, model.printed], ["sent", [send.id]]);
    });

    it("leaves to a person what the printer may have printed and knows no more", async () => {
      model.mishaps = { "Send-Document": "lost" };
      await red.load(flow(printer()));
      model.door = (request) => {
        // Restarted while it printed: it shows no job.
        if (model.printed.length > 0) model.forget();
        return request.socket.destroyed;
      };
      red.receive(await letterFor(red, "R-1"));
      await red.until(() => red.errors.length > 0, "an error that tells");
      const { store } = await red.house();
      const doubtful = (await store.attention(10)).filter(({ kind }) => kind === "unknown");
      assert.deepEqual([doubtful.length, model.printed.length], [1, 1]);
      assert.deepEqual([red.at(0), red.at(1)], [[], []]);
    });

    it("goes on telling after a restart, and of a job that the printer knows no more", async () => {
      await red.load(flow(printer()));
      // The job prints as long as the model says so.
      model.door = () => {
        for (const job of model.jobs) if (job.state === 9) job.state = 5;
        return false;
      };
      red.receive(await letterFor(red, "R-1"));
      assert.equal(sendOf(await red.first(2)).state, "printing");
      await red.unload();
      model.door = undefined;
      model.forget();
      await red.restart(flow(printer()));
      const is = (message: object) => sendOf(message).state === "untraced";
      const told = sendOf(await red.until(() => red.at(2).find(is), "a word that nobody knows"));
      assert.match(told.reason ?? "", /127\.0\.0\.1/);
      assert.deepEqual((await kinds("R-1")).slice(-3), ["send.sent", "send.printing", "send.untraced"]);
    });

    const ends: [state: number, told: string][] = [
      [7, "cancelled"],
      [8, "failed"],
    ];
    for (const [state, told] of ends)
      it(`tells of a job that ends in the state ${state} of IPP that it was ${told}, with the reason`, async () => {
        await red.load(flow(printer()));
        model.door = () => {
          for (const job of model.jobs) if (job.state === 9) Object.assign(job, { state, reason: "aborted-by-system" });
          return false;
        };
        red.receive(await letterFor(red, "R-1"));
        const send = sendOf(await red.first(2));
        assert.equal(send.state, told);
        assert.notEqual(send.reason ?? "", "");
      });

    it("shows what the printer needs while a letter waits in it", async () => {
      await red.load(flow(printer()));
      model.door = () => {
        for (const job of model.jobs) if (job.state === 9) job.state = 3;
        return false;
      };
      model.printer = [
        ...model.printer.filter(({ name }) => name !== "printer-state-reasons"),
        strings("keyword", "printer-state-reasons", "media-empty-error"),
      ];
      red.receive(await letterFor(red, "R-1"));
      await matching(/^yellow ring 127\.0\.0\.1\S* is out of paper\.$/);
      model.door = () => {
        for (const job of model.jobs) job.state = 9;
        return false;
      };
      model.printer = [...model.printer.slice(0, -1), numbers("enum", "printer-state", 3)];
      assert.equal(sendOf(await red.first(2)).state, "printed");
      await red.status("green dot status.sent");
    });

    it("prints nothing while the service is on trial, nor a letter of a test", async () => {
      await red.load(flow(printer({ live: false })));
      await red.status("blue ring status.trial");
      red.receive(await letterFor(red, "R-1"));
      await red.first(0);
      assert.deepEqual([model.asked, (await files("letters-test")).length], [[], 1]);
      await red.restart(flow(printer()));
      red.receive(await letterFor(red, "R-2", { test: true }));
      const isTest = (message: object) => (message as { journey: { test: boolean } }).journey.test;
      await red.until(() => red.at(0).some(isTest), "the letter of the test");
      assert.deepEqual([model.printed, (await files("letters-test")).length], [[], 2]);
    });

    it("holds what is over the pieces of a day until midnight of the campaign, and says so", async () => {
      await red.load(flow(printer({ pieces: 2 }), {}, { timeZone: "Pacific/Auckland" }));
      for (const id of ["R-1", "R-2", "R-3"]) red.receive(await letterFor(red, id));
      await red.some(0, 2);
      const held = await matching(/^yellow ring until /);
      assert.match(held, /^yellow ring until \d+ \w+ \d{4}, 00:00: The print service has printed what it may in a day/);
      assert.equal(model.printed.length, 2);
    });

    it("counts money by piece and sheet, copies and sides", async () => {
      const prices = { pricePiece: "0,50", pricePerSheet: "0,05", budget: "1,30" };
      // Three pages on both sides are two sheets: 0.60 each.
      await red.load(flow(printer(prices), { sides: "two-sided-long-edge" }));
      for (const id of ["R-1", "R-2", "R-3"]) red.receive(await letterFor(red, id, { pages: 3 }));
      await red.some(0, 2);
      await matching(/The print service has printed what it may in a day/);
      assert.equal(model.printed.length, 2);
    });

    it("does not wait for a day that never comes", async () => {
      await red.load(flow(printer({ pieces: 2 }), { copies: 3 }));
      red.receive(await letterFor(red, "R-1"));
      assert.match(sendOf(await red.first(1)).reason ?? "", /alone is more than the print service may do/);
    });

    it("lets go of a letter that can be taken back, and tells how many and until when", async () => {
      await red.load(flow(printer(), { hold: 60 }));
      for (const id of ["R-1", "R-2"]) red.receive(await letterFor(red, id));
      await matching(/^yellow ring 2 held until \d+ \w+ \d{4}, \d\d:\d\d: they can still be taken back$/);
      assert.deepEqual(model.printed, []);
      const { store, engine } = await red.house();
      await store.cancelSends("D-R-1", { by: "Anne", why: "wrong address", at: Date.now() });
      engine.wake();
      const send = sendOf(await red.first(1));
      assert.deepEqual([send.state, send.reason], ["not-sent", "wrong address"]);
      assert.deepEqual(await kinds("R-1"), ["journey.started", "send.queued", "send.held", "send.taken-back"]);
    });

    it("lets a letter go when its time has come", async () => {
      await red.load(flow(printer(), { hold: 0.01 }));
      red.receive(await letterFor(red, "R-1"));
      await matching(/^yellow ring 1 held/);
      await red.first(0);
      assert.equal(model.printed.length, 1);
    });

    it("holds nothing for long in a test, whose time passes faster", async () => {
      await red.load(flow(printer(), { hold: 60 }, { testDay: "0.01" }));
      red.receive(await letterFor(red, "R-1", { test: true }));
      await red.first(0);
      assert.equal((await files("letters-test")).length, 1);
    });
  });

  describe("that is a folder", () => {
    const name = (file: string | undefined) => String(file).replace(/pdf$/, "json");
    async function inFolder(node: object = {}) {
      await red.load(flow({ folder: "out" }, node));
      red.receive(await letterFor(red, "R-1"));
      return sendOf(await red.first(0));
    }

    it("hears what the print room has done", async () => {
      const { reference } = await inFolder();
      await mkdir(join(red.folder, "out", "done"));
      await rename(join(red.folder, "out", name(reference)), join(red.folder, "out", "done", name(reference)));
      const told = sendOf(await red.first(2));
      assert.deepEqual([told.state, told.reason], ["printed", undefined]);
    });

    const faults: [what: string, file: (name: string) => string, text: string, reason: RegExp][] = [
      [
        "beside the job",
        (one) => one.replace(/json$/, "error.txt"),
        "No toner.\nCall Anne.",
        /: No toner\. Call Anne\.$/,
      ],
      ["in error/", (one) => join("error", one.replace(/json$/, "error.txt")), " Torn \u0007", /: Torn$/],
      ["by the ticket alone", (one) => join("error", one), "{}", /without a word\.$/],
    ];
    for (const [what, file, text, reason] of faults)
      it(`hears of an error that is told ${what}`, async () => {
        const { reference } = await inFolder();
        await mkdir(join(red.folder, "out", "error"));
        await writeFile(join(red.folder, "out", file(name(reference))), text);
        const told = sendOf(await red.first(2));
        assert.equal(told.state, "failed");
        assert.match(told.reason ?? "", reason);
      });

    const tickets: [what: string, node: object, version: number, more: object][] = [
      ["version 1 where it says nothing new", {}, 1, {}],
      [
        "version 2 with what came later",
        { tray: "tray-2", finishing: "fold-letter, staple-top-left", envelope: "DL", postage: "Lettre verte" },
        2,
        { tray: "tray-2", finishings: ["fold-letter", "staple-top-left"], envelope: "DL", postage: "Lettre verte" },
      ],
      ["version 2 with the short edge", { sides: "two-sided-short-edge" }, 2, { sides: "two-sided-short-edge" }],
    ];
    for (const [what, node, version, more] of tickets)
      it(`writes a ticket of ${what}`, async () => {
        const { reference } = await inFolder(node);
        const text = await readFile(join(red.folder, "out", name(reference)), "utf8");
        const ticket = JobTicket.strict().parse(JSON.parse(text));
        const told = Object.fromEntries(Object.keys(more).map((key) => [key, ticket[key as "media"]]));
        assert.deepEqual([ticket.version, told], [version, more]);
      });

    const bad = { country: "FR", postalCode: "99000", locality: "Rennes", thoroughfare: ["12 rue de Paris"] };
    it("prints no letter for an address at which none arrives, and says why", async () => {
      await red.load(flow({ folder: "out" }));
      red.receive(await letterFor(red, "R-1", { postalAddress: bad }));
      assert.match(sendOf(await red.first(1)).reason ?? "", /99000 is no French postal code/);
      assert.deepEqual(await files("out"), []);
    });

    it("prints it all the same where that is wanted", async () => {
      await red.load(flow({ folder: "out" }, { address: "print" }));
      red.receive(await letterFor(red, "R-1", { postalAddress: bad }));
      await red.first(0);
      assert.equal((await files("out")).length, 1);
    });
  });

  it("keeps letters while the chosen service is not there", async () => {
    await red.load(flowOf(own(), 3));
    assert.match(red.errors.join(" "), /The chosen print service is not there/);
    red.receive(await letterFor(red, "R-1"));
    await red.status("blue ring status.queued");
    await red.restart(flow({ folder: "out" }));
    await red.first(0);
  });

  const before = { folder: "jobs", sides: "one-sided", colour: "color", copies: 3 } as const;
  const migrations: [what: string, saved: object, now: object][] = [
    ["of version 1", { version: 1, ...before }, { service: "", ...before, hold: 0, address: "print" }],
    ["of before versions", before, { service: "", ...before, address: "print" }],
    [
      "of version 1 as the editor has it",
      { version: 1, ...before, service: undefined, hold: undefined, address: undefined },
      { service: "", hold: 0, address: "print" },
    ],
    [
      "that is new",
      { ...defaults, hold: "30", copies: "2" },
      { hold: 30, copies: 2, address: "report", mode: "letters" },
    ],
    ["of version 2", { version: 2, ...before, hold: 5 }, { mode: "letters", hold: 5, address: "report", most: 500 }],
    [
      "whose settings are variables",
      { ...defaults, mode: "batches", most: "20", age: "5,5", presort: "false", household: "true", proofFirst: "x" },
      { mode: "batches", most: 20, age: 5.5, presort: false, household: true, proofFirst: 3 },
    ],
    ["with a time that is none", { ...defaults, hold: "soon" }, { hold: 0 }],
  ];
  for (const [what, saved, now] of migrations)
    it(`reads a node ${what}`, () => {
      const node = migrate(saved as never);
      const told = Object.fromEntries(Object.keys(now).map((key) => [key, node[key as "hold"]]));
      assert.deepEqual([node.version, told], [3, now]);
    });
});
