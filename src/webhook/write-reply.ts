import type { IncomingMessage, ServerResponse } from "node:http";
import { type Clock, systemClock } from "../clock.ts";
import { spokenTo } from "./accept-language.ts";
import { type Refusal, type Reply, refusal, refusalReply } from "./problem.ts";
import { drain } from "./read-body.ts";

/** A body up to so many bytes that was not read is read and forgotten, and the connection kept. */
const forgotten = 262_144;

/**
 * Writes a reply; resolves when all is handed over. A caller who has gone away is no error. Where much of the body was
 * not read, or nobody knows how much, the connection ends with the reply.
 */
export async function writeReply(
  request: IncomingMessage,
  response: ServerResponse,
  reply: Omit<Reply, "body"> & { body: string | Uint8Array },
  clock: Clock,
  close = false,
): Promise<void> {
  if (response.headersSent || response.destroyed) return;
  const unread = !request.complete && hasBody(request);
  const known = Number(request.headers["content-length"] ?? Number.POSITIVE_INFINITY);
  const last = close || (unread && !(known <= forgotten));
  response.writeHead(reply.status, last ? { ...reply.headers, connection: "close" } : reply.headers);
  // A sender who was too slow once is not waited for again.
  if (!last || !unread || reply.status === 408) {
    response.end(reply.body);
    return;
  }
  response.write(reply.body);
  await drain(request, 4 * forgotten, 1000, clock);
  response.end();
}

/** Answers a call that no endpoint takes, with a receipt such as `gone` or `unavailable`; `close`: and the connection. */
export function refuseCall(
  request: IncomingMessage,
  response: ServerResponse,
  receipt: Refusal["receipt"],
  code: string,
  { retryAfter, close }: { retryAfter?: number; close?: boolean } = {},
): Promise<void> {
  const language = spokenTo(request.headers["accept-language"]);
  request.on("error", ignore);
  response.on("error", ignore);
  const reply = refusalReply(refusal(receipt, code, language, { retryAfter }), language);
  return writeReply(request, response, reply, systemClock, close);
}

/** For errors of a connection whose other end has gone: nobody is left to be told. */
export function ignore(): void {}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}
