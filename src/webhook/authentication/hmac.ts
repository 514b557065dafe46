import { sameBytes } from "../../contract/index.ts";
import { type Attempt, type Failed, failed } from "./attempt.ts";
import { type Call, header } from "./call.ts";
import { findKey, type HeldKey } from "./keys.ts";
import { untimely } from "./replay-window.ts";
import { type HmacScheme, type MacEncoding, schemeHeaders } from "./scheme.ts";
import type { Secret } from "./secret.ts";
import { signatureReader } from "./signature-header.ts";
import { signedText } from "./signed-text.ts";

/** Why a scheme refuses a call; each is a catalogue key after `webhook.authentication.hmac.`. */
type HmacReason =
  | "id-missing"
  | "id-form"
  | "timestamp-missing"
  | "timestamp-form"
  | "timestamp-old"
  | "timestamp-new"
  | "signature-missing"
  | "signature-version"
  | "signature-mismatch";

export type HmacCheck = (keys: readonly HeldKey<Secret>[], call: Call) => Attempt;

/** A check of calls by a scheme; `window`: seconds that its time may be away from ours, either way. */
export function hmacCheck(scheme: HmacScheme, window: number): HmacCheck {
  const { signature, timestamp: time, encoding } = scheme;
  const names = schemeHeaders(scheme);
  const idHeader = signsId(scheme) && scheme.eventId?.in === "header" ? scheme.eventId.header : undefined;
  const idForm = signedIdPattern(scheme);
  const readSignatures = signatureReader(scheme);
  const text = signedText(scheme.signed);
  const signatureHeader = signature.headers.join(", ");
  const wanted = { header: signatureHeader, algorithm: scheme.algorithm, encoding, signed: schemeInWords(scheme) };

  const refuse = (
    call: Call,
    far: "incomplete" | "mismatched" | "outdated",
    reason: HmacReason,
    data: Failed["data"],
    eventId?: string,
  ): Failed => {
    const absent = far === "incomplete" && names.every((name) => header(call.headers, name) === undefined);
    return failed(absent ? "absent" : far, `hmac.${reason}`, data, { eventId });
  };
  const refuseTime = (call: Call, timestamp: string, from: string, eventId?: string): Failed | undefined => {
    const unit = time.in === "none" ? "s" : time.unit;
    const wrong = untimely(timestamp, unit, window, call.now);
    if (wrong === undefined) return undefined;
    const data = { header: from, unit, window, ...("seconds" in wrong ? { seconds: wrong.seconds } : {}) };
    return refuse(call, wrong.reason === "timestamp-form" ? "incomplete" : "outdated", wrong.reason, data, eventId);
  };

  return (keys, call) => {
    const { headers } = call;
    let id: string | undefined;
    if (idHeader !== undefined) {
      const claimed = header(headers, idHeader);
      if (claimed === undefined) return refuse(call, "incomplete", "id-missing", { header: idHeader });
      if (!idForm.test(claimed)) return refuse(call, "incomplete", "id-form", { header: idHeader });
      id = claimed;
    }

    let timestamp: string | undefined;
    if (time.in === "header") {
      timestamp = header(headers, time.header);
      if (timestamp === undefined) return refuse(call, "incomplete", "timestamp-missing", { header: time.header }, id);
      const wrong = refuseTime(call, timestamp, time.header, id);
      if (wrong !== undefined) return wrong;
    }
    const given = readSignatures(headers);
    if (given === undefined) return refuse(call, "incomplete", "signature-missing", { header: signatureHeader }, id);
    if (time.in === "signature") {
      // Two times leave open which one is meant; the header holds exactly one.
      if (given.times.length !== 1) {
        return refuse(call, "incomplete", "timestamp-missing", { header: signatureHeader }, id);
      }
      timestamp = given.times[0]!;
      const wrong = refuseTime(call, timestamp, signatureHeader, id);
      if (wrong !== undefined) return wrong;
    }
    if (given.signatures.length === 0) {
      const data = { header: signatureHeader, prefix: signature.prefix };
      return refuse(call, "incomplete", "signature-version", data, id);
    }

    const { before, after } = text({ timestamp, id, method: call.method, path: call.path, query: call.query });
    const parts = [Buffer.from(before, "utf8"), call.body];
    if (after !== "") parts.push(Buffer.from(after, "utf8"));
    const candidates = given.signatures.map((one) => Buffer.from(canonical(one, encoding), "latin1"));
    const fits = (secret: Secret) => {
      const expected = Buffer.from(secret.mac(encoding, ...parts), "latin1");
      return candidates.some((candidate) => sameBytes(candidate, expected));
    };
    const found = findKey(keys, call.now, fits, id);
    if (found === undefined) return refuse(call, "mismatched", "signature-mismatch", wanted, id);
    return "which" in found ? { proven: true, which: found.which, eventId: id } : found;
  };
}

function signsId(scheme: HmacScheme): boolean {
  return scheme.signed.some(({ part }) => part === "id");
}

/** Senders write hexadecimal in either case, and base64url with padding or without; nothing else is levelled. */
function canonical(signature: string, encoding: MacEncoding): string {
  if (encoding === "hex") return signature.toLowerCase();
  return encoding === "base64url" ? signature.replace(/={1,2}$/, "") : signature;
}

/**
 * Visible ASCII without commas, and without the marks that divide a signed id from what follows: with them, another
 * split of the signed text into id, time and body would carry the same signature.
 */
function signedIdPattern(scheme: HmacScheme): RegExp {
  const marks = scheme.signed.flatMap((part) => (part.part === "text" ? [...part.text] : []));
  const barred = new Set([...marks.filter((mark) => /[^A-Za-z0-9]/.test(mark)), ","]);
  const visible = Array.from({ length: 0x7e - 0x20 }, (_, index) => String.fromCharCode(0x21 + index));
  const allowed = visible
    .filter((letter) => !barred.has(letter))
    .map((letter) => letter.replace(/[^A-Za-z0-9]/, "\\$&"));
  return new RegExp(`^[${allowed.join("")}]{1,200}$`);
}

/** The signed text as people read it: `webhook-id.webhook-timestamp.body`. */
export function schemeInWords({ signed, timestamp, signature, eventId }: HmacScheme): string {
  const time = timestamp.in === "header" ? timestamp.header : signature.headers[0]!;
  const names = { id: eventId?.in === "header" ? eventId.header : "id", timestamp: time };
  return signed
    .map((part) =>
      part.part === "text" ? part.text : part.part === "id" || part.part === "timestamp" ? names[part.part] : part.part,
    )
    .join("");
}
