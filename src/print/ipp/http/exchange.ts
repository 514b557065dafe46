/**
 * The one place of IPP that speaks HTTP, and it does so with node:http itself: whether the last octet of a document was
 * given away decides whether a letter may be sent again, a printer may refuse it before it has it all, and its pace has to
 * be felt. A client that takes a body and gives an answer tells nothing of that.
 */
import type { ClientRequest, IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { systemCode } from "../../../durable-file.ts";
import { type IppFault, notNow, unfit } from "../ipp-fault.ts";
import type { IppLimits } from "../settings.ts";
import type { Way } from "./dial.ts";
import { type IppDocument, type OpenDocument, openDocument } from "./document.ts";

/** An import would load all that belongs to it, `fetch` and its like, when Node-RED starts. */
const { request } = process.getBuiltinModule("node:http");

/** How far a document got, whatever became of the exchange. */
export interface Progress {
  /** Octets of it may have left this machine. */
  begun: boolean;
  /** All of it may have. */
  ended: boolean;
}

export interface Outgoing {
  head: Uint8Array;
  document?: IppDocument | undefined;
  progress: Progress;
  authorization?: string | undefined;
  signal?: AbortSignal | undefined;
}

export interface HttpReply {
  status: number;
  headers: Readonly<Record<string, string | undefined>>;
  bytes: Uint8Array;
}

/** Bytes for which the time of a whole request is meant; a larger document has so much longer. */
const usualSize = 50_000_000;

/** Milliseconds after which a document goes out although the server did not say that it wants it, RFC 9110 §10.1.1. */
const patience = 1000;

function headersOf({ host, port }: Way, { document, authorization }: Outgoing, length: number | undefined) {
  return {
    host: `${host.includes(":") ? `[${host}]` : host}:${port}`,
    "user-agent": "belle-histoire",
    "content-type": "application/ipp",
    accept: "application/ipp",
    connection: "close",
    ...(length === undefined ? { "transfer-encoding": "chunked" } : { "content-length": length }),
    ...(document !== undefined && { expect: "100-continue" }),
    ...(authorization !== undefined && { authorization }),
  };
}

/** Why an exchange broke off. */
function broken(host: string, error: unknown, time: number): IppFault {
  const code = systemCode(error) ?? "ERROR";
  if (code === "ETIMEDOUT") return notNow("ipp.slow", { host, time: Math.ceil(time / 1000) });
  if (code === "EDOCUMENT") return unfit("ipp.document");
  if (code === "ETOOLARGE") return notNow("ipp.too-large", { host });
  if (code.startsWith("HPE_")) return notNow("ipp.not-http", { host });
  return notNow("ipp.cut-off", { host, code });
}

/**
 * Octets of the whole request, announced wherever they are known: CUPS takes a chunked document that breaks off between two
 * chunks for all of it, and lets everybody wait for the rest of a chunk.
 */
function lengthOf(head: Uint8Array, source: OpenDocument | undefined): number | undefined {
  if (source === undefined) return head.length;
  return source.size === undefined ? undefined : head.length + source.size;
}

/** Closes a connection; in the middle of a document so that what went out cannot be taken for all of it. */
function leave(socket: Socket, { begun, ended }: Progress): void {
  if (begun && !ended && !(socket instanceof TLSSocket)) socket.resetAndDestroy();
  else socket.destroy();
}

const trouble = (code: string) => Object.assign(new Error(code), { code });

/**
 * Sends a request over a connection and takes the answer in, which closes it. An answer may come before the document is
 * gone: `progress` tells, and the rest stays here.
 * @throws IppFault, which says nothing of the document: what became of it is told by `progress`
 */
export function exchange(way: Way, socket: Socket, outgoing: Outgoing, limits: IppLimits): Promise<HttpReply> {
  const { head, document, progress, signal } = outgoing;
  const source = document === undefined ? undefined : openDocument(document);
  const length = lengthOf(head, source);
  const most =
    source === undefined
      ? Math.min(limits.question, limits.whole)
      : limits.whole * Math.max(1, (source.size ?? 0) / usualSize);
  return new Promise((resolve, reject) => {
    const sent: ClientRequest = request({
      method: "POST",
      path: way.path,
      headers: headersOf(way, outgoing, length),
      createConnection: () => socket,
      setDefaultHeaders: false,
    });
    let over = false;
    let began = false;
    let waiting: NodeJS.Timeout | undefined;
    let silence = setTimeout(late, limits.silence, limits.silence);
    const whole = setTimeout(late, most, most);
    function heard() {
      clearTimeout(silence);
      if (!over) silence = setTimeout(late, limits.silence, limits.silence);
    }
    function late(time: number) {
      fail(trouble("ETIMEDOUT"), time);
    }
    function end() {
      over = true;
      for (const timer of [silence, whole, waiting]) clearTimeout(timer);
      signal?.removeEventListener("abort", closed);
      source?.stream.on("error", () => {}).destroy();
      leave(socket, progress);
      sent.on("error", () => {}).destroy();
    }
    function fail(error: unknown, time = 0) {
      if (over) return;
      end();
      reject(broken(way.host, error, time));
    }
    function closed() {
      fail(trouble("ECLOSED"));
    }

    async function write(): Promise<void> {
      clearTimeout(waiting);
      const last = source === undefined ? head : await writeDocument(source);
      if (over || last === undefined) return;
      // Before the octet that makes the request whole.
      if (source !== undefined) progress.ended = true;
      sent.end(last);
      heard();
    }
    /** @returns what is still to be written once the document has proved to be as long as announced */
    async function writeDocument({ stream, size }: OpenDocument): Promise<Uint8Array | undefined> {
      let last = head;
      let seen = 0;
      try {
        for await (const bytes of stream as AsyncIterable<Uint8Array>) {
          if (over) return undefined;
          if (bytes.length === 0) continue;
          seen += bytes.length;
          if (size !== undefined && seen > size) break;
          progress.begun = true;
          heard();
          if (!sent.write(last)) await drained();
          last = bytes;
        }
        if (size === undefined || size === seen) return last;
        fail(trouble("EDOCUMENT"));
      } catch {
        // The stream's own words may hold a path with a name in it.
        fail(trouble("EDOCUMENT"));
      }
      return undefined;
    }
    function drained(): Promise<void> {
      return new Promise((go) => {
        const on = () => {
          sent.removeListener("drain", on);
          sent.removeListener("close", on);
          heard();
          go();
        };
        sent.on("drain", on);
        sent.on("close", on);
      });
    }

    function take(answer: IncomingMessage): void {
      const parts: Buffer[] = [];
      let size = 0;
      answer.on("data", (part: Buffer) => {
        heard();
        size += part.length;
        if (size > limits.answer) fail(trouble("ETOOLARGE"));
        else parts.push(part);
      });
      answer.on("error", fail);
      answer.on("end", () => {
        if (over) return;
        end();
        const headers = answer.headers as Record<string, string | undefined>;
        resolve({ status: answer.statusCode ?? 0, headers, bytes: Buffer.concat(parts) });
      });
    }

    sent.on("error", fail);
    sent.on("close", () => fail(trouble("ECONNRESET")));
    sent.on("response", take);
    signal?.addEventListener("abort", closed, { once: true });
    if (signal?.aborted) return closed();
    if (source === undefined) void write();
    else {
      // A stream that fails before it is read.
      source.stream.on("error", () => fail(trouble("EDOCUMENT")));
      sent.once("continue", () => void begin());
      waiting = setTimeout(begin, patience);
      // A header that goes ahead is written in the encoding of the socket, any other in this one.
      socket.setDefaultEncoding("latin1");
      sent.flushHeaders();
    }
    function begin() {
      if (began || over) return;
      began = true;
      void write();
    }
  });
}
