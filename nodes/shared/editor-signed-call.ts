import type { Field } from "../../src/webhook/fields/field.ts";

function sample(field: Field): string | number {
  if (field.type === "number") return 1;
  if (field.type === "date") return "2026-01-31";
  if (field.type === "enum") return field.values?.[0]?.value ?? "";
  return field.target === "case-key" ? "CASE-1001" : "text";
}

/** A body that fits the fields; dots in their names open objects. */
export function sampleBody(fields: readonly Field[]): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const field of fields) {
    const names = field.name.split(".");
    const last = names.pop()!;
    let at = body;
    for (const name of names) {
      if (typeof at[name] !== "object") at[name] = {};
      at = at[name] as Record<string, unknown>;
    }
    at[last] = sample(field);
  }
  return body;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * Shell commands that send one event, signed when they run as Standard Webhooks asks:
 * HMAC-SHA256 of `id.timestamp.body` under the decoded secret. They need `openssl`, `od` and `curl`.
 */
export function signedCall(url: string, secret: string, fields: readonly Field[]): string {
  return [
    `URL=${quote(url)}`,
    `SECRET=${quote(secret)}`,
    `BODY=${quote(JSON.stringify(sampleBody(fields)))}`,
    `ID="msg_$(openssl rand -hex 12)"; TIME="$(date +%s)"`,
    `KEY="$(printf %s "\${SECRET#whsec_}" | openssl base64 -d -A | od -An -vtx1 | tr -d ' \\n')"`,
    `SIGNATURE="$(printf %s "$ID.$TIME.$BODY" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | openssl base64 -A)"`,
    `curl -sS "$URL" -H 'content-type: application/json' -H "webhook-id: $ID" -H "webhook-timestamp: $TIME" -H "webhook-signature: v1,$SIGNATURE" --data-binary "$BODY"`,
  ].join("\n");
}
