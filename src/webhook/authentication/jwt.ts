import { hash } from "node:crypto";
import type { JWTPayload, JWTVerifyOptions } from "jose";
import { sameBytes } from "../../contract/index.ts";
import { type Failed, failed, type SlowProver } from "./attempt.ts";
import { credentials } from "./authorization.ts";
import { bearerChallenge } from "./bearer.ts";
import type { Call } from "./call.ts";
import { jwtFailure } from "./jwt-failure.ts";
import { type JwtKey, readJwtKeys } from "./jwt-keys.ts";
import { endedKey, type HeldKey, hasEnded, holdKeys } from "./keys.ts";
import type { JwtProof } from "./settings.ts";
import type { Secrets } from "./slots.ts";

/** Longest token in characters; longer ones are refused before anything of them is decoded. */
const longest = 8192;
const compact = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const wrong = { challenge: bearerChallenge.wrong };

/** A signed token in `Authorization: Bearer`: JWT, RFC 7519, checked as RFC 8725 asks. */
export function jwtProver(proof: JwtProof, secrets: Secrets): SlowProver {
  const keys = holdKeys(proof, secrets, (text, which) => readJwtKeys(proof, text, which));
  return {
    proof: proof.id,
    name: proof.name,
    headers: ["authorization"],
    expects: "Authorization: Bearer … (JWT)",
    challenge: bearerChallenge.asked,
    eventId: proof.eventId,
    signs: true,
    signsBody: proof.bodyHash !== undefined,
    async proveSlowly(call) {
      const token = credentials(call, "bearer");
      if (token === undefined) return failed("absent", "bearer.missing");
      if (token.length > longest || !compact.test(token)) return failed("incomplete", "jwt.form", {}, wrong);
      const judged = await judge(proof, keys, token, call.now);
      if ("proven" in judged) return { ...judged, ...wrong };
      if (proof.bodyHash !== undefined && !provesBody(judged.payload, proof.bodyHash, call)) {
        return failed("outdated", "jwt.body", { claim: proof.bodyHash.claim }, wrong);
      }
      return { proven: true, which: judged.held.which, sender: senderOf(judged.payload) };
    },
  };
}

async function judge(
  proof: JwtProof,
  held: readonly HeldKey<JwtKey[]>[],
  token: string,
  now: number,
): Promise<{ payload: JWTPayload; held: HeldKey<JwtKey[]> } | Failed> {
  const { decodeProtectedHeader, jwtVerify } = await import("jose");
  const refuse = (error: unknown) => jwtFailure(error, proof, now);
  let header: ReturnType<typeof decodeProtectedHeader>;
  try {
    header = decodeProtectedHeader(token);
  } catch (error) {
    return refuse(error);
  }
  const algorithm = proof.algorithms.find((name) => name === header.alg);
  if (algorithm === undefined) {
    return failed("incomplete", "jwt.algorithm", { algorithms: proof.algorithms.join(", ") });
  }
  const options: JWTVerifyOptions = {
    algorithms: [algorithm],
    audience: proof.audience.length === 0 ? undefined : proof.audience,
    issuer: proof.issuer.length === 0 ? undefined : proof.issuer,
    maxTokenAge: proof.maxAge,
    clockTolerance: proof.tolerance,
    requiredClaims: ["exp"],
    currentDate: new Date(now),
  };
  const fits = ({ kid, algorithms }: JwtKey) =>
    algorithms.includes(algorithm) && (kid === undefined || header.kid === undefined || kid === header.kid);
  let told: Failed | undefined;
  for (const one of held) {
    for (const { key } of one.key.filter(fits)) {
      try {
        const { payload } = await jwtVerify(token, key, options);
        if (!hasEnded(one, now)) return { payload, held: one };
        told = endedKey(one);
      } catch (error) {
        const failure = refuse(error);
        if (told === undefined || failure.reached > told.reached) told = failure;
      }
    }
  }
  return told ?? failed("mismatched", "jwt.mismatch");
}

function provesBody(
  payload: JWTPayload,
  { claim, algorithm, encoding }: NonNullable<JwtProof["bodyHash"]>,
  call: Call,
) {
  const claimed = Object.hasOwn(payload, claim) ? payload[claim] : undefined;
  if (typeof claimed !== "string") return false;
  const given = encoding === "hex" ? claimed.toLowerCase() : claimed;
  return sameBytes(Buffer.from(given, "utf8"), Buffer.from(hash(algorithm, call.body, encoding), "latin1"));
}

const shown = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]{1,200}$/u;

/** The subject, else the issuer, where it can be shown. */
function senderOf({ sub, iss }: JWTPayload): string | undefined {
  return [sub, iss].find((name) => typeof name === "string" && shown.test(name));
}
