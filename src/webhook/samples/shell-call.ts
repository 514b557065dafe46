import { standardScheme } from "../authentication/presets.ts";
import type { HmacInput, ProofInput } from "../authentication/proof-input.ts";
import { takesPublicKey } from "../authentication/proof-input.ts";
import { eventIdOf, type SampledCall } from "./call-plan.ts";
import { place } from "./sample-body.ts";
import { fillIn, inQuotes, type Mark, mark, quote, variableOf } from "./shell.ts";
import { keyLine, macOf, signedTextOf } from "./shell-hmac.ts";
import { tokenLines } from "./shell-token.ts";

/**
 * Shell commands that send one event, proven when they run as the sender would prove it. They need `curl`, for a
 * signature `openssl` and `od` as well. Undefined where only the sender can: it has the private key.
 */
export function shellCall(call: SampledCall): string | undefined {
  const { url, proof, secret, body } = call;
  if (takesPublicKey(proof)) return undefined;
  const { lines, headers, query, user } = provenBy(proof, secret, url);
  const eventId = eventIdOf(call);
  const sent = structuredClone(body);
  if (eventId?.in === "field") place(sent, eventId.field, mark("ID"));
  if (eventId?.in === "header") headers.unshift(`${eventId.header}: $ID`);
  const needed = (name: Mark) =>
    [...lines, ...headers, eventId === undefined ? "" : "$ID"].some((line) =>
      new RegExp(`\\$\\{?${name}\\b`).test(line),
    );
  const minted = [
    ...(needed("ID") ? [`ID="\${EVENT_ID:-msg_$(openssl rand -hex 12)}"`] : []),
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
  return variableOf(secret) !== undefined ? `SECRET="${secret.trim()}"` : `SECRET=${quote(secret)}`;
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
