import { failed, type QuickProver } from "./attempt.ts";
import { type Call, header } from "./call.ts";
import { hideText } from "./compare.ts";
import { findKey, holdKeys } from "./keys.ts";
import type { Proof } from "./settings.ts";
import type { Secrets } from "./slots.ts";

/** A fixed key in a header of the settings' choice, or in a parameter of the address. */
export function apiKeyProver(proof: Extract<Proof, { kind: "api-key" }>, secrets: Secrets): QuickProver {
  const keys = holdKeys(proof, secrets, hideText);
  const places = [proof.header, proof.query === undefined ? undefined : `?${proof.query}=`].filter(
    (place) => place !== undefined,
  );
  const expects = places.join(" / ");
  return {
    proof: proof.id,
    name: proof.name,
    headers: proof.header === undefined ? [] : [proof.header],
    expects,
    challenge: `API-Key ${proof.header === undefined ? "in=query" : `header="${proof.header}"`}`,
    eventId: proof.eventId,
    signs: false,
    signsBody: false,
    prove(call) {
      const given = proof.header === undefined ? undefined : header(call.headers, proof.header);
      const inQuery = given === undefined && proof.query !== undefined ? parameter(call, proof.query) : [];
      if (inQuery.length > 1) return failed("incomplete", "query-twice", { name: proof.query! });
      const key = given ?? inQuery[0];
      if (key === undefined || key === "") return failed("absent", "api-key.missing", { place: expects });
      const found = findKey(keys, call.now, (one) => one.matches(key));
      if (found === undefined) return failed("mismatched", "api-key.mismatch", { place: expects });
      return "which" in found ? { proven: true, which: found.which } : found;
    },
  };
}

function parameter(call: Call, name: string): string[] {
  return call.query === "" ? [] : new URLSearchParams(call.query).getAll(name);
}
