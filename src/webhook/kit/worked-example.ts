import { instant } from "../../clock.ts";
import type { JwtAlgorithm, Proof } from "../authentication/index.ts";
import { schemeOf } from "../authentication/presets.ts";
import { takesPublicKey } from "../authentication/proof-input.ts";
import { sampleHeaders } from "../authentication/sample.ts";
import { schemeHeaders } from "../authentication/scheme.ts";
import { signedText } from "../authentication/signed-text.ts";
import { slotOf } from "../authentication/slots.ts";
import { encode } from "../authentication/web-encoding.ts";
import { exampleOf, type KitFacts } from "./facts.ts";

/** A proof worked out with numbers that anybody can check. */
export interface WorkedExample {
  /** Made up for the example; no webhook knows it. */
  secret: string;
  /** ISO 8601 and milliseconds since the epoch; where the proof has a time. */
  at?: { instant: string; ms: number };
  eventId: string;
  body: string;
  /** What the signature is over; where the proof signs. */
  signed?: string;
  /** What is sent, or what is added to the address. */
  headers: Record<string, string>;
  query: Record<string, string>;
}

const now = Date.UTC(2026, 0, 31, 10);
const words = "an-example-and-no-secret";

/** A user's name that is nobody's. */
export const exampleUser = "YOUR-USER";

/** Works a proof out; undefined where there is nothing to work out, or only the sender can. */
export async function workedExample(proof: Proof, facts: KitFacts): Promise<WorkedExample | undefined> {
  if (proof.kind === "address-only" || takesPublicKey(proof)) return undefined;
  const secret = secretFor(proof);
  const body = JSON.stringify(exampleOf(facts));
  const eventId = "evt-1001";
  const path = `${new URL(facts.base).pathname.replace(/\/$/, "")}${facts.path}`;
  const named: Proof = proof.kind === "basic" ? { ...proof, user: exampleUser } : proof;
  const { headers, query } = await sampleHeaders(
    { proofs: [named] },
    { [slotOf(proof.id, "test")]: secret },
    { body: new TextEncoder().encode(body), path, eventId, now },
  );
  const scheme = schemeOf(proof);
  const timed = proof.kind === "jwt" || (scheme !== undefined && scheme.timestamp.in !== "none");
  const example = { secret, eventId, body, headers, query, ...(timed && { at: { instant: instant(now), ms: now } }) };
  if (scheme === undefined) return example;
  const unit = scheme.timestamp.in !== "none" && scheme.timestamp.unit === "ms" ? now : now / 1000;
  const values = { timestamp: String(unit), id: eventId, method: "POST", path, query: "" };
  const { before, after } = signedText(scheme.signed)(values);
  // The order of the scheme's own, so that what belongs together stands together.
  const order = schemeHeaders(scheme);
  const sorted = Object.entries(headers).sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
  return { ...example, headers: Object.fromEntries(sorted), signed: `${before}${body}${after}` };
}

const utf8 = (text: string) => new TextEncoder().encode(text);

function secretFor(proof: Proof): string {
  if (proof.kind === "standard-webhooks") return `whsec_${encode(utf8(words), "base64")}`;
  if (proof.kind === "hmac") {
    const { encoding, prefix } = proof.scheme.secret;
    return `${prefix}${encoding === "utf8" ? words : encode(utf8(words), encoding)}`;
  }
  if (proof.kind !== "jwt") return words;
  const long = Array.from({ length: 4 }, () => words)
    .join("-")
    .slice(0, keyBytes(proof.algorithms[0]!));
  return proof.secretEncoding === "utf8" ? long : encode(utf8(long), proof.secretEncoding);
}

/** Least length of a shared key (RFC 7518 §3.2). */
const keyBytes = (alg: JwtAlgorithm) => Number(alg.slice(2)) / 8;
