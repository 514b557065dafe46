import { type JsonObject, receiptStatus } from "../../contract/index.ts";
import { sentence } from "../../language/index.ts";
import type { Spoken } from "../accept-language.ts";
import type { KitFacts } from "./facts.ts";

const states = ["accepted", "continued", "waiting", "finished", "dead"] as const;

/** Schemas of what a sender is answered. Members may be added; a reader leaves out what it does not know. */
export function receiptSchemas(facts: KitFacts, language: Spoken): JsonObject {
  const say = (key: string) => sentence(`kit.member.${key}`, {}, language);
  const text = (key: string) => ({ type: "string", description: say(key) });
  const receipt = { type: "string", enum: Object.keys(receiptStatus), description: say("receipt") };
  const event = { eventId: text("eventId"), caseKey: text("caseKey"), journeyId: text("journeyId") };
  const status = { type: "integer", description: say("status") };
  const statusUrl = { type: "string", format: "uri", description: say("statusUrl") };
  const reason = text("reason");
  const duplicate = { type: "boolean", description: say("duplicate") };
  const problems = {
    type: "array",
    description: say("problems"),
    items: {
      type: "object",
      required: ["pointer", "code", "detail"],
      properties: {
        pointer: text("pointer"),
        code: text("code"),
        detail: text("detail"),
        allowed: { type: "array", items: { type: "string" } },
      },
    },
  };
  const problem = {
    ...{ type: text("type"), title: text("title"), status, detail: text("detail"), receipt, code: text("code") },
    ...event,
    ...{ reason, statusUrl, problems },
  };
  const kept = { receipt, ...event, duplicate, reason, statusUrl };
  return JSON.parse(
    JSON.stringify({
      Receipt: { type: "object", required: ["receipt", "eventId"], properties: kept },
      Problem: {
        type: "object",
        description: say("problem"),
        required: ["type", "title", "status"],
        properties: problem,
      },
      ...(facts.batch > 0 && {
        Receipts: {
          type: "object",
          required: ["receipts"],
          properties: {
            receipts: {
              type: "array",
              description: say("receipts"),
              items: { type: "object", required: ["status", "receipt"], properties: { ...problem, ...kept } },
            },
          },
        },
      }),
      ReceiptState: {
        type: "object",
        required: ["eventId", "receipt", "receivedAt", "state"],
        properties: {
          ...{ ...event, receipt, receivedAt: { type: "string", format: "date-time" } },
          state: {
            type: "string",
            enum: states,
            description: states.map((one) => `${one}: ${stateOf(one, language)}`).join(" "),
          },
          detail: text("detail"),
        },
        examples: [
          {
            ...{ eventId: "evt-1001", receipt: "accepted", receivedAt: "2026-01-31T10:00:00.000Z", state: "finished" },
            detail: stateOf("finished", language),
          },
        ],
      },
    }),
  ) as JsonObject;
}

const stateOf = (state: string, language: Spoken) => sentence(`webhook.state.${state}`, {}, language);
