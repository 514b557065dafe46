import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { text } from "node:stream/consumers";
import express from "express";
import { afterEach, beforeEach, describe, it } from "mocha";
import type { NodeAPI } from "node-red";
import type { EndpointHandler } from "../../nodes/shared/endpoint-places.ts";
import {
  answerLost,
  awaitEndpoints,
  type Opening,
  ownUrl,
  publicUrl,
  registerEndpoint,
  type Unregister,
} from "../../nodes/shared/public-endpoint.ts";
import { Fault } from "../../src/contract/index.ts";

let server: Server;
let port: number;
let RED: NodeAPI;
let open: Unregister[];
let events: EventEmitter;

/** The part of Node-RED that the dispatcher touches. */
function fakeRed(httpNodeRoot: string | false | undefined, more: object): NodeAPI {
  return { settings: { httpNodeRoot }, events, ...more } as unknown as NodeAPI;
}

/** Express as Node-RED sets it up: the editor's parser first, then the flows' own app. */
function nodeRedApp() {
  const root = express();
  const httpNode = express();
  root.use(express.json());
  root.use("/", httpNode);
  return { root, httpNode };
}

async function listen(listener?: Parameters<typeof createServer>[1]): Promise<void> {
  server = listener === undefined ? createServer() : createServer(listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
}

const behind: EndpointHandler = (_, response) => void response.writeHead(404).end("behind");

const saying =
  (text: string): EndpointHandler =>
  (_, response) =>
    void response.end(text);

function mount(path: string, handler: EndpointHandler, more: Partial<Opening> = {}, red = RED): Unregister {
  const unregister = registerEndpoint(red, { path, handler, node: "n1", ...more });
  open.push(unregister);
  return unregister;
}

const opening = (path: string, handler: EndpointHandler): Opening => ({ path, handler, node: "n1" });

async function get(path: string, init?: RequestInit): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, init);
  return `${response.status} ${await response.text()}`;
}

