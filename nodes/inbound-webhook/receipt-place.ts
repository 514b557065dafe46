import type { IncomingMessage, ServerResponse } from "node:http";
import { instant, systemClock } from "../../src/clock.ts";
import { sha256 } from "../../src/contract/index.ts";
import { sentence } from "../../src/language/index.ts";
import type { ReceiptState, Store } from "../../src/store/index.ts";
import {
  type Endpoint,
  json,
  type Reply,
  refusal,
  refusalReply,
  sourceOf,
  spokenTo,
  writeReply,
} from "../../src/webhook/index.ts";

export const receiptFolder = "/receipt";

/** Path below `httpNodeRoot` under which the receipts of an endpoint are told. It gives the endpoint's own not away. */
export function receiptPath(endpoint: string): string {
  return `${receiptFolder}/${sha256(endpoint).slice(0, 20)}`;
}

/** Tells what became of an event to whoever knows the receipt's address. Never rejects. */
export async function tellReceipt(
  endpoint: string,
  house: Promise<{ store: Store }>,
  rules: Pick<Endpoint, "rates" | "addresses">,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const language = spokenTo(request.headers["accept-language"]);
  const answer = async (): Promise<Reply> => {
    if (request.method !== "GET") {
      const refused = refusal("unsupported", "webhook.receipt-method", language, { status: 405 });
      return {
        ...refusalReply(refused, language),
        headers: { ...refusalReply(refused, language).headers, allow: "GET" },
      };
    }
    const caller = { headers: request.headers, remoteAddress: request.socket.remoteAddress };
    const over = await rules.rates(sourceOf(caller, rules.addresses) ?? "unknown");
    if (over !== undefined) {
      return refusalReply(refusal("too-many", "webhook.answer.too-many", language, over), language);
    }
    const token = (request.url ?? "").split("?", 1)[0]?.split("/").at(-1) ?? "";
    const found = await (await house).store.receipt(endpoint, token);
    return found === undefined ? unknown(language) : told(found, language);
  };
  const reply = await answer().catch(() =>
    refusalReply(refusal("unavailable", "webhook.receipt-unavailable", language, { retryAfter: 5 }), language),
  );
  await writeReply(request, response, reply, systemClock);
}

function told(found: ReceiptState, language: "en" | "fr"): Reply {
  const { eventId, caseKey, receipt, receivedAt, state, journey } = found;
  const detail = sentence(`webhook.state.${state}`, {}, language);
  const body = { eventId, caseKey, receipt, receivedAt: instant(receivedAt), journeyId: journey, state, detail };
  return json(200, "application/json", body, language);
}

function unknown(language: "en" | "fr"): Reply {
  const type = "urn:belle-histoire:no-receipt";
  const title = sentence("webhook.receipt-unknown", {}, language);
  return json(404, "application/problem+json", { type, title, status: 404, detail: title }, language);
}
