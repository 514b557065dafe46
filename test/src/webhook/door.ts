import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, beforeEach } from "mocha";
import { type Clock, systemClock } from "../../../src/clock.ts";
import {
  type AcceptedCall,
  compileAuthentication,
  compileFields,
  type Endpoint,
  mintSecret,
  type Refusal,
  readSecret,
  receive,
  type SeenCall,
  sign,
} from "../../../src/webhook/index.ts";

/** The instant at which every call of these tests arrives. */
export const now = 1_800_000_000_000;
const clock: Clock = { ...systemClock, now: () => now };
const text = mintSecret();
export const secret = readSecret(text);
const standard = compileAuthentication(
  { proofs: [{ kind: "standard-webhooks", id: "sender", headers: "webhook" }] },
  { "sender.current": text },
);
export const right = '{"caseKey":"D-1","decision":"accepted"}';
const fields = compileFields([
  { name: "caseKey", type: "text", required: true, target: "case-key" },
  { name: "decision", type: "enum", required: true, target: "event", values: [{ value: "accepted", synonyms: [] }] },
]);

export interface DoorCall {
  method?: string;
  path?: string;
  body?: string | Uint8Array;
  /** On top of the content type and the signature; undefined takes one out. */
  headers?: Record<string, string | undefined>;
  id?: string;
  /** Signs other bytes than are sent. */
  signed?: string | Uint8Array;
  at?: number;
}

export interface DoorReply {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

/** A server whose every path is one endpoint. To be called inside a `describe`. */
export function door() {
  let server: Server;
  let port = 0;
  let received: Promise<void>[] = [];
  const state = {
    endpoint: {} as Endpoint,
    accepted: [] as AcceptedCall[],
    refused: [] as Refusal[],
    seen: [] as SeenCall[],
    failed: [] as unknown[],
  };

  beforeEach(async () => {
    received = [];
    Object.assign(state, { accepted: [], refused: [], seen: [], failed: [] });
    state.endpoint = {
      authentication: standard,
      fields,
      identity: { places: ["proof", "idempotency-key", "cloud-event", "body"], field: "" },
      rates: async () => undefined,
      perMinute: 0,
      limit: 262_144,
      batch: 3,
      deadline: 5_000,
      origins: [],
      clock,
      accept: async (call) => {
        state.accepted.push(call);
        return { receipt: "accepted", eventId: call.eventId, caseKey: call.caseKey };
      },
      refused: (refusal) => state.refused.push(refusal),
      seen: (call) => state.seen.push(call),
      failed: (error) => state.failed.push(error),
    };
    server = createServer((request, response) => received.push(receive(state.endpoint, request, response)));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    port = (server.address() as AddressInfo).port;
  });

  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
    await Promise.all(received);
  });

  function headersOf({ body = right, headers = {}, id = "msg_1", signed = body, at = now }: DoorCall) {
    const all = { "content-type": "application/json", ...sign(secret, id, Buffer.from(signed), at), ...headers };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Record<string, string>;
  }

  return {
    state,
    async call(call: DoorCall = {}): Promise<DoorReply> {
      const { method = "POST", path = "/", body = right } = call;
      const bytes = method === "POST" ? Buffer.from(body) : undefined;
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: headersOf(call),
        body: bytes,
      });
      const answer = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        body: answer === "" ? {} : (JSON.parse(answer) as Record<string, unknown>),
      };
    },
    /** The head of a signed call as it goes over the wire, `extra` lines at its end. */
    head(call: DoorCall = {}, extra: readonly string[] = [], length: IncomingHttpHeaders = {}): string {
      const headers = { host: "x", "content-length": String(Buffer.from(call.body ?? right).length), ...length };
      const all = Object.entries({ ...headers, ...headersOf(call) }).filter(([, value]) => value !== undefined);
      const lines = all.map(([name, value]) => `${name}: ${value}`);
      return `POST ${call.path ?? "/"} HTTP/1.1\r\n${[...lines, ...extra].join("\r\n")}\r\n\r\n`;
    },
    /** Writes bytes, `later` ones one after the other, and answers all that comes until the server closes. */
    async raw(first: string, ...later: string[]): Promise<string> {
      const socket = connect(port, "127.0.0.1");
      let answer = "";
      socket.on("data", (chunk) => {
        answer += chunk;
      });
      socket.on("error", () => {});
      socket.write(first);
      for (const next of later) socket.write(next);
      await once(socket, "close");
      return answer;
    },
  };
}
