import { standardScheme } from "./presets.ts";
import { type EventIdSource, schemeHeaders } from "./scheme.ts";
import type { AuthenticationSettings, Proof } from "./settings.ts";

/**
 * Names of the request headers, in lower case and without doubles, that the proofs read: what `Access-Control-Allow-Headers`
 * has to name besides `content-type` when browsers may call.
 */
export function requestHeaders({ proofs }: Pick<AuthenticationSettings, "proofs">): string[] {
  return [...new Set(proofs.flatMap(ofProof))];
}

function ofProof(proof: Proof): string[] {
  switch (proof.kind) {
    case "standard-webhooks":
      return schemeHeaders(standardScheme(proof.headers));
    case "hmac":
      return schemeHeaders(proof.scheme);
    case "api-key":
      return [...(proof.header === undefined ? [] : [proof.header]), ...ofEventId(proof.eventId)];
    case "address-only":
      return ofEventId(proof.eventId);
    default:
      return ["authorization", ...ofEventId(proof.eventId)];
  }
}

function ofEventId(source: EventIdSource | undefined): string[] {
  return source?.in === "header" ? [source.header] : [];
}
