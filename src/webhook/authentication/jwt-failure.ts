import { type Failed, failed } from "./attempt.ts";
import type { JwtProof } from "./settings.ts";

/** What jose's errors carry of use here. They are read by code, so that jose is not loaded to tell them apart. */
interface JoseError {
  code: string;
  claim?: string;
  reason?: string;
  payload?: { exp?: unknown };
}

/**
 * Why jose refused a token. Claims are judged after the signature, so these refusals tell nothing to someone without the
 * key. Whatever else goes wrong while a token is read is the token's fault: its key was read when the webhook was set up.
 */
export function jwtFailure(error: unknown, proof: JwtProof, now: number): Failed {
  const { code, claim = "", reason, payload } = isJose(error) ? error : { code: "" };
  if (code === "ERR_JWS_SIGNATURE_VERIFICATION_FAILED") return failed("mismatched", "jwt.mismatch");
  if (code === "ERR_JWT_EXPIRED" && claim === "exp") {
    const seconds = Math.round(now / 1000 - Number(payload?.exp ?? 0));
    return failed("outdated", "jwt.expired", { seconds });
  }
  if (code === "ERR_JWT_EXPIRED") return failed("outdated", "jwt.age", { maxAge: proof.maxAge ?? 0 });
  if (code !== "ERR_JWT_CLAIM_VALIDATION_FAILED") return failed("incomplete", "jwt.form");
  if (reason === "missing") return failed("outdated", "jwt.claim-missing", { claim });
  if (claim === "aud") return failed("outdated", "jwt.audience", { expected: proof.audience.join(", ") });
  if (claim === "iss") return failed("outdated", "jwt.issuer", { expected: proof.issuer.join(", ") });
  if (reason === "check_failed") return failed("outdated", "jwt.early", { claim });
  return failed("outdated", "jwt.claim-form", { claim });
}

function isJose(error: unknown): error is JoseError {
  return error instanceof Error && "code" in error && typeof error.code === "string";
}
