import type { IncomingMessage, ServerResponse } from "node:http";
import { spokenTo } from "./accept-language.ts";
import type { Endpoint, SeenCall } from "./endpoint.ts";
import { hold } from "./held-bytes.ts";
import { type Judged, judge } from "./judge.ts";
import { corsHeaders } from "./options.ts";
import { refusal, refusalReply } from "./problem.ts";
import { ignore, writeReply } from "./write-reply.ts";

/**
 * The way of one call whose path is already resolved. Never rejects, and answers each call once; a caller who goes away
 * is let go. `Expect: 100-continue` needs nothing here: while a server has no `checkContinue` listener, Node writes the
 * 100 itself and then emits `request`.
 */
export async function receive(endpoint: Endpoint, request: IncomingMessage, response: ServerResponse): Promise<void> {
  request.on("error", ignore);
  response.on("error", ignore);
  const language = spokenTo(request.headers["accept-language"]);
  const held = hold();
  const seen: SeenCall = { at: endpoint.clock.now(), status: 0, receipt: "unavailable", bytes: 0 };
  try {
    const judged = await judge({ endpoint, request, language, held, seen }).catch((error: unknown): Judged => {
      report(endpoint, error);
      const refused = refusal("unavailable", "webhook.not-kept", language, { retryAfter: 5 });
      return { reply: refusalReply(refused, language), refused: [refused] };
    });
    if (judged === undefined) return;
    const { reply, refused } = judged;
    if (request.headers.origin !== undefined) {
      reply.headers = { ...corsHeaders(request.headers, endpoint.origins), ...reply.headers };
    }
    const writing = writeReply(request, response, reply, endpoint.clock, reply.status === 408);
    seen.status = reply.status;
    tell(endpoint, seen, refused);
    await writing;
  } catch (error) {
    report(endpoint, error);
  } finally {
    held.release();
  }
}

function tell(endpoint: Endpoint, seen: SeenCall, refused: Judged["refused"]): void {
  try {
    if (refused.length > 0) {
      seen.refused = refused[0];
      seen.receipt = refused[0]!.receipt;
    }
    endpoint.seen?.(seen);
    for (const one of refused) endpoint.refused?.(one);
  } catch (error) {
    report(endpoint, error);
  }
}

function report(endpoint: Endpoint, error: unknown): void {
  try {
    endpoint.failed?.(error);
  } catch {
    // A log that fails has nowhere left to say so, and must not end the process.
  }
}
