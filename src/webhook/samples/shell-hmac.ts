import type { HmacInput } from "../authentication/proof-input.ts";
import { variableOf } from "./shell.ts";

type Scheme = HmacInput["scheme"];
export type KeyForm = NonNullable<Scheme["secret"]>;

/** Writes bytes as hex, in one line. */
const asHex = `od -An -vtx1 | tr -d ' \\n'`;

/** Filters that write bytes as a header carries them. */
export const encoders = {
  hex: asHex,
  base64: "openssl base64 -A",
  base64url: `openssl base64 -A | tr '/+' '_-' | tr -d '='`,
} as const;

/** The line that decodes `$SECRET` into `$KEY`, hex as `openssl` wants it. */
export function keyLine(secret: string, { encoding = "utf8", prefix = "" }: KeyForm): string {
  const drop = /^\w*$/.test(prefix) ? prefix : `"${prefix.replace(/["`\\$]/g, "\\$&")}"`;
  const text = prefix === "" ? "$SECRET" : `\${SECRET#${drop}}`;
  if (encoding === "hex") return `KEY="${text}"`;
  if (encoding === "utf8") return `KEY="$(printf %s "${text}" | ${asHex})"`;
  return `KEY="$(printf %s "${text}${padding(secret, prefix)}" ${urlAlphabet(secret, prefix)}| openssl base64 -d -A | ${asHex})"`;
}

/** `openssl` reads base64 with its padding only, which some senders leave out. */
function padding(secret: string, prefix: string): string {
  if (variableOf(secret) !== undefined) return "";
  const { length } = secret.startsWith(prefix) ? secret.slice(prefix.length) : secret;
  return "=".repeat((4 - (length % 4)) % 4);
}

/** `openssl` reads the letters of plain base64 only; what a variable holds may have those of addresses. */
function urlAlphabet(secret: string, prefix: string): string {
  const open = variableOf(secret) !== undefined ? prefix !== "whsec_" : /[-_]/.test(secret.replace(/^whsec_/, ""));
  return open ? `| tr '_-' '/+' ` : "";
}

/** The filter that signs what it reads with `$KEY`. */
export function macOf(algorithm: Scheme["algorithm"], encoding: Scheme["encoding"]): string {
  return `openssl dgst -${algorithm} -mac HMAC -macopt "hexkey:$KEY" -binary | ${encoders[encoding]}`;
}

/** What is signed, between double quotes in the shell. */
export function signedTextOf(parts: Scheme["signed"], url: string): string {
  const { pathname, search } = URL.canParse(url) ? new URL(url) : { pathname: "", search: "" };
  const values = {
    timestamp: "$TIME",
    id: "$ID",
    body: "$BODY",
    method: "POST",
    path: pathname,
    target: pathname + search,
  };
  let text = "";
  for (const part of parts) {
    const next = part.part === "text" ? part.text.replace(/["`\\$]/g, "\\$&") : values[part.part];
    // A letter behind a variable would be read as part of its name.
    if (/^\w/.test(next)) text = text.replace(/\$([A-Z]+)$/, "$${$1}");
    text += next;
  }
  return text;
}
