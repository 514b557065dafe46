import { type Json, type JsonObject, sha256 } from "../../contract/index.ts";
import { sentence } from "../../language/index.ts";
import type { Spoken } from "../accept-language.ts";
import type { Reply } from "../problem.ts";
import { bodySchema } from "./body-schema.ts";
import { exampleOf, hiddenPart, isHidden, type KitFacts, takesIdempotencyKey } from "./facts.ts";
import { receiptSchemas } from "./receipt-schemas.ts";
import { exampleToken, kitReceipts, otherReplies } from "./receipts.ts";
import { securityOf } from "./security.ts";

const ref = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` });
const asJson = (value: unknown) => JSON.parse(JSON.stringify(value)) as JsonObject;

/**
 * The webhook as an OpenAPI 3.1 document: its address, its body, its proofs, every receipt with an example, and the
 * address at which a receipt is read.
 * @see https://spec.openapis.org/oas/v3.1.1.html
 */
export function openApi(facts: KitFacts, language: Spoken): JsonObject {
  const say = (key: string, data: Record<string, unknown> = {}) => sentence(`kit.${key}`, data, language);
  const { schemes, required, headers } = securityOf(facts.proofs, facts.window, language);
  const parameters = [
    ...headers.map((header) => ({
      name: header.name,
      in: "header",
      required: header.required,
      description: say("header.proof"),
      schema: { type: "string" },
    })),
    ...(takesIdempotencyKey(facts) && !headers.some(({ name }) => name === "idempotency-key")
      ? [{ name: "idempotency-key", in: "header", description: say("header.idempotency"), schema: { type: "string" } }]
      : []),
    ref("parameters", "AcceptLanguage"),
  ];
  const event = ref("schemas", "Event");
  const example = exampleOf(facts);
  const list = { type: "array", items: event, minItems: 1, maxItems: facts.batch };
  const described = {
    openapi: "3.1.0",
    info: {
      title: say("title", { type: facts.eventType }),
      description: [say(`purpose.${facts.mode}`), say("retry.again", { days: facts.retention })].join("\n\n"),
      version: "",
    },
    servers: [{ url: facts.base }],
    paths: {
      [facts.path]: {
        ...(isHidden(facts) && {
          parameters: [
            {
              name: hiddenPart.slice(1, -1),
              in: "path",
              required: true,
              description: say("address.hidden"),
              schema: { type: "string" },
            },
          ],
        }),
        post: {
          operationId: "postEvent",
          summary: say(`purpose.${facts.mode}`),
          parameters,
          requestBody: {
            required: true,
            description: say("body.limit", { kib: Math.ceil(facts.limit / 1024) }),
            content: {
              "application/json": {
                schema: facts.batch > 0 ? { anyOf: [event, list] } : event,
                examples: {
                  event: { summary: say("example.one"), value: example },
                  ...(facts.batch > 1 && { list: { summary: say("example.list"), value: [example] } }),
                },
              },
            },
          },
          responses: responsesOf(facts, language),
          security: required,
        },
      },
      [`${facts.receipts}/{token}`]: {
        get: {
          operationId: "readReceipt",
          summary: say("status.summary"),
          parameters: [
            {
              name: "token",
              in: "path",
              required: true,
              description: say("status.token"),
              schema: { type: "string" },
              example: exampleToken,
            },
            ref("parameters", "AcceptLanguage"),
          ],
          responses: {
            200: {
              description: say("status.summary"),
              content: { "application/json": { schema: ref("schemas", "ReceiptState") } },
            },
            404: {
              description: sentence("webhook.receipt-unknown", {}, language),
              content: { "application/problem+json": { schema: ref("schemas", "Problem") } },
            },
            429: ref("responses", "TooMany"),
            503: ref("responses", "Unavailable"),
          },
          // The address of a receipt is its own proof.
          security: [],
        },
      },
    },
    components: {
      schemas: { Event: bodySchema(facts, language), ...receiptSchemas(facts, language) },
      responses: {
        TooMany: shared(429, facts, language),
        Unavailable: shared(503, facts, language),
      },
      parameters: {
        AcceptLanguage: {
          name: "accept-language",
          in: "header",
          description: say("header.language"),
          schema: { type: "string", examples: ["en", "fr"] },
        },
      },
      headers: {
        RetryAfter: {
          description: say("header.retry"),
          schema: { type: "integer", minimum: 1 },
        },
      },
      ...(Object.keys(schemes).length > 0 && { securitySchemes: schemes }),
    },
  };
  const document = asJson(described);
  // Another table of fields is another version; the same one is the same, whoever asks.
  (document.info as JsonObject).version = `1.0.0+${sha256(JSON.stringify(document)).slice(0, 8)}`;
  return document;
}

function shared(status: 429 | 503, facts: KitFacts, language: Spoken): object {
  const receipts = kitReceipts(facts, language).filter((one) => one.status === status);
  return responseOf(
    status,
    receipts.map(({ receipt, example }) => [receipt, example]),
    language,
  );
}

function responsesOf(facts: KitFacts, language: Spoken): Record<string, object> {
  const byStatus = new Map<number, [string, Reply][]>();
  const add = (status: number, name: string, reply: Reply) =>
    byStatus.set(status, [...(byStatus.get(status) ?? []), [name, reply]]);
  for (const { status, receipt, example } of kitReceipts(facts, language)) add(status, receipt, example);
  for (const [status, reply] of Object.entries(otherReplies(facts, language))) {
    if (reply !== undefined) add(Number(status), status === "207" ? "list" : "refused", reply);
  }
  const sorted = [...byStatus].sort(([one], [other]) => one - other);
  return Object.fromEntries(
    sorted.map(([status, examples]) => {
      if (status === 429) return [status, ref("responses", "TooMany")];
      if (status === 503) return [status, ref("responses", "Unavailable")];
      return [status, responseOf(status, examples, language)];
    }),
  );
}

function responseOf(status: number, examples: readonly (readonly [string, Reply])[], language: Spoken): object {
  const [first] = examples;
  const type = first?.[1].headers["content-type"] ?? "application/json";
  const bodies = examples.map(([name, { body }]) => [name, { value: JSON.parse(body) as Json }]);
  const titles = examples.map(([name]) =>
    name === "list" || name === "refused"
      ? sentence(`kit.status.${status}`, {}, language)
      : sentence(`webhook.receipt.${name}`, {}, language),
  );
  const header = (name: string) => ({ [name]: { schema: { type: "string" } } });
  return {
    description: [...new Set(titles)].join(" · "),
    ...(status === 401 && { headers: header("www-authenticate") }),
    ...(status === 405 && { headers: header("allow") }),
    ...((status === 429 || status === 503) && { headers: { "retry-after": ref("headers", "RetryAfter") } }),
    content: {
      [type]: {
        schema: ref("schemas", status === 207 ? "Receipts" : type === "application/json" ? "Receipt" : "Problem"),
        examples: Object.fromEntries(bodies),
      },
    },
  };
}
