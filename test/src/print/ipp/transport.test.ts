import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { connect, createServer, type Server, type Socket } from "node:net";
import { afterEach, describe, it } from "mocha";
import { sentence } from "../../../../src/language/index.ts";
import { readChallenges } from "../../../../src/print/ipp/http/challenge.ts";
import type { IppFault } from "../../../../src/print/ipp/index.ts";
import { certificateFor } from "../../mail/certificate.ts";
import { type ModelPrinter, modelPrinter } from "./model-printer.ts";
import { breaking, faultOf, job, large, letter, printerAt } from "./sample.ts";

let model: ModelPrinter | undefined;
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

async function startModel(tls?: { cert: string; key: string }): Promise<string> {
  model = await modelPrinter(tls);
  return `${tls ? "ipps" : "ipp"}://127.0.0.1:${model.port}/ipp/print`;
}

const quick = { connect: 150, silence: 150, whole: 400 };

/** What a server does when it is spoken to. */
const servers: [what: string, (socket: Socket) => void, key: string, limits?: object][] = [
  ["says nothing", () => {}, "ipp.slow", quick],
  ["sends its answer drop by drop", (socket) => drip(socket), "ipp.slow", quick],
  ["hangs up at once", (socket) => socket.destroy(), "ipp.cut-off"],
  ["resets the connection", (socket) => socket.resetAndDestroy(), "ipp.cut-off"],
  ["speaks no HTTP", (socket) => socket.end("220 mail.example ESMTP\r\n"), "ipp.not-http"],
  ["ends in the middle of its headers", (socket) => say(socket, "HTTP/1.1 200 OK\r\nconte"), "ipp.cut-off"],
  [
    "ends in the middle of its answer",
    (socket) => say(socket, "HTTP/1.1 200 OK\r\ncontent-type: application/ipp\r\ncontent-length: 90\r\n\r\nabc"),
    "ipp.cut-off",
  ],
  [
    "talks without end",
    (socket) => {
      socket.write("HTTP/1.1 200 OK\r\ncontent-type: application/ipp\r\ntransfer-encoding: chunked\r\n\r\n");
      const more = () => {
        while (socket.writable && socket.write(`10000\r\n${"x".repeat(65_536)}\r\n`));
      };
      socket.on("drain", more);
      more();
    },
    "ipp.too-large",
    { answer: 300_000 },
  ],
];

function drip(socket: Socket): void {
  socket.write("HTTP/1.1 200 OK\r\ncontent-type: application/ipp\r\ncontent-length: 1000\r\n\r\n");
  const timer = setInterval(() => socket.write("x"), 50);
  socket.on("close", () => clearInterval(timer));
}
function say(socket: Socket, words: string): void {
  socket.once("data", () => socket.end(words));
}

const statuses: [status: number, headers: Record<string, string>, key: string, again: boolean][] = [
  [302, { location: "http://elsewhere.example/" }, "ipp.redirected", true],
  [400, {}, "ipp.http-status", true],
  [401, {}, "ipp.login-missing", true],
  [403, {}, "ipp.forbidden", true],
  [404, {}, "ipp.no-such-address", true],
  [413, {}, "ipp.document-too-large", false],
  [426, { upgrade: "TLS/1.2" }, "ipp.wants-tls", true],
  [502, {}, "ipp.http-status", true],
  [503, { "retry-after": "7" }, "ipp.busy", true],
];

const ada = { user: "ada", password: "Sésame: ouvre" };
const at = (fault: IppFault) => [fault.key, fault.certainlyNot, fault.again];

