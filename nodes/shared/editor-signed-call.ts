import { standardScheme } from "../../src/webhook/authentication/presets.ts";
import type { Field } from "../../src/webhook/fields/field.ts";
import { isVariable } from "./editor-check.ts";
import { fillIn, inQuotes, type Mark, mark, quote } from "./editor-shell.ts";
import { keyLine, macOf, signedTextOf } from "./editor-shell-hmac.ts";
import { tokenLines } from "./editor-shell-token.ts";
import { type HmacInput, type ProofInput, takesPublicKey } from "./editor-webhook-senders.ts";

type Body = Record<string, unknown>;

const samples: Readonly<Record<Field["type"], unknown>> = {
  text: "text",
  number: 1,
  date: "2026-01-31",
  enum: "",
  money: "12.50 EUR",
  email: "name@example.org",
  phone: "+33 1 23 45 67 89",
  boolean: true,
  address: { country: "FR", postalCode: "75001", locality: "Paris", thoroughfare: ["1 rue de Rivoli"] },
};

function sample(field: Field): unknown {
  if (field.type === "enum") return field.values?.[0]?.value ?? "";
  if (field.target === "case-key") return field.type === "number" ? 1001 : "CASE-1001";
  return samples[field.type];
}

/** Puts a value where a path leads, dots between names. */
function place(body: Body, path: string, value: unknown): void {
  const names = path.split(".");
  const last = names.pop()!;
  let at = body;
  for (const name of names) {
    if (typeof at[name] !== "object" || at[name] === null) at[name] = {};
    at = at[name] as Body;
  }
  at[last] = value;
}

/** A body that fits the fields; dots in their names open objects. */
export function sampleBody(fields: readonly Field[]): Body {
  const body: Body = {};
  for (const field of fields) place(body, field.name, sample(field));
  return body;
}

export interface ShellCall {
  url: string;
  proof: ProofInput;
  /** As it is kept; `${NAME}` is taken from the shell's environment. */
  secret: string;
  body: Body;
}

/**
 * Shell commands that send one event, proven when they run as the sender would prove it. They need `curl`, for a
 * signature `openssl` and `od` as well. Undefined where only the sender can: it has the private key.
 */
export function shellCall({ url, proof, secret, body }: ShellCall): string | undefined {
  if (takesPublicKey(proof)) return undefined;
  const { lines, headers, query, user } = provenBy(proof, secret, url);
  const eventId = eventIdOf(proof);
  const sent = structuredClone(body);
  if (eventId?.in === "field") place(sent, eventId.field, mark("ID"));
  if (eventId?.in === "header") headers.unshift(`${eventId.header}: $ID`);
  const needed = (name: Mark) =>
    [...lines, ...headers, eventId === undefined ? "" : "$ID"].some((line) =>
      new RegExp(`\\$\\{?${name}\\b`).test(line),
    );
  const minted = [
    ...(needed("ID") ? [`ID="msg_$(openssl rand -hex 12)"`] : []),
    ...(needed("TIME") ? [`TIME="$(date +%s)"`] : []),
  ];
  const options = ["content-type: application/json", ...headers].map((header) => `-H ${inQuotes(header)}`);
  if (user !== undefined) options.push(`-u ${user}`);
  return [
    `URL=${quote(url)}`,
    ...(proof.kind === "address-only" ? [] : [secretLine(secret)]),
    ...(minted.length === 0 ? [] : [minted.join("; ")]),
    `BODY=${fillIn(JSON.stringify(sent))}`,
    ...lines,
    [`curl -sS "$URL${query}"`, ...options, `--data-binary "$BODY"`].join(" \\\n  "),
  ].join("\n");
}

function secretLine(secret: string): string {
  return isVariable(secret) ? `SECRET="${secret.trim()}"` : `SECRET=${quote(secret)}`;
}

function eventIdOf(proof: ProofInput): { in: "header"; header: string } | { in: "field"; field: string } | undefined {
  if (proof.kind === "standard-webhooks") return standardScheme(proof.headers).eventId;
  return proof.kind === "hmac" ? proof.scheme.eventId : proof.eventId;
}

interface Proven {
  lines: string[];
  /** What stands between double quotes in the shell. */
  headers: string[];
  query: string;
  user?: string;
}

function provenBy(proof: ProofInput, secret: string, url: string): Proven {
  const none = { lines: [], headers: [], query: "" };
  switch (proof.kind) {
    case "standard-webhooks":
      return signedBy(standardScheme(proof.headers), secret, url);
    case "hmac":
      return signedBy(proof.scheme, secret, url);
    case "jwt":
      return { ...none, lines: tokenLines(proof, secret), headers: ["authorization: Bearer $TOKEN"] };
    case "bearer":
      return { ...none, headers: ["authorization: Bearer $SECRET"] };
    case "api-key":
      if (proof.header !== undefined) return { ...none, headers: [`${proof.header}: $SECRET`] };
      return { ...none, query: `${url.includes("?") ? "&" : "?"}${encodeURIComponent(proof.query ?? "")}=$SECRET` };
    case "basic":
      return { ...none, user: `${quote(proof.user)}":$SECRET"` };
    case "address-only":
      return none;
  }
}

/** Lines that sign, and the headers that carry the signature. */
function signedBy(scheme: HmacInput["scheme"], secret: string, url: string): Proven {
  const { signature } = scheme;
  const time = scheme.timestamp ?? { in: "none" };
  const lines = [
    ...(time.in !== "none" && time.unit === "ms" ? [`TIME="\${TIME}000"`] : []),
    keyLine(secret, scheme.secret ?? {}),
    `SIGNATURE="$(printf %s "${signedTextOf(scheme.signed, url)}" | ${macOf(scheme.algorithm, scheme.encoding)})"`,
  ];
  const name = signature.headers[0] ?? "";
  const sent = `${signature.prefix ?? ""}$SIGNATURE`;
  const headers = [
    ...(time.in === "header" ? [`${time.header}: $TIME`] : []),
    `${name}: ${time.in === "signature" ? `${time.prefix}$TIME${signature.separator ?? ""}` : ""}${sent}`,
  ];
  return { lines, headers, query: "" };
}
