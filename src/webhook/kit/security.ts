import type { JsonObject } from "../../contract/index.ts";
import { sentence } from "../../language/index.ts";
import type { Spoken } from "../accept-language.ts";
import { schemeInWords } from "../authentication/hmac.ts";
import type { Proof } from "../authentication/index.ts";
import { schemeOf } from "../authentication/presets.ts";
import { type HmacScheme, schemeHeaders } from "../authentication/scheme.ts";

/** A proof as people read it: one sentence a thing to know. */
export function proofInWords(proof: Proof, window: number, language: Spoken): string[] {
  const say = (key: string, data: Record<string, unknown> = {}) => sentence(`kit.proof.${key}`, data, language);
  switch (proof.kind) {
    case "standard-webhooks": {
      const { headers } = proof;
      return [say("standard-webhooks", { name: headers }), say("window", { seconds: window })];
    }
    case "hmac":
      return schemeSentences(proof.scheme, window, say);
    case "jwt": {
      const { algorithms, audience, issuer, maxAge, bodyHash } = proof;
      return [
        say("jwt", { algorithms: algorithms.join(", ") }),
        ...(audience.length > 0 ? [say("audience", { values: audience.join(", ") })] : []),
        ...(issuer.length > 0 ? [say("issuer", { values: issuer.join(", ") })] : []),
        ...(maxAge !== undefined ? [say("maxAge", { seconds: maxAge })] : []),
        ...(bodyHash !== undefined ? [say("bodyHash", { ...bodyHash })] : []),
      ];
    }
    case "bearer":
    case "basic":
    case "address-only":
      return [say(proof.kind)];
    case "api-key":
      return [
        ...(proof.header === undefined ? [] : [say("api-key.header", { name: proof.header })]),
        ...(proof.query === undefined ? [] : [say("api-key.query", { name: proof.query })]),
      ];
  }
}

function schemeSentences(
  scheme: HmacScheme,
  window: number,
  say: (key: string, data?: Record<string, unknown>) => string,
): string[] {
  const { signature, algorithm, encoding, timestamp, eventId, secret } = scheme;
  const data = { header: signature.headers[0], algorithm, encoding, signed: schemeInWords(scheme) };
  return [
    say("hmac", data),
    ...(signature.prefix === "" ? [] : [say("prefix", { prefix: signature.prefix })]),
    say(`key.${secret.encoding}`, { prefix: secret.prefix }),
    ...(timestamp.in === "header" ? [say(`time.${timestamp.unit}`, { header: timestamp.header })] : []),
    ...(timestamp.in === "signature"
      ? [say("time.within", { header: signature.headers[0], prefix: timestamp.prefix })]
      : []),
    ...(timestamp.in === "none" ? [] : [say("window", { seconds: window })]),
    ...(eventId?.in === "header" ? [say("id", { header: eventId.header })] : []),
  ];
}

/** Headers besides the signature that a proof reads. */
function headersOf(proof: Proof): string[] {
  if (proof.kind === "address-only") return [];
  const scheme = schemeOf(proof);
  if (scheme !== undefined) return schemeHeaders(scheme).filter((name) => name !== scheme.signature.headers[0]);
  return "eventId" in proof && proof.eventId?.in === "header" ? [proof.eventId.header] : [];
}

export interface Security {
  schemes: JsonObject;
  /** Any one of them suffices. */
  required: JsonObject[];
  /** Headers that belong to a proof and are no secret. */
  headers: { name: string; required: boolean }[];
}

/**
 * The proofs as security schemes of OpenAPI. A signature is none that OpenAPI knows: it is told as a header that holds a
 * value made anew for each call, with the way to make it in words.
 */
export function securityOf(proofs: readonly Proof[], window: number, language: Spoken): Security {
  const schemes: Record<string, JsonObject> = {};
  const required: JsonObject[] = [];
  const add = (kind: string, scheme: JsonObject) => {
    let name = kind;
    for (let count = 2; Object.hasOwn(schemes, name); count += 1) name = `${kind}${count}`;
    schemes[name] = scheme;
    required.push({ [name]: [] });
  };
  for (const proof of proofs) {
    const description = proofInWords(proof, window, language).join(" ");
    switch (proof.kind) {
      case "standard-webhooks":
        add("standardWebhooks", { type: "apiKey", in: "header", name: `${proof.headers}-signature`, description });
        break;
      case "hmac":
        add("hmac", { type: "apiKey", in: "header", name: proof.scheme.signature.headers[0]!, description });
        break;
      case "jwt":
        add("jwt", { type: "http", scheme: "bearer", bearerFormat: "JWT", description });
        break;
      case "bearer":
      case "basic":
        add(proof.kind, { type: "http", scheme: proof.kind, description });
        break;
      case "api-key":
        if (proof.header !== undefined)
          add("apiKey", { type: "apiKey", in: "header", name: proof.header, description });
        if (proof.query !== undefined) add("apiKey", { type: "apiKey", in: "query", name: proof.query, description });
        break;
      case "address-only":
        // An empty requirement: no proof besides the address.
        required.push({});
        break;
    }
  }
  const all = proofs.flatMap(headersOf);
  const headers = [...new Set(all)].map((name) => ({
    name,
    // One proof alone has no other way; of several, another one may not read it.
    required: proofs.length === 1,
  }));
  return { schemes, required, headers };
}
