import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTls } from "node:https";
import type { Socket } from "node:net";
import { collection, groupsOf, numbers, strings, yesOrNo } from "../../../../src/print/ipp/attributes.ts";
import {
  decodeMessage,
  encodeMessage,
  type IppAttribute,
  type IppGroup,
  type IppMessage,
} from "../../../../src/print/ipp/codec/index.ts";
import { operations } from "../../../../src/print/ipp/operations/codes.ts";

export type Operation = keyof typeof operations;

/**
 * What goes wrong at an operation: `before` it is done, or after: the answer is `lost`, the server falls `silent`, says
 * `garbage` or something in HTML, or half of it; `middle` cuts in the middle of a document; a number is a status.
 */
export type Mishap =
  | "before"
  | "lost"
  | "silent"
  | "silent-before"
  | "garbage"
  | "html"
  | "half"
  | "middle"
  | "other-request"
  | number;

interface Job {
  id: number;
  uuid: string;
  name: string;
  state: number;
  reason: string;
  documents: number;
  begun: boolean;
}

export interface ModelPrinter {
  port: number;
  jobs: Job[];
  /** Names of jobs as their documents came out. */
  printed: string[];
  /** Operations as they came. */
  asked: Operation[];
  requests: IppMessage[];
  documents: Buffer[];
  /** From now on; each one happens once, unless it begins with `always`. */
  mishaps: Partial<Record<Operation, Mishap>>;
  /** Answers instead of the printer, where it says true. */
  door?: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined;
  printer: IppAttribute[];
  /** Jobs keep no document count, as on printers without a spool. */
  countsDocuments: boolean;
  /** Jobs lose their names. */
  nameless: boolean;
  /** It was restarted: it knows no jobs, and counts from the beginning. */
  forget(): void;
  close(): Promise<void>;
}

const states = { held: 4, canceled: 7, completed: 9 };
const can = Object.values(operations).filter((one) => one < 0x10);

const usual: IppAttribute[] = [
  strings("nameWithoutLanguage", "printer-name", "Model"),
  strings("keyword", "media-supported", "iso_a4_210x297mm", "iso_a5_148x210mm"),
  strings("keyword", "sides-supported", "one-sided", "two-sided-long-edge"),
  strings("mimeMediaType", "document-format-supported", "application/pdf"),
  strings("keyword", "printer-state-reasons", "none"),
  numbers("enum", "printer-state", 3),
  numbers("enum", "operations-supported", ...can),
  yesOrNo("printer-is-accepting-jobs", true),
  collection("media-col-default", strings("keyword", "media-type", "stationery")),
];

