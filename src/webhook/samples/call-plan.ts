import { standardScheme } from "../authentication/presets.ts";
import { type HmacInput, type JwtInput, type ProofInput, takesPublicKey } from "../authentication/proof-input.ts";
import { type Body, place } from "./sample-body.ts";

/** A call that a sample is written for. */
export interface SampledCall {
  url: string;
  proof: ProofInput;
  /** As it is kept; `${NAME}` is taken from the environment. */
  secret: string;
  body: Body;
  /** The header `Idempotency-Key` holds the event's id, where the proof has no place for one. */
  idempotencyKey?: boolean;
}

/** What a sample works out while it runs. */
export type Variable = "id" | "time" | "secret" | "signature" | "token" | "body";
/** A piece of a text: written as it is, or what a variable holds. */
export type Piece = string | { is: Variable };

/** Stands in a body where the sample puts the event's id. */
export const idHere = Symbol("id of the event");

/** What a sample has to do, in words that every language has. */
export interface CallPlan {
  url: string;
  body: Body;
  needsId: boolean;
  time?: "s" | "ms";
  /** Besides the media type. */
  headers: [name: string, value: Piece[]][];
  /** Parameter of the address that holds the secret. */
  query?: string;
  /** Name of the environment's variable that holds the secret; absent: none is needed. */
  secret?: string;
  /** Of Basic. */
  user?: string;
  key?: { encoding: "utf8" | "base64" | "hex"; prefix: string };
  mac?: { algorithm: "sha1" | "sha256" | "sha512"; encoding: "hex" | "base64" | "base64url"; signed: Piece[] };
  token?: {
    alg: string;
    hash: "sha256" | "sha384" | "sha512";
    claims: Record<string, string>;
    bodyHash?: { claim: string; algorithm: "sha256" | "sha512"; encoding: "hex" | "base64" | "base64url" };
  };
}

/** Seconds for which the token of a sample is valid. */
export const tokenLifetime = 300;

/** Claims of a token that are the same for each call. */
export function claimsOf({ audience = [], issuer = [] }: JwtInput): Record<string, string> {
  return {
    ...(issuer[0] !== undefined && { iss: issuer[0] }),
    ...(audience[0] !== undefined && { aud: audience[0] }),
  };
}

/** Where a call has the event's id; undefined: the body itself is what it is known by. */
export function eventIdOf({
  proof,
  idempotencyKey,
}: Pick<SampledCall, "proof" | "idempotencyKey">):
  | { in: "header"; header: string }
  | { in: "field"; field: string }
  | undefined {
  const own =
    proof.kind === "standard-webhooks"
      ? standardScheme(proof.headers).eventId
      : proof.kind === "hmac"
        ? proof.scheme.eventId
        : proof.eventId;
  return own ?? (idempotencyKey === true ? { in: "header", header: "idempotency-key" } : undefined);
}

/** The plan of a call; undefined where only the sender can make it: it has the private key. */
export function planOf(call: SampledCall): CallPlan | undefined {
  const { proof, url } = call;
  if (takesPublicKey(proof)) return undefined;
  const eventId = eventIdOf(call);
  const body = structuredClone(call.body);
  if (eventId?.in === "field") place(body, eventId.field, idHere);
  const proven = provenBy(proof, url);
  const headers = [...proven.headers];
  if (eventId?.in === "header") headers.unshift([eventId.header, [{ is: "id" }]]);
  const needsId = eventId !== undefined || proof.kind === "jwt" || uses(proven.mac?.signed ?? [], "id");
  const secret = /^\$\{(\w+)\}$/.exec(call.secret.trim())?.[1] ?? "WEBHOOK_SECRET";
  return { url, body, needsId, ...proven, headers, ...(proof.kind !== "address-only" && { secret }) };
}

const uses = (pieces: readonly Piece[], variable: Variable) =>
  pieces.some((piece) => typeof piece !== "string" && piece.is === variable);

type Proven = Pick<CallPlan, "headers" | "query" | "user" | "key" | "mac" | "token" | "time">;

function provenBy(proof: ProofInput, url: string): Proven {
  switch (proof.kind) {
    case "standard-webhooks":
      return signedBy(standardScheme(proof.headers), url);
    case "hmac":
      return signedBy(proof.scheme, url);
    case "jwt":
      return tokenOf(proof);
    case "bearer":
      return { headers: [["authorization", ["Bearer ", { is: "secret" }]]] };
    case "api-key":
      if (proof.header !== undefined) return { headers: [[proof.header, [{ is: "secret" }]]] };
      return { headers: [], query: proof.query ?? "" };
    case "basic":
      return { headers: [], user: proof.user };
    case "address-only":
      return { headers: [] };
  }
}

function tokenOf(proof: JwtInput): Proven {
  const { algorithms, secretEncoding = "utf8", bodyHash } = proof;
  const alg = algorithms[0] ?? "HS256";
  const { claim, algorithm = "sha256", encoding = "hex" } = bodyHash ?? { claim: "" };
  return {
    headers: [["authorization", ["Bearer ", { is: "token" }]]],
    time: "s",
    key: { encoding: secretEncoding, prefix: "" },
    token: {
      alg,
      hash: `sha${alg.slice(2)}` as "sha256",
      claims: claimsOf(proof),
      ...(bodyHash !== undefined && { bodyHash: { claim, algorithm, encoding } }),
    },
  };
}

function signedBy(scheme: HmacInput["scheme"], url: string): Proven {
  const { signature, algorithm, encoding } = scheme;
  const time = scheme.timestamp ?? { in: "none" };
  const { pathname, search } = URL.canParse(url) ? new URL(url) : { pathname: "", search: "" };
  const values: Record<Exclude<HmacInput["scheme"]["signed"][number]["part"], "text">, Piece> = {
    timestamp: { is: "time" },
    id: { is: "id" },
    body: { is: "body" },
    method: "POST",
    path: pathname,
    target: pathname + search,
  };
  const signed = scheme.signed.map((part): Piece => (part.part === "text" ? part.text : values[part.part]));
  const sent: Piece[] = [signature.prefix ?? "", { is: "signature" }];
  if (time.in === "signature") sent.unshift(time.prefix, { is: "time" }, signature.separator ?? "");
  const { encoding: keyEncoding = "utf8", prefix = "" } = scheme.secret ?? {};
  return {
    headers: [
      ...(time.in === "header" ? [[time.header, [{ is: "time" }]] as [string, Piece[]]] : []),
      [signature.headers[0] ?? "", merged(sent)],
    ],
    key: { encoding: keyEncoding, prefix },
    mac: { algorithm, encoding, signed: merged(signed) },
    ...(time.in === "none" ? {} : { time: time.unit ?? "s" }),
  };
}

/** Texts side by side as one, and none that is empty. */
function merged(pieces: readonly Piece[]): Piece[] {
  const all: Piece[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if (piece === "") continue;
    if (typeof piece === "string" && typeof last === "string") all[all.length - 1] = last + piece;
    else all.push(piece);
  }
  return all;
}
