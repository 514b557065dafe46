import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, describe, it } from "mocha";
import { sentence } from "../../../../src/language/index.ts";
import { strings } from "../../../../src/print/ipp/attributes.ts";
import { decodeMessage, encodeMessage, type IppGroup } from "../../../../src/print/ipp/codec/index.ts";
import { readChallenges } from "../../../../src/print/ipp/http/challenge.ts";
import { operations } from "../../../../src/print/ipp/operations/codes.ts";
import { type ModelPrinter, modelPrinter } from "./model-printer.ts";
import { faultOf, job, printerAt } from "./sample.ts";

let model: ModelPrinter;
const open = (limits = {}, settings = {}, password?: string) =>
  printerAt(`ipp://127.0.0.1:${model.port}/ipp/print`, {
    limits,
    settings,
    ...(password !== undefined && { password }),
  });

/** Octets that a person's screen is not to get. */
const unseemly = /[\p{Cc}\p{Cf}]/u;
const long = "x".repeat(30_000);

describe("a printer that means no good", () => {
  beforeEach(async () => {
    model = await modelPrinter();
  });
  afterEach(() => model.close());

  /** Answers every request of an operation with these groups, of the request's number. */
  function answering(operation: number, code: number, groups: IppGroup[]): { asked: number } {
    const seen = { asked: 0 };
    model.door = (request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part) => parts.push(part));
      request.on("end", () => {
        const { message } = decodeMessage(Buffer.concat(parts));
        const isIt = message.code === operation;
        if (isIt) seen.asked += 1;
        response.setHeader("content-type", "application/ipp");
        const answer = { version: "2.0" as const, requestId: message.requestId, code: 0x0406, groups: [] };
        response.end(encodeMessage(isIt ? { ...answer, code, groups } : answer));
      });
      return true;
    };
    return seen;
  }

  it("fills no memory with groups that hold nothing", () => {
    const head = Buffer.from([2, 0, 0, 0, 0, 0, 0, 1]);
    const octets = Buffer.concat([head, Buffer.alloc(8_000_000, 0x02), Buffer.of(0x03)]);
    const before = process.memoryUsage().heapUsed;
    assert.throws(() => decodeMessage(octets), { key: "ipp.malformed" });
    assert.ok(process.memoryUsage().heapUsed - before < 100_000_000);
  });

  it("puts no novel and no signs of a terminal into a status", async () => {
    const needs = [`${long}-error`, "media-empty\u001b[31m-error", "<b>\u202e-error", "media-jam-error"];
    model.printer = [
      ...model.printer.filter(({ name }) => name !== "printer-state-reasons"),
      strings("keyword", "printer-state-reasons", ...needs.map((word) => word.slice(0, 250))),
    ];
    const { troubles } = await open().capabilities();
    const told = troubles.map(({ key, data }) => sentence(key, data, "en"));
    assert.ok(
      told.some((text) => text.includes("jammed") || text.includes("stuck")),
      told.join("\n"),
    );
    for (const text of told) {
      assert.ok(text.length < 300, text);
      assert.doesNotMatch(text, unseemly);
      assert.doesNotMatch(text, /</);
    }
  });

  it("floods nobody with reasons", async () => {
    const many = Array.from({ length: 5_000 }, (_, index) => `reason-${index}-error`);
    model.printer = [
      ...model.printer.filter(({ name }) => name !== "printer-state-reasons"),
      strings("keyword", "printer-state-reasons", ...many),
    ];
    assert.ok((await open().capabilities()).troubles.length <= 20);
  });

  it("says its refusal on one line, without signs of a terminal", async () => {
    const said = strings("textWithoutLanguage", "status-message", "\u001b]0;owned\u0007 No\u0000\u202e paper\r\nhere");
    const what = strings("keyword", "\u001b[2Jmedia", "a\u0007b");
    answering(operations["Get-Printer-Attributes"], 0x040b, [
      { name: "operation", attributes: [said] },
      { name: "unsupported", attributes: [what] },
    ]);
    const { key, data } = await faultOf(open().capabilities());
    const told = sentence(key, data, "en");
    assert.match(told, /media/);
    for (const value of [...Object.values(data), told]) assert.doesNotMatch(String(value), unseemly);
  });

  it("is not asked ten thousand times for a job that it lists again and again", async () => {
    const { reference } = await open().submit(job("key-1"));
    const same = { name: "job" as const, attributes: [] };
    const listed = Array.from(
      { length: 2_000 },
      (): IppGroup => ({
        ...same,
        attributes: [
          { name: "job-id", values: [{ syntax: "integer", value: reference.id }] },
          { name: "job-state", values: [{ syntax: "enum", value: 9 }] },
        ],
      }),
    );
    const asked: number[] = [];
    model.door = (request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part) => parts.push(part));
      request.on("end", () => {
        const { message } = decodeMessage(Buffer.concat(parts));
        asked.push(message.code);
        response.setHeader("content-type", "application/ipp");
        const groups = message.code === operations["Get-Jobs"] ? listed : [];
        const code = message.code === operations["Get-Jobs"] ? 0 : 0x0406;
        response.end(encodeMessage({ version: "2.0", requestId: message.requestId, code, groups }));
      });
      return true;
    };
    assert.deepEqual(await open().find("key-1", reference), { state: "absent" });
    assert.ok(asked.length <= 4, `${asked.length} requests`);
  });

  it("leaves no identifier as long as a letter to be kept", async () => {
    const { reference } = await open().submit(job("key-1"));
    const [one] = model.jobs;
    one!.uuid = `urn:uuid:${"0".repeat(900)}`;
    const found = await open().find("key-1");
    assert.ok(found.state === "found");
    assert.deepEqual([found.reference.id, found.reference.uuid], [reference.id, undefined]);
  });

  /** Digest over the octets of a name and a realm that are no ASCII, RFC 7616 §4 and RFC 5987. */
  it("logs in under a name, and in a realm, that ASCII has no letters for", async () => {
    const [user, password, realm] = ["Łukasz", "żółć", "Büro"];
    const octets = (text: string) => Buffer.from(text, "utf8").toString("latin1");
    const hash = (text: string) => createHash("sha256").update(text, "latin1").digest("hex");
    model.door = (request, response) => {
      const [found] = readChallenges(request.headers.authorization ?? "");
      const { username, uri, response: said, nc, cnonce, nonce } = found?.parameters ?? {};
      const secret = hash(`${octets(user)}:${octets(realm)}:${octets(password)}`);
      const right = hash([secret, nonce, nc, cnonce, "auth", hash(`POST:${uri}`)].join(":"));
      if (username === octets(user) && said === right) return false;
      response.writeHead(401, {
        "www-authenticate": `Digest realm="${octets(realm)}", nonce="n", qop="auth", algorithm=SHA-256, charset=UTF-8`,
      });
      response.end();
      return true;
    };
    await open({}, { user }, password).submit(job("key-1"));
    assert.deepEqual(model.printed, ["key-1"]);
  });
});

