import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { after, afterEach, before, beforeEach, describe, it } from "mocha";
import type { NodeAPI } from "node-red";
import { defaults as serviceDefaults } from "../../nodes/print-service/config.ts";
import registerService from "../../nodes/print-service/print-service.ts";
import { defaults } from "../../nodes/send-print-job/config.ts";
import register from "../../nodes/send-print-job/send-print-job.ts";
import { SendPart } from "../../src/contract/index.ts";
import type { JobReference } from "../../src/print/ipp/index.ts";
import { usualIppLimits } from "../../src/print/ipp/settings.ts";
import { certificateFor } from "../src/mail/certificate.ts";
import { type Cups, cupsIsHere, startCups } from "../src/print/ipp/cups.ts";
import { type Eve, eveIsHere, startEve } from "../src/print/ipp/eve.ts";
import { type ModelPrinter, modelPrinter } from "../src/print/ipp/model-printer.ts";
import { printerAt } from "../src/print/ipp/sample.ts";
import { type FlowNode, flowOf, nodeRed } from "./helper.ts";
import { letterFor } from "./letters.ts";

/** For printers that say nothing, in the time that a test has. */
const quick = { ...usualIppLimits, connect: 1500, silence: 1500, question: 2000, whole: 6000 };

describe("a send print job node and its printer", function () {
  this.timeout(30_000);
  let limits = usualIppLimits;
  const red = nodeRed(register, (RED: NodeAPI) => registerService(RED, limits));
  const flow = (address: string, node: object = {}, service: object = {}): FlowNode[] => [
    ...flowOf({ ...defaults, type: "send-print-job", campaign: "c1", service: "press", ...node }, 3),
    { ...serviceDefaults, kind: "ipp", address, ...service, id: "press", type: "print-service" },
  ];
  const sendOf = (message: object) => SendPart.strict().parse((message as { send: unknown }).send);
  const told = (port: number, state: string, id?: string) =>
    red.until(
      () =>
        red
          .at(port)
          .map(sendOf)
          .find((one) => one.state === state && (id === undefined || one.id === id)),
      `${state} at ${port}`,
    );
  const matching = (pattern: RegExp) =>
    red.until(() => red.statuses().find((text) => pattern.test(text)), `a status like ${pattern}`);
  const kinds = async (id: string) =>
    (await (await red.house()).store.story(id)).flatMap(({ lines }) => lines.map(({ kind }) => kind));
  const cancel = async (id: string) =>
    (await red.house()).store.cancelSends(`D-${id}`, { by: "Anne", why: "wrong address", at: Date.now() });
  async function letter(id: string, does = ""): Promise<void> {
    const pdf = Buffer.from(`%PDF-1.7\n% does ${does}\n% letter ${id}\n%%EOF\n`);
    red.receive(await letterFor(red, id, { pdf }));
  }

  describe("ippeveprinter", () => {
    let eve: Eve;
    before(async function () {
      if (!eveIsHere) {
        console.log("      ippeveprinter or dbus-daemon is missing: apt-get install cups-ipp-utils dbus");
        return this.skip();
      }
      eve = await startEve();
    });
    after(() => eve?.close());
    const times = async (id: string) => (await eve.printed()).filter((one) => one === id).length;

    it("busy with a letter, gets the next one later, and each comes out once", async () => {
      await red.load(flow(eve.address));
      await letter("E-1", "slow");
      const first = await told(0, "sent");
      await letter("E-2");
      await matching(/^yellow ring until .*localhost\S* is busy/);
      await eve.openGate(first.id);
      for (const { id } of [first, sendOf((await red.some(0, 2))[1]!)]) {
        await told(2, "printed", id);
        assert.equal(await times(id), 1);
      }
      assert.deepEqual(red.at(1), []);
    });

    it("out of paper, says so as long as it lasts", async () => {
      await red.load(flow(eve.address));
      await letter("E-3", "empty");
      const { id } = await told(0, "sent");
      await matching(/^yellow ring localhost\S* is out of paper\.$/);
      await eve.openGate(id);
      await told(2, "printed", id);
      await red.status("green dot status.sent");
      assert.equal(await times(id), 1);
    });

    it("without the paper that is asked for, gets no letter", async () => {
      await red.load(flow(eve.address, { media: "iso_a0_841x1189mm" }));
      await letter("E-4");
      const { reason, id } = await told(1, "not-sent");
      assert.match(reason ?? "", /iso_a0_841x1189mm/);
      await matching(/^red dot localhost/);
      assert.equal(await times(id), 0);
    });

    it("that gives a job up, is quoted, and gets it no second time", async () => {
      await red.load(flow(eve.address));
      await letter("E-5", "abort");
      const { id } = await told(0, "sent");
      const { reason } = await told(2, "failed", id);
      assert.match(reason ?? "", /localhost/);
      assert.deepEqual([await times(id), (await kinds("E-5")).slice(-2)], [0, ["send.sent", "send.failed"]]);
    });

    it("is told to cancel what it prints, twice, and the end is told when it has come", async () => {
      await red.load(flow(eve.address));
      await letter("E-6", "slow");
      const { id } = await told(0, "sent");
      await told(2, "printing", id);
      const { store } = await red.house();
      const noted = (await store.reference(id)) as unknown as JobReference;
      await cancel("E-6");
      await cancel("E-6");
      const printer = printerAt(eve.address);
      while (!(await printer.state(noted)).stopping) await new Promise((resolve) => setTimeout(resolve, 50));
      await eve.openGate(id);
      const { reason } = await told(2, "cancelled", id);
      assert.equal(reason, "wrong address");
      assert.deepEqual(
        (await kinds("E-6")).filter((kind) => kind.includes("cancel")),
        ["send.cancel-asked", "send.cancelled"],
      );
      assert.ok((await times(id)) <= 1);
    });
  });

  describe("a queue of cupsd", () => {
    let cups: Cups;
    before(async function () {
      if (!cupsIsHere) {
        console.log("      cupsd is missing, or this is not root: apt-get install cups cups-client");
        return this.skip();
      }
      cups = await startCups();
    });
    after(() => cups?.close());
    const times = (id: string) => cups.printed(`% letter ${id}\n`);

    it("prints a letter once, and tells so", async () => {
      await red.load(flow(cups.address));
      await letter("Q-1");
      const { id } = await told(0, "sent");
      await told(2, "printed", id);
      assert.equal(times("Q-1"), 1);
    });

    it("that stands still, gives a letter back", async () => {
      cups.pause(true);
      await red.load(flow(cups.address));
      await letter("Q-2");
      await matching(/^yellow ring 127\.0\.0\.1\S* is paused/);
      await cancel("Q-2");
      await told(2, "cancelled");
      cups.pause(false);
      await letter("Q-3");
      await told(2, "printed");
      assert.deepEqual([times("Q-2"), times("Q-3")], [0, 1]);
    });

    it("killed after it took a letter, has lost it: that is told, and nothing is printed twice", async () => {
      cups.pause(true);
      await red.load(flow(cups.address));
      await letter("Q-4");
      const { id } = await told(0, "sent");
      await cups.restart("SIGKILL");
      const { reason } = await told(2, "untraced", id);
      assert.match(reason ?? "", /127\.0\.0\.1/);
      cups.pause(false);
      await letter("Q-5");
      await told(2, "printed");
      assert.deepEqual([times("Q-4"), times("Q-5")], [0, 1]);
    });
  });

  describe("that means no good", () => {
    let model: ModelPrinter;
    let raw: Server | undefined;
    const sockets = new Set<Socket>();
    before(() => {
      limits = quick;
    });
    beforeEach(async () => {
      model = await modelPrinter();
    });
    afterEach(async () => {
      for (const socket of sockets) socket.destroy();
      sockets.clear();
      raw?.close();
      await model.close();
    });
    async function rawServer(talk: (socket: Socket) => void): Promise<string> {
      raw = createServer((socket) => {
        sockets.add(socket);
        socket.on("error", () => {});
        talk(socket);
      }).listen(0, "127.0.0.1");
      await once(raw, "listening");
      return `ipp://127.0.0.1:${(raw.address() as { port: number }).port}/ipp/print`;
    }
    const good = (scheme = "ipp") => `${scheme}://127.0.0.1:${model.port}/ipp/print`;
    const says = (words: string) => (socket: Socket) => socket.once("data", () => socket.end(words));
    const http = (type: string, body: string) =>
      says(`HTTP/1.1 200 OK\r\ncontent-type: ${type}\r\nconnection: close\r\n\r\n${body}`);

    /** While a printer is so, a letter waits, whose printer then is another. */
    async function isHeld(address: string, words: RegExp, service: object = {}): Promise<void> {
      await red.load(flow(address, {}, service));
      await letter("H-1");
      const held = await matching(/^yellow ring until /);
      assert.match(held, words);
      assert.deepEqual([red.at(0), red.at(1), red.errors], [[], [], []]);
      assert.equal((await kinds("H-1")).at(-1), "send.held");
    }
    async function isPrintedOnce(service: object = {}, scheme = "ipp"): Promise<void> {
      await red.restart(flow(good(scheme), {}, service));
      const { id } = await told(0, "sent");
      await told(2, "printed", id);
      assert.deepEqual(model.printed, [id]);
    }

    const servers: [what: string, talk: (socket: Socket) => void, words: RegExp][] = [
      ["takes connections and says nothing", () => {}, /did not|nothing|silent|seconds/],
      ["resets connections", (socket) => socket.resetAndDestroy(), /broke|cut|connection/],
      ["answers with what is no HTTP", says("220 mail.example ESMTP\r\n"), /HTTP/],
      ["answers with a page", http("text/html", "<h1>Welcome</h1>"), /IPP/],
      ["answers with garbage", http("application/ipp", "\u00a5".repeat(60)), /IPP|octet|read/],
      ["answers with half a head", says("HTTP/1.1 200 OK\r\nconte"), /broke|cut|connection/],
    ];
    for (const [what, talk, words] of servers)
      it(`${what}: the letter waits, and the node says why`, async () => {
        await isHeld(await rawServer(talk), words);
        if (what.startsWith("takes")) await isPrintedOnce();
      });

    it("has another certificate: the letter waits for the right one", async () => {
      const [own, other] = [certificateFor("127.0.0.1"), certificateFor("127.0.0.1")];
      await model.close();
      model = await modelPrinter(own);
      await isHeld(good("ipps"), /certificate/, { authority: other.cert });
      assert.deepEqual(model.asked, []);
      await isPrintedOnce({ authority: own.cert }, "ipps");
    });

    it("goes silent when it has the document: it is looked for, and not printed again", async () => {
      await red.load(flow(good()));
      model.mishaps = { "Send-Document": "silent" };
      await letter("H-2");
      await red.until(() => red.at(0)[0], "a letter that was found");
      const { id } = await told(2, "printed");
      assert.deepEqual([model.printed, red.at(1)], [[id], []]);
    });

    it("goes silent for good when it has the document: the letter is in doubt until it speaks again", async () => {
      await red.load(flow(good()));
      model.mishaps = { "Send-Document": "silent" };
      let silent = true;
      model.door = () => model.printed.length > 0 && silent;
      await letter("H-3");
      await red.until(() => red.errors.length > 0, "an error that tells");
      assert.match(red.errors.join(), /127\.0\.0\.1/);
      const { store } = await red.house();
      await assert.rejects(store.cancelSends("D-H-3", { by: "Anne", why: "-", at: Date.now() }), {
        key: "cancel.being-sent",
      });
      silent = false;
      const { id } = await told(2, "printed");
      assert.deepEqual([model.printed, red.at(1)], [[id], []]);
    });
  });
});