describe("the dispatcher", () => {
  beforeEach(async () => {
    open = [];
    events = new EventEmitter();
    await listen(behind);
    RED = fakeRed("/", { server });
  });

  afterEach(async () => {
    for (const unregister of open) void unregister();
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });

  describe("a public endpoint", () => {
    const roots: { root: string | false | undefined; url: string }[] = [
      { root: "/", url: "/webhook/abc" },
      { root: undefined, url: "/webhook/abc" },
      { root: false, url: "/webhook/abc" },
      { root: "flows", url: "/flows/webhook/abc" },
      { root: "/flows/", url: "/flows/webhook/abc" },
      { root: "/a/b", url: "/a/b/webhook/abc" },
    ];
    for (const { root, url } of roots) {
      it(`stands at ${url} with httpNodeRoot ${String(root)}`, async () => {
        const red = fakeRed(root, { server });
        mount("/webhook/abc", saying("here"), {}, red);
        assert.equal(await get(url), "200 here");
        assert.equal(publicUrl(red, "https://example.org/", "/webhook/abc"), `https://example.org${url}`);
        assert.equal(publicUrl(red, "", "/webhook/abc"), url);
      });
    }

    const paths: { path: string; answer: string }[] = [
      { path: "/webhook/abc", answer: "200 here" },
      { path: "/webhook/abc/", answer: "200 here" },
      { path: "//webhook//abc", answer: "200 here" },
      { path: "/webhook/abc?a=1&b=/x", answer: "200 here" },
      { path: "/webhook/ABC", answer: "404 behind" },
      { path: "/webhook/abcd", answer: "404 behind" },
      { path: "/webhook/abc/d", answer: "404 behind" },
      { path: "/webhook", answer: "404 behind" },
      { path: "/", answer: "404 behind" },
      { path: "/x?/webhook/abc", answer: "404 behind" },
    ];
    for (const { path, answer } of paths) {
      it(`answers “${answer}” at ${path}`, async () => {
        mount("/webhook/abc", saying("here"));
        assert.equal(await get(path), answer);
      });
    }

    it("is found by a caller who writes the whole address on the request line, and seen as its path", async () => {
      mount("/webhook/abc", (request, response) => void response.end(request.url));
      const asking = request({ host: "127.0.0.1", port, path: "http://campaigns.example/webhook/abc?a=http://b/c" });
      asking.end();
      const [answer] = (await once(asking, "response")) as [IncomingMessage];
      assert.equal(await text(answer), "/webhook/abc?a=http://b/c");
    });

    it("is refused to a second node, and left to the first", async () => {
      mount("/webhook/abc", saying("first"));
      assert.throws(
        () => mount("webhook/abc/", saying("second"), { node: "n2" }),
        (error) => error instanceof Fault && error.key === "webhook.address-taken",
      );
      assert.equal(await get("/webhook/abc"), "200 first");
    });

    it("is nowhere when it has been let go", async () => {
      void mount("/webhook/abc", saying("here"))();
      assert.equal(await get("/webhook/abc"), "404 behind");
    });

    it("answers 410 when its node was removed, until a node takes it again", async () => {
      void mount("/webhook/gone", saying("here"))({ gone: true });
      const answer = await fetch(`http://127.0.0.1:${port}/webhook/gone`, {
        method: "POST",
        headers: { "accept-language": "fr" },
      });
      const { receipt, title } = (await answer.json()) as Record<string, unknown>;
      assert.deepEqual([answer.status, receipt, title], [410, "gone", "Cette adresse est fermée définitivement"]);
      mount("/webhook/gone", saying("back"));
      assert.equal(await get("/webhook/gone"), "200 back");
    });

    /** What the runtime says in the course of a deploy that has not yet begun to start. */
    const deploying = () => events.emit("flows:stopping", { type: "full", diff: { globalConfigChanged: false } });
    const started = () => {
      events.emit("flows:starting", {});
      events.emit("flows:started", {});
    };
    /** The first start of all. */
    const begin = () => events.emit("flows:started", {});

    async function receiptAt(path: string): Promise<unknown[]> {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method: "POST", body: "{}" });
      const { receipt } = (await answer.json()) as Record<string, unknown>;
      return [answer.status, receipt, answer.headers.get("retry-after"), answer.headers.get("connection")];
    }

    it("goes on answering in a deploy until its successor has it", async () => {
      let ended = 0;
      const old = mount("/webhook/abc", saying("old"), {
        ended: () => {
          ended += 1;
        },
      });
      begin();
      deploying();
      await old({ gone: false });
      assert.equal(await get("/webhook/abc"), "200 old");
      assert.equal(ended, 0);
      mount("/webhook/abc", saying("new"));
      started();
      assert.equal(await get("/webhook/abc"), "200 new");
      assert.equal(ended, 1);
    });

    it("asks callers back when the deploy has switched its node off, until a node takes it again", async () => {
      let ended = 0;
      const old = mount("/webhook/abc", saying("old"), {
        ended: () => {
          ended += 1;
        },
      });
      begin();
      deploying();
      await old({ gone: false });
      started();
      assert.deepEqual(await receiptAt("/webhook/abc"), [503, "unavailable", "60", "keep-alive"]);
      assert.equal(ended, 1);
      mount("/webhook/abc", saying("back"));
      assert.equal(await get("/webhook/abc"), "200 back");
    });

    it("is gone when its node has another address after the deploy", async () => {
      const old = mount("/webhook/abc", saying("old"));
      begin();
      deploying();
      await old({ gone: false });
      mount("/webhook/def", saying("new"));
      started();
      assert.deepEqual((await receiptAt("/webhook/abc")).slice(0, 2), [410, "gone"]);
      assert.equal(await get("/webhook/def"), "200 new");
    });

    it("waits for the last of two deploys", async () => {
      const old = mount("/webhook/abc", saying("old"));
      begin();
      deploying();
      await old({ gone: false });
      events.emit("flows:starting", {});
      deploying();
      events.emit("flows:starting", {});
      events.emit("flows:started", {});
      assert.equal(await get("/webhook/abc"), "200 old");
      events.emit("flows:started", {});
      assert.deepEqual((await receiptAt("/webhook/abc"))[0], 503);
    });

    it("turns callers away when Node-RED stops, after it has answered those who were there before", async () => {
      let answer = () => {};
      const asked = new Promise<void>((resolve) => {
        mount("/webhook/slow", (_, response) => {
          answer = () => response.end("kept");
          resolve();
        });
      });
      const slow = open[0]!;
      begin();
      const under = fetch(`http://127.0.0.1:${port}/webhook/slow`);
      await asked;
      events.emit("flows:stopping", { type: "full", diff: { added: [], changed: [] } });
      assert.deepEqual(await receiptAt("/webhook/slow"), [503, "unavailable", "5", "close"]);
      let closed = false;
      const closing = slow({ gone: false }).then(() => {
        closed = true;
      });
      await get("/elsewhere");
      assert.equal(closed, false);
      answer();
      const kept = await under;
      assert.deepEqual([await kept.text(), kept.headers.get("connection")], ["kept", "close"]);
      await closing;
      events.emit("flows:starting", {});
      mount("/webhook/slow", saying("again"));
      assert.equal(await get("/webhook/slow"), "200 again");
    });

    it("asks callers back who come before the flows have started, and below the awaited folders only", async () => {
      // Each type of node says which are its own.
      for (const folder of ["/webhook", "/link"]) awaitEndpoints(RED, [folder]);
      for (const path of ["/webhook/abc", "/link/abc/def"])
        assert.deepEqual(await receiptAt(path), [503, "unavailable", "2", "keep-alive"]);
      assert.equal(await get("/elsewhere"), "404 behind");
      assert.equal(await get("/webhook"), "404 behind");
      events.emit("flows:starting", {});
      mount("/webhook/def", saying("here"));
      assert.equal(await get("/webhook/def"), "200 here");
      events.emit("flows:started", {});
      awaitEndpoints(RED, ["/late"]);
      for (const path of ["/webhook/abc", "/link/abc", "/late/abc"]) assert.equal(await get(path), "404 behind");
    });

    it("answers one level below its path where it is opened so, and there only", async () => {
      mount("/receipt/abc", (request, response) => void response.end(request.url), { below: true });
      assert.equal(await get("/receipt/abc/token"), "200 /receipt/abc/token");
      assert.equal(await get("/receipt/abc"), "404 behind");
      assert.equal(await get("/receipt/abc/token/more"), "404 behind");
    });

    it("is found by those who type it in capitals, where it ends with a token", async () => {
      mount("/receipt/abc", (request, response) => void response.end(request.url), { below: true });
      assert.equal(await get("/RECEIPT/Abc/TOKEN"), "200 /RECEIPT/Abc/TOKEN");
    });

    it("that no node has is answered by who takes it for one of its own, below the folder only", async () => {
      answerLost(RED, "/page", (request, response) => {
        if (!request.url?.endsWith("/ours")) return false;
        response.statusCode = 404;
        response.end("lost");
        return true;
      });
      mount("/page/here", saying("here"), { below: true });
      for (const path of ["/page/there/ours", "/PAGE/there/ours"]) assert.equal(await get(path), "404 lost");
      assert.equal(await get("/page/here/ours"), "200 here");
      for (const path of ["/page/there/theirs", "/ours", "/pages/there/ours"])
        assert.equal(await get(path), "404 behind");
    });

    it("is not taken from its new node by the old one", async () => {
      const old = mount("/webhook/abc", saying("old"));
      void old({ gone: false });
      mount("/webhook/abc", saying("new"));
      void old({ gone: true });
      void old();
      assert.equal(await get("/webhook/abc"), "200 new");
    });

    it("leaves nothing behind in 200 redeploys", async () => {
      void mount("/webhook/abc", saying("0"))({ gone: false });
      const listeners = server.listeners("request");
      for (let cycle = 1; cycle <= 200; cycle += 1) void mount("/webhook/abc", saying(String(cycle)))({ gone: false });
      mount("/webhook/abc", saying("last"));
      // The very same one: a wrapper around a wrapper would be one listener too.
      assert.deepEqual([listeners.length, server.listeners("request")[0]], [1, listeners[0]]);
      assert.equal(await get("/webhook/abc"), "200 last");
    });

    it("is shared by two copies of the module", async () => {
      const copy: typeof import("../../nodes/shared/public-endpoint.ts") = await import(
        `${new URL("../../nodes/shared/public-endpoint.ts", import.meta.url).href}?copy`
      );
      mount("/webhook/abc", saying("first"));
      assert.throws(() => copy.registerEndpoint(RED, opening("/webhook/abc", saying("second"))), {
        key: "webhook.address-taken",
      });
      open.push(copy.registerEndpoint(RED, opening("/webhook/def", saying("copy"))));
      assert.equal(server.listenerCount("request"), 1);
      assert.equal(await get("/webhook/def"), "200 copy");
    });

    it("needs something that serves", () => {
      assert.throws(() => registerEndpoint(fakeRed("/", { server: null }), opening("/webhook/abc", saying("x"))), {
        key: "webhook.no-server",
      });
    });

    it("reaches itself on Node-RED's server, and without one where it was asked", () => {
      const asked = (localAddress: string | undefined, more = {}) =>
        ({ localAddress, localPort: 1880, ...more }) as unknown as Socket;
      const embedded = fakeRed("/api", { server: null });
      const own = (red: NodeAPI, socket: Socket) => ownUrl(red, "/webhook/abc", socket);
      assert.equal(own(RED, asked("192.0.2.1")), `http://127.0.0.1:${port}/webhook/abc`);
      assert.equal(own(embedded, asked("127.0.0.1")), "http://127.0.0.1:1880/api/webhook/abc");
      assert.equal(own(embedded, asked("::1", { encrypted: true })), "https://[::1]:1880/api/webhook/abc");
      assert.throws(() => own(embedded, asked(undefined)), { key: "webhook.no-server" });
    });

    const setups: { name: string; red: (app: ReturnType<typeof nodeRedApp>) => object }[] = [
      { name: "with Node-RED's server", red: ({ httpNode }) => ({ server, httpNode }) },
      { name: "embedded without a server", red: ({ httpNode }) => ({ server: null, httpNode }) },
    ];
    for (const { name, red } of setups) {
      it(`hands over the raw body in front of every parser, ${name}`, async () => {
        server.close();
        const app = nodeRedApp();
        await listen(app.root);
        let parsed: unknown;
        mount(
          "/webhook/abc",
          (request, response) => {
            parsed = (request as { body?: unknown }).body;
            const chunks: Buffer[] = [];
            request
              .on("data", (chunk: Buffer) => chunks.push(chunk))
              .on("end", () => response.end(Buffer.concat(chunks)));
          },
          {},
          fakeRed("/", red(app)),
        );
        app.httpNode.post("/other", (request, response) => void response.json(request.body));
        const init = { method: "POST", headers: { "content-type": "application/json" }, body: '{"a" : 1}' };
        assert.equal(await get("/webhook/abc", init), '200 {"a" : 1}');
        assert.equal(parsed, undefined);
        assert.equal(await get("/other", init), '200 {"a":1}');
      });
    }
  });
});
