import { Fault } from "../../contract/index.ts";
import { standardScheme } from "./presets.ts";
import { sampleToken } from "./sample-token.ts";
import type { HmacScheme } from "./scheme.ts";
import { schemeKey } from "./secret-bytes.ts";
import type { AuthenticationSettings, Proof } from "./settings.ts";
import { signedText } from "./signed-text.ts";
import { type Secrets, secretIn, type Which, whereIs } from "./slots.ts";
import { digestNames, encode } from "./web-encoding.ts";

/** The call that a sample is made for. */
export interface SampleCall {
  body: Uint8Array<ArrayBuffer>;
  path: string;
  /** Without the question mark. */
  query?: string;
  eventId: string;
  /** Milliseconds since the epoch. */
  now: number;
  /** Id of the proof to make; the first where absent. */
  proof?: string;
  /** Which secret to sign with; the test secret where there is one, else the current. */
  which?: Which;
}

/** What to send besides the body: headers, and parameters to add to the address. */
export interface SampleProof {
  headers: Record<string, string>;
  query: Record<string, string>;
}

/**
 * Makes the proof of a call as its sender would: for a try from the editor, and for a sample to copy. Uses Web Crypto
 * alone, so that it runs in a browser as well. An event id that belongs into the body is for the caller to put there.
 *
 * @throws {Fault} `webhook.authentication.sample-…`
 */
export async function sampleHeaders(
  { proofs }: Pick<AuthenticationSettings, "proofs">,
  secrets: Secrets,
  call: SampleCall,
): Promise<SampleProof> {
  const proof = call.proof === undefined ? proofs[0] : proofs.find(({ id }) => id === call.proof);
  if (proof === undefined) throw new Fault("webhook.authentication.sample-proof");
  if (proof.kind === "standard-webhooks") return signed(standardScheme(proof.headers), proof, secrets, call);
  if (proof.kind === "hmac") return signed(proof.scheme, proof, secrets, call);
  const { headers, query } = await plain(proof, secrets, call);
  const id: Record<string, string> = proof.eventId?.in === "header" ? { [proof.eventId.header]: call.eventId } : {};
  return { headers: { ...id, ...headers }, query: query ?? {} };
}

type PlainProof = Exclude<Proof, { kind: "hmac" | "standard-webhooks" }>;

async function plain(proof: PlainProof, secrets: Secrets, call: SampleCall): Promise<Partial<SampleProof>> {
  switch (proof.kind) {
    case "jwt": {
      const { text } = secretFor(proof, secrets, call);
      return { headers: { authorization: `Bearer ${await sampleToken(proof, text, call)}` } };
    }
    case "bearer":
      return { headers: { authorization: `Bearer ${secretFor(proof, secrets, call).text}` } };
    case "basic": {
      const pair = new TextEncoder().encode(`${proof.user}:${secretFor(proof, secrets, call).text}`);
      return { headers: { authorization: `Basic ${encode(pair, "base64")}` } };
    }
    case "api-key": {
      const { text } = secretFor(proof, secrets, call);
      if (proof.header !== undefined) return { headers: { [proof.header]: text } };
      return { query: { [proof.query!]: text } };
    }
    case "address-only":
      return {};
  }
}

async function signed(scheme: HmacScheme, proof: Proof, secrets: Secrets, call: SampleCall): Promise<SampleProof> {
  const { text, which } = secretFor(proof, secrets, call);
  const key = schemeKey(text, scheme.secret);
  if (key === undefined) {
    const data = { ...whereIs(proof, which), encoding: scheme.secret.encoding };
    throw new Fault("webhook.authentication.secret-encoding", data);
  }
  const { timestamp: time, signature } = scheme;
  const seconds = time.in !== "none" && time.unit === "ms" ? call.now : Math.floor(call.now / 1000);
  const timestamp = String(seconds);
  const { query = "", path, eventId: id } = call;
  const { before, after } = signedText(scheme.signed)({ timestamp, id, method: "POST", path, query });
  const mac = `${signature.prefix}${await macOf(scheme, key, before, call.body, after)}`;
  const headers: Record<string, string> = {};
  if (scheme.eventId?.in === "header") headers[scheme.eventId.header] = id;
  if (time.in === "header") headers[time.header] = timestamp;
  headers[signature.headers[0]!] =
    time.in === "signature" ? `${time.prefix}${timestamp}${signature.separator}${mac}` : mac;
  return { headers, query: {} };
}

async function macOf(
  { algorithm, encoding }: HmacScheme,
  key: Uint8Array<ArrayBuffer>,
  before: string,
  body: Uint8Array<ArrayBuffer>,
  after: string,
): Promise<string> {
  const { subtle } = globalThis.crypto;
  const hmac = { name: "HMAC", hash: digestNames[algorithm] };
  const imported = await subtle.importKey("raw", key, hmac, false, ["sign"]);
  const text = new TextEncoder();
  const message = await new Blob([text.encode(before), body, text.encode(after)]).arrayBuffer();
  return encode(new Uint8Array(await subtle.sign("HMAC", imported, message)), encoding);
}

function secretFor(proof: Proof, secrets: Secrets, call: SampleCall): { text: string; which: Which } {
  const which = call.which ?? (secretIn(secrets, proof.id, "test") === undefined ? "current" : "test");
  const text = secretIn(secrets, proof.id, which);
  if (text === undefined) throw new Fault("webhook.authentication.sample-secret", whereIs(proof, which));
  return { text, which };
}