describe("how IPP goes over HTTP", () => {
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    raw?.close();
    await model?.close();
    [raw, model] = [undefined, undefined];
  });

  for (const [what, talk, key, limits = {}] of servers)
    it(`ends in time where the server ${what}`, async () => {
      const printer = printerAt(await rawServer(talk), { limits });
      assert.deepEqual(at(await faultOf(printer.capabilities())), [key, true, true]);
    });

  it("tells of a port where nobody listens", async () => {
    const address = await rawServer(() => {});
    raw?.close();
    const fault = await faultOf(printerAt(address).capabilities());
    assert.deepEqual([...at(fault), fault.data.code], ["ipp.unreachable", true, true, "ECONNREFUSED"]);
  });

  for (const [status, headers, key, again] of statuses)
    it(`says what HTTP status ${status} means`, async () => {
      const address = await startModel();
      model!.door = (_, response) => Boolean(response.writeHead(status, headers).end("<html>"));
      const fault = await faultOf(printerAt(address).capabilities());
      assert.deepEqual(at(fault), [key, true, again]);
      assert.equal(fault.after, status === 503 ? 7000 : undefined);
      assert.doesNotMatch(sentence(fault.key, fault.data, "fr"), /[{}]/);
    });

  describe("logs in", () => {
    const basic = (request: IncomingMessage) =>
      request.headers.authorization === `Basic ${Buffer.from(`${ada.user}:${ada.password}`).toString("base64")}`;

    /** A door that opens to Digest, with a nonce that is good for so many requests. */
    function digestDoor(algorithm: string, uses: number) {
      const name = algorithm === "SHA-256" ? "sha256" : "md5";
      const hash = (text: string) => createHash(name).update(text).digest("hex");
      const seen = { challenges: 0, stale: 0, counts: [] as string[] };
      let nonce = 0;
      let used = 0;
      function challenge(response: ServerResponse, stale: boolean) {
        nonce += 1;
        used = 0;
        seen.challenges += 1;
        if (stale) seen.stale += 1;
        const rest = `nonce="n${nonce}", qop="auth", algorithm=${algorithm}${stale ? ", stale=true" : ""}`;
        response.writeHead(401, { "www-authenticate": `Digest realm="printers", ${rest}` }).end();
        return true;
      }
      function door(request: IncomingMessage, response: ServerResponse): boolean {
        const [found] = readChallenges(request.headers.authorization ?? "");
        if (found === undefined) return challenge(response, false);
        const { username, realm, uri, response: said, nc, cnonce, nonce: of } = found.parameters;
        const secret = hash(`${username}:${realm}:${ada.password}`);
        const right = hash([secret, of, nc, cnonce, "auth", hash(`POST:${uri}`)].join(":"));
        if (username !== ada.user || said !== right) return challenge(response, false);
        used += 1;
        if (of !== `n${nonce}` || used > uses) return challenge(response, true);
        seen.counts.push(nc ?? "");
        return false;
      }
      return { seen, door };
    }

    it("with Basic, asked once, and the document goes out once", async () => {
      const address = await startModel();
      let challenges = 0;
      model!.door = (request, response) => {
        if (basic(request)) return false;
        challenges += 1;
        response.writeHead(401, { "www-authenticate": 'Basic realm="printers"' }).end();
        return true;
      };
      await printerAt(address, { settings: { user: ada.user }, password: ada.password }).submit(job("key-1"));
      assert.deepEqual([challenges, model!.printed], [1, ["key-1"]]);
    });

    for (const algorithm of ["MD5", "SHA-256"])
      it(`with Digest (${algorithm}), counting, and asked once`, async () => {
        const address = await startModel();
        const { seen, door } = digestDoor(algorithm, 1000);
        model!.door = door;
        await printerAt(address, { settings: { user: ada.user }, password: ada.password }).submit(job("key-1"));
        assert.deepEqual([seen.challenges, model!.printed], [1, ["key-1"]]);
        assert.deepEqual(seen.counts.slice(0, 3), ["00000001", "00000002", "00000003"]);
      });

    it("again with Digest whenever the nonce ran out, in the middle of a job as well", async () => {
      const address = await startModel();
      const { seen, door } = digestDoor("SHA-256", 1);
      model!.door = door;
      const printer = printerAt(address, { settings: { user: ada.user }, password: ada.password });
      await printer.submit(job("key-1", { document: large }));
      assert.deepEqual(model!.printed, ["key-1"]);
      assert.ok(model!.documents[0]?.equals(large));
      assert.ok(seen.stale > 3);
    });

    const refusals: [what: string, field: string, key: string][] = [
      ["a wrong password", 'Basic realm="printers"', "ipp.login"],
      ["a wrong password with Digest", 'Digest realm="p", qop="auth", nonce="n"', "ipp.login"],
      ["stale nonces without end", 'Digest realm="p", qop="auth", nonce="n", stale=true', "ipp.login"],
      ["a scheme that is not spoken", "Negotiate", "ipp.login-unknown"],
    ];
    for (const [what, field, key] of refusals)
      it(`not, and says so, with ${what}`, async () => {
        const address = await startModel();
        let requests = 0;
        model!.door = (_, response) => {
          requests += 1;
          return Boolean(response.writeHead(401, { "www-authenticate": field }).end());
        };
        const printer = printerAt(address, { settings: { user: ada.user }, password: "wrong horse" });
        const fault = await faultOf(printer.submit(job("key-1")));
        assert.deepEqual(at(fault), [key, true, true]);
        assert.ok(requests <= 3);
        assert.doesNotMatch(JSON.stringify([fault.data, fault.message]), /horse/);
      });
  });

  describe("takes a refusal that comes before the document is gone", () => {
    for (const status of [401, 403, 413])
      it(`of HTTP status ${status}, for certain`, async () => {
        const address = await startModel();
        const printer = printerAt(address, { settings: { user: "ada" }, password: "x" });
        const submission = printer.submit(job("key-1", { document: large }), {
          async keep() {
            model!.door = (request, response) => {
              if (request.headers.expect === undefined) return false;
              response.writeHead(status, { connection: "close", "www-authenticate": "Basic" }).end();
              return true;
            };
          },
        });
        const fault = await faultOf(submission);
        assert.equal(fault.certainlyNot, true, fault.message);
        assert.deepEqual(model!.printed, []);
        assert.equal(model!.jobs[0]?.state, 7);
      });
  });

  it("announces how long a document is, and resets the connection where it breaks off in the middle", async () => {
    await startModel();
    let [head, end] = ["", ""];
    let turned = false;
    const address = await rawServer((socket) => {
      if (!turned) {
        const to = connect(model!.port, "127.0.0.1");
        sockets.add(to);
        to.on("error", () => {});
        return void socket.pipe(to).pipe(socket);
      }
      socket.once("data", (part) => {
        head ||= part.toString("latin1");
        socket.write("HTTP/1.1 100 Continue\r\n\r\n");
        socket.resume();
      });
      socket.on("error", (error: NodeJS.ErrnoException) => {
        end ||= error.code ?? "";
      });
      socket.on("end", () => {
        end ||= "end";
      });
    });
    const { open } = breaking(300_000);
    const document = { open, size: 1_000_000 };
    const keep = async () => {
      turned = true;
    };
    await faultOf(printerAt(address).submit(job("key-1", { document }), { keep }));
    assert.match(head, /^content-length: 1000\d{3}\r$/im);
    assert.doesNotMatch(head, /chunked/);
    assert.equal(end, "ECONNRESET");
  });

  it("waits for a server that never says that it wants the document, and sends it then", async () => {
    const address = await startModel();
    const silent = await new Promise<string>((resolve, reject) => {
      // Swallows the header, so that nobody says 100 Continue.
      const proxy = rawServer((socket) => {
        const [, port] = /:(\d+)\//.exec(address) ?? [];
        import("node:net").then(({ connect }) => {
          const to = connect(Number(port), "127.0.0.1");
          sockets.add(to);
          to.on("error", () => socket.destroy());
          to.pipe(socket);
          socket.on("data", (part) =>
            to.write(part.toString("latin1").replace(/expect: 100-continue\r\n/i, ""), "latin1"),
          );
          socket.on("close", () => to.destroy());
        }, reject);
      });
      proxy.then(resolve, reject);
    });
    await printerAt(silent).submit(job("key-1"));
    assert.deepEqual(model!.documents, [letter]);
  });

  it("speaks IPP 1.1 with a printer that does not know 2.0", async () => {
    const address = await startModel();
    model!.mishaps = { "Get-Jobs": 0x0503 };
    await printerAt(address).submit(job("key-1"));
    assert.deepEqual([...new Set(model!.requests.map(({ version }) => version))], ["2.0", "1.1"]);
    assert.deepEqual(model!.printed, ["key-1"]);
  });

  describe("over TLS", () => {
    const own = certificateFor("127.0.0.1");
    const other = certificateFor("127.0.0.1");
    const misnamed = certificateFor("printer.example");
    const old = certificateFor("127.0.0.1", Date.now() - 10 * 86_400_000);
    const cases: [
      what: string,
      server: { cert: string; key: string },
      authority: string,
      key: string | undefined,
      code?: string,
    ][] = [
      ["takes a certificate that it was given", own, own.cert, undefined],
      ["takes one that bears another name, where it is the printer's own", misnamed, misnamed.cert, undefined],
      ["refuses one that nobody vouches for", own, "", "ipp.certificate", "DEPTH_ZERO_SELF_SIGNED_CERT"],
      ["refuses another one than it was given", own, other.cert, "ipp.certificate"],
      ["refuses one that is too old", old, old.cert, "ipp.certificate", "CERT_HAS_EXPIRED"],
    ];
    for (const [what, server, authority, key, code] of cases)
      it(what, async () => {
        const address = await startModel(server);
        const printer = printerAt(address, { settings: { authority } });
        if (key === undefined) {
          await printer.submit(job("key-1"));
          assert.deepEqual(model!.printed, ["key-1"]);
          return;
        }
        const fault = await faultOf(printer.submit(job("key-1")));
        assert.deepEqual(at(fault), [key, true, true]);
        if (code !== undefined) assert.equal(fault.data.code, code);
        assert.deepEqual(model!.asked, []);
      });

    it("says that a port without TLS has none", async () => {
      const address = (await startModel()).replace("ipp:", "ipps:");
      const fault = await faultOf(printerAt(address).capabilities());
      assert.deepEqual(at(fault), ["ipp.tls", true, true]);
    });

    it("ends in time where the handshake stands still", async () => {
      const address = (await rawServer(() => {})).replace("ipp:", "ipps:");
      const fault = await faultOf(printerAt(address, { limits: quick }).capabilities());
      assert.deepEqual([...at(fault), fault.data.code], ["ipp.unreachable", true, true, "ETIMEDOUT"]);
    });
  });
});
