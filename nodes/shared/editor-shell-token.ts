import { fillIn, mark, quote } from "./editor-shell.ts";
import { encoders, keyLine } from "./editor-shell-hmac.ts";
import type { JwtInput } from "./editor-webhook-senders.ts";

/** Seconds for which the token of a sample is valid. */
const lifetime = 300;

/** Lines that make `$TOKEN`, a JSON Web Token signed with a shared secret, valid from the moment they run. */
export function tokenLines(proof: JwtInput, secret: string): string[] {
  const alg = proof.algorithms[0] ?? "HS256";
  const { audience = [], issuer = [], bodyHash } = proof;
  const claims = {
    jti: mark("ID"),
    iat: mark("TIME", true),
    exp: mark("END", true),
    ...(issuer[0] === undefined ? {} : { iss: issuer[0] }),
    ...(audience[0] === undefined ? {} : { aud: audience[0] }),
    ...(bodyHash === undefined ? {} : { [bodyHash.claim]: mark("HASH") }),
  };
  const digest = bodyHash === undefined ? "" : `openssl dgst -${bodyHash.algorithm ?? "sha256"} -binary`;
  return [
    `encode() { ${encoders.base64url}; }`,
    keyLine(secret, { encoding: proof.secretEncoding ?? "utf8" }),
    `END="$((TIME + ${lifetime}))"`,
    ...(bodyHash === undefined
      ? []
      : [`HASH="$(printf %s "$BODY" | ${digest} | ${encoders[bodyHash.encoding ?? "hex"]})"`]),
    `CLAIMS=${fillIn(JSON.stringify(claims))}`,
    `TOKEN="$(printf %s ${quote(JSON.stringify({ alg, typ: "JWT" }))} | encode).$(printf %s "$CLAIMS" | encode)"`,
    `TOKEN="$TOKEN.$(printf %s "$TOKEN" | openssl dgst -sha${alg.slice(2)} -mac HMAC -macopt "hexkey:$KEY" -binary | encode)"`,
  ];
}
