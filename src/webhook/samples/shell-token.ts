import type { JwtInput } from "../authentication/proof-input.ts";
import { claimsOf, tokenLifetime } from "./call-plan.ts";
import { fillIn, mark, quote } from "./shell.ts";
import { encoders, keyLine } from "./shell-hmac.ts";

/** Lines that make `$TOKEN`, a JSON Web Token signed with a shared secret, valid from the moment they run. */
export function tokenLines(proof: JwtInput, secret: string): string[] {
  const alg = proof.algorithms[0] ?? "HS256";
  const { bodyHash } = proof;
  const claims = {
    jti: mark("ID"),
    iat: mark("TIME", true),
    exp: mark("END", true),
    ...claimsOf(proof),
    ...(bodyHash === undefined ? {} : { [bodyHash.claim]: mark("HASH") }),
  };
  const digest = bodyHash === undefined ? "" : `openssl dgst -${bodyHash.algorithm ?? "sha256"} -binary`;
  return [
    `encode() { ${encoders.base64url}; }`,
    keyLine(secret, { encoding: proof.secretEncoding ?? "utf8" }),
    `END="$((TIME + ${tokenLifetime}))"`,
    ...(bodyHash === undefined
      ? []
      : [`HASH="$(printf %s "$BODY" | ${digest} | ${encoders[bodyHash.encoding ?? "hex"]})"`]),
    `CLAIMS=${fillIn(JSON.stringify(claims))}`,
    `TOKEN="$(printf %s ${quote(JSON.stringify({ alg, typ: "JWT" }))} | encode).$(printf %s "$CLAIMS" | encode)"`,
    `TOKEN="$TOKEN.$(printf %s "$TOKEN" | openssl dgst -sha${alg.slice(2)} -mac HMAC -macopt "hexkey:$KEY" -binary | encode)"`,
  ];
}