/** A printer on loopback that prints a document when all of it has come, and where anything can go wrong. */
export async function modelPrinter(tls?: { cert: string; key: string }): Promise<ModelPrinter> {
  const sockets = new Set<Socket>();
  let uuids = 0;
  const model: Omit<ModelPrinter, "port" | "forget" | "close"> = {
    ...{ jobs: [], printed: [], asked: [], requests: [], documents: [], mishaps: {}, printer: usual },
    ...{ countsDocuments: true, nameless: false },
  };

  const attributesOf = (job: Job): IppAttribute[] => [
    numbers("integer", "job-id", job.id),
    strings("uri", "job-uuid", job.uuid),
    ...(model.nameless ? [] : [strings("nameWithoutLanguage", "job-name", job.name)]),
    numbers("enum", "job-state", job.state),
    strings("keyword", "job-state-reasons", job.reason),
    ...(model.countsDocuments ? [numbers("integer", "number-of-documents", job.documents)] : []),
    job.begun
      ? numbers("integer", "time-at-processing", 1)
      : { name: "time-at-processing", values: [{ syntax: "out-of-band", value: "no-value" }] },
  ];
  const group = (name: IppGroup["name"], attributes: IppAttribute[]): IppGroup => ({ name, attributes });

  function perform(operation: Operation, request: IppMessage, document: Buffer): [number, IppGroup[]] {
    const [asked = {}] = groupsOf(request, "operation");
    const job = model.jobs.find(({ id }) => id === asked["job-id"]?.[0]);
    if (operation === "Get-Printer-Attributes") return [0, [group("printer", model.printer)]];
    if (operation === "Validate-Job") return [0, []];
    if (operation === "Create-Job") {
      uuids += 1;
      const made: Job = {
        id: model.jobs.length + 1,
        uuid: `urn:uuid:00000000-0000-4000-8000-${String(uuids).padStart(12, "0")}`,
        name: String(asked["job-name"]?.[0]),
        ...{ state: states.held, reason: "job-incoming", documents: 0, begun: false },
      };
      model.jobs.push(made);
      return [0, [group("job", [numbers("integer", "job-id", made.id), numbers("enum", "job-state", made.state)])]];
    }
    if (operation === "Get-Jobs") {
      const ended = asked["which-jobs"]?.[0] === "completed";
      const listed = model.jobs.filter(({ state }) => state >= states.canceled === ended);
      return [0, listed.map((one) => group("job", attributesOf(one)))];
    }
    if (job === undefined) return [0x0406, []];
    if (operation === "Get-Job-Attributes") return [0, [group("job", attributesOf(job))]];
    if (job.state >= states.canceled) return [0x0404, []];
    if (operation === "Cancel-Job") Object.assign(job, { state: states.canceled, reason: "job-canceled-by-user" });
    else {
      model.documents.push(document);
      model.printed.push(job.name);
      const done = { state: states.completed, reason: "job-completed-successfully", documents: 1, begun: true };
      Object.assign(job, done);
    }
    return [0, []];
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (model.door?.(request, response)) return;
    const parts: Buffer[] = [];
    let operation: Operation | undefined;
    let mishap: Mishap | undefined;
    for await (const part of request) {
      parts.push(part as Buffer);
      const [head] = parts as [Buffer];
      operation ??= (Object.keys(operations) as Operation[]).find((one) => operations[one] === head.readUInt16BE(2));
      if (operation !== undefined && mishap === undefined) {
        model.asked.push(operation);
        mishap = model.mishaps[operation] ?? 0;
        delete model.mishaps[operation];
      }
      if (mishap === "middle" && parts.length > 1) {
        request.socket.resetAndDestroy();
        return;
      }
    }
    const whole = Buffer.concat(parts);
    const { message, end } = decodeMessage(whole);
    model.requests.push(message);
    if (operation === undefined || mishap === undefined) return;
    if (mishap === "before") return void request.socket.resetAndDestroy();
    if (mishap === "silent-before") return;
    const refused = typeof mishap === "number" && mishap > 0;
    const [code, groups] = refused ? [mishap as number, []] : perform(operation, message, whole.subarray(end));
    if (mishap === "lost") return void request.socket.resetAndDestroy();
    if (mishap === "silent") return;
    const requestId = message.requestId + (mishap === "other-request" ? 1 : 0);
    const said: IppAttribute[] = [strings("charset", "attributes-charset", "utf-8")];
    const answer = encodeMessage({ version: "2.0", code, requestId, groups: [group("operation", said), ...groups] });
    if (mishap === "html") response.setHeader("content-type", "text/html").end("<h1>Welcome</h1>");
    else {
      response.setHeader("content-type", "application/ipp");
      if (mishap === "half") response.end(answer.subarray(0, answer.length >> 1));
      else response.end(mishap === "garbage" ? Buffer.alloc(60, 0xa5) : answer);
    }
  }

  const listener = (request: IncomingMessage, response: ServerResponse) => {
    serve(request, response).catch(() => request.socket.destroy());
  };
  const server = tls === undefined ? createServer(listener) : createTls(tls, listener);
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("tlsClientError", () => {});
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  return Object.assign(model, {
    port,
    forget() {
      model.jobs.length = 0;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  });
}