describe("a server that means no good", () => {
  let raw: Server | undefined;
  const sockets = new Set<Socket>();
  async function rawServer(talk: (socket: Socket) => void): Promise<string> {
    raw = createServer((socket) => {
      sockets.add(socket);
      socket.on("error", () => {});
      talk(socket);
    }).listen(0, "127.0.0.1");
    await once(raw, "listening");
    return `ipp://127.0.0.1:${(raw.address() as { port: number }).port}/ipp/print`;
  }
  afterEach(() => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    raw?.close();
  });
  /** Says the same over and over, as fast as it is heard. */
  const forever = (head: string, more: string) => (socket: Socket) =>
    socket.once("data", () => {
      socket.write(head);
      const on = () => {
        while (socket.writable && socket.write(more));
      };
      socket.on("drain", on);
      on();
    });
  const ok = "HTTP/1.1 200 OK\r\ncontent-type: application/ipp\r\n";
  const chunked = `${ok}transfer-encoding: chunked\r\n\r\n`;
  const drip = (socket: Socket) =>
    socket.once("data", () => {
      socket.write(`${ok}content-length: 1000000\r\n\r\n`);
      const timer = setInterval(() => socket.write("x"), 20);
      socket.on("close", () => clearInterval(timer));
    });
  const once200 = (words: string) => (socket: Socket) => socket.once("data", () => socket.write(words));

  const servers: [what: string, talk: (socket: Socket) => void, key: string][] = [
    ["floods with header fields", forever("HTTP/1.1 200 OK\r\n", `x-a: ${"y".repeat(1000)}\r\n`), "ipp.not-http"],
    ["never ends one header field", forever("HTTP/1.1 200 OK\r\nx-a: ", "y".repeat(65_536)), "ipp.not-http"],
    ["goes on saying 100 Continue", forever("", "HTTP/1.1 100 Continue\r\n\r\n".repeat(100)), "ipp.slow"],
    ["goes on saying 102 Processing", forever("", "HTTP/1.1 102 Processing\r\n\r\n".repeat(100)), "ipp.slow"],
    [
      "wants to speak another protocol",
      once200("HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"),
      "ipp.cut-off",
    ],
    ["floods with chunk extensions", forever(`${chunked}1`, `;a=${"b".repeat(10_000)}`), "ipp.not-http"],
    ["floods with trailers", forever(`${chunked}1\r\nx\r\n0\r\n`, `x-a: ${"y".repeat(1000)}\r\n`), "ipp.not-http"],
    ["ends its chunks with garbage", once200(`${chunked}1\r\nx\r\nzz\r\n\u0000\u0001\r\n`), "ipp.not-http"],
    ["announces more than there is memory", once200(`${ok}content-length: 99999999999999\r\n\r\nx`), "ipp.slow"],
    ["has two lengths", once200(`${ok}content-length: 3\r\ncontent-length: 4\r\n\r\nabcd`), "ipp.not-http"],
    ["sends a gigabyte", forever(chunked, `10000\r\n${"x".repeat(65_536)}\r\n`), "ipp.too-large"],
    ["drips its answer, each drop in time", drip, "ipp.slow"],
  ];
  const limits = { silence: 400, question: 800, whole: 1500, answer: 1_000_000 };
  const grown = (before: number) => process.memoryUsage().rss - before;

  for (const [what, talk, key] of servers) {
    it(`ends in time, with ${key}, where it ${what}`, async () => {
      const printer = printerAt(await rawServer(talk), { limits });
      const before = process.memoryUsage().rss;
      const fault = await faultOf(printer.capabilities());
      assert.deepEqual([fault.key, fault.certainlyNot], [key, true]);
      assert.ok(grown(before) < 200_000_000);
      assert.doesNotMatch(sentence(fault.key, fault.data, "fr"), /[{}]/);
    });

    it(`is in doubt, and in time, with ${key}, where it has the document and ${what}`, async () => {
      const model = await modelPrinter();
      let turned = false;
      const address = await rawServer((socket) => {
        if (turned) return afterDocument(socket, talk);
        const to = connect(model.port, "127.0.0.1");
        sockets.add(to);
        to.on("error", () => {});
        socket.pipe(to).pipe(socket);
      });
      const keep = async () => {
        turned = true;
      };
      const before = process.memoryUsage().rss;
      const fault = await faultOf(printerAt(address, { limits }).submit(job("key-1"), { keep }));
      await model.close();
      assert.ok(grown(before) < 200_000_000);
      assert.deepEqual([fault.key, fault.certainlyNot, fault.again], [key, false, false]);
    });
  }
});

/** Takes all of a request, and asks for its document where it has one. */
function afterDocument(socket: Socket, talk: (socket: Socket) => void): void {
  let heard = "";
  const on = (part: Buffer) => {
    const first = heard === "";
    heard += part.toString("latin1");
    if (first && /expect: 100-continue/i.test(heard)) socket.write("HTTP/1.1 100 Continue\r\n\r\n");
    else if (/content-length/i.test(heard) || heard.endsWith("0\r\n\r\n")) {
      socket.removeListener("data", on);
      talk(socket);
      socket.emit("data", Buffer.alloc(0));
    }
  };
  socket.on("data", on);
}
