import { type Field, readSecret, sign } from "../../../src/webhook/index.ts";
import { caseKeyOf } from "../fill.ts";

export interface Target {
  url: string;
  /** Standard Webhooks, `whsec_` and base64. */
  secret: string;
}

/** Cases of the store: each accepted call decides one of its own. */
export const cases = 320_000;
/** Every case once, but not in the order in which they were enrolled: a prime shares no factor with their number. */
const decidedAs = (turn: number) => (turn * 7_919) % cases;
const decisions = ["accepted", "degraded", "refused"];

/** What a field of the table stands for in a body; about 340 bytes of JSON together. */
export const fields: Field[] = [
  { name: "caseKey", type: "text", required: true, target: "case-key" },
  {
    name: "decision",
    type: "enum",
    required: true,
    target: "event",
    values: decisions.map((value) => ({ value, synonyms: [] })),
  },
  { name: "decidedAt", type: "date", required: true, target: "event" },
  { name: "product", type: "text", required: true, target: "event" },
  { name: "premium", type: "number", required: true, target: "event" },
  { name: "validUntil", type: "date", required: false, target: "event" },
  { name: "adviser", type: "text", required: false, target: "event" },
  { name: "remark", type: "text", required: false, target: "event" },
];

const bodyOf = (index: number) =>
  JSON.stringify({
    caseKey: caseKeyOf(decidedAs(index)),
    decision: decisions[index % decisions.length],
    decidedAt: "2025-11-24T09:41:00+01:00",
    product: "Household insurance, comfort",
    premium: 218.4 + (index % 100),
    validUntil: "2026-01-31",
    adviser: "Branch at the harbour, 4 quai des Thoniers",
    remark: "Accepted as applied for after a look at the floor plan; the cellar is insured from the second year on.",
  });

/** Requests as the bytes of HTTP/1.1, each of a case of its own, signed as of now. */
export function makeCalls({ url, secret }: Target, first: number, count: number): Buffer[] {
  const { host, pathname } = new URL(url);
  const key = readSecret(secret);
  const now = Date.now();
  return Array.from({ length: count }, (_, at) => {
    const body = Buffer.from(bodyOf(first + at));
    const signed = Object.entries(sign(key, `msg_${now.toString(36)}_${first + at}`, body, now));
    const lines = [
      `POST ${pathname} HTTP/1.1`,
      `host: ${host}`,
      "content-type: application/json",
      `content-length: ${body.length}`,
      ...signed.map(([name, value]) => `${name}: ${value}`),
    ];
    return Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`), body]);
  });
}
