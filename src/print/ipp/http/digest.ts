import { createHash, randomBytes } from "node:crypto";
import type { Challenge } from "./challenge.ts";

/** Algorithms of RFC 7616 §6.1 and what Node.js calls them, the best first. */
const hashes: Readonly<Record<string, string>> = {
  "SHA-512-256": "sha512-256",
  "SHA-256": "sha256",
  MD5: "md5",
};

const plainName = (algorithm: string | undefined) => (algorithm ?? "MD5").toUpperCase().replace(/-SESS$/, "");

/** The best of the Digest challenges that can be answered. */
export function bestDigest(challenges: readonly Challenge[]): Challenge | undefined {
  const answerable = ({ scheme, parameters: { qop, nonce } }: Challenge) =>
    scheme === "digest" && nonce !== undefined && (qop === undefined || /(^|[,\s])auth([,\s]|$)/i.test(qop));
  const digests = challenges.filter(answerable);
  for (const name of Object.keys(hashes)) {
    const found = digests.find(({ parameters }) => plainName(parameters.algorithm) === name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The octets of a text, one character each, as HTTP has them: what the server said came so. */
const octetsOf = (text: string) => Buffer.from(text, "utf8").toString("latin1");

const quoted = (text: string) => `"${text.replace(/[\\"]/g, "\\$&")}"`;

/**
 * Answers a Digest challenge, RFC 7616 §3.4, with `qop=auth` or, where the server names none, as RFC 2069.
 * @param count of the requests that this nonce was used for, from 1
 * @param cnonce for tests with the vectors of the RFC
 */
export function digestAuthorization(
  { parameters }: Challenge,
  credentials: { user: string; password: string },
  { method, path, count }: { method: string; path: string; count: number },
  cnonce = randomBytes(16).toString("base64url"),
): string {
  const { realm = "", nonce = "", algorithm, opaque, qop, userhash } = parameters;
  const [user, password] = [octetsOf(credentials.user), octetsOf(credentials.password)];
  const name = hashes[plainName(algorithm)] ?? "md5";
  const hash = (text: string) => createHash(name).update(text, "latin1").digest("hex");
  const secret = hash(`${user}:${realm}:${password}`);
  const key = /-sess$/i.test(algorithm ?? "") ? hash(`${secret}:${nonce}:${cnonce}`) : secret;
  const nc = count.toString(16).padStart(8, "0");
  const middle = qop === undefined ? [nonce] : [nonce, nc, cnonce, "auth"];
  const hashed = userhash?.toLowerCase() === "true";
  const response = hash([key, ...middle, hash(`${method}:${path}`)].join(":"));
  const fields = [
    `username=${quoted(hashed ? hash(`${user}:${realm}`) : user)}`,
    `realm=${quoted(realm)}`,
    `nonce=${quoted(nonce)}`,
    `uri=${quoted(path)}`,
    `response="${response}"`,
    ...(algorithm === undefined ? [] : [`algorithm=${algorithm}`]),
    ...(qop === undefined ? [] : ["qop=auth", `nc=${nc}`, `cnonce=${quoted(cnonce)}`]),
    ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]),
    ...(hashed ? ["userhash=true"] : []),
  ];
  return `Digest ${fields.join(", ")}`;
}
