import type { IncomingHttpHeaders } from "node:http";
import { Fault, type Json, sha256 } from "../contract/index.ts";
import type { CallItem } from "./body/index.ts";
import type { IdentityPlace } from "./identity-place.ts";
import { isObject } from "./json.ts";

/** Where the id of an event is looked for. */
export interface Identity {
  /** In this order; the first place that has one counts. */
  places: readonly IdentityPlace[];
  /** Path in the body of the place `field`, dots between names. */
  field: string;
}

/** What the places have to say about a call. */
export interface Claims {
  headers: IncomingHttpHeaders;
  /** The id that the sender's scheme has, or its path in the body, and whether the signature is over it. */
  proofId: string | undefined;
  proofField: string | undefined;
  proofIdSigned: boolean;
  /** Whether the proof is a signature. One who has to know a secret word can say anything anew; nothing is replayed. */
  signs: boolean;
  /** Whether the signature is over the body. */
  signsBody: boolean;
  item: CallItem;
  bodyHash: string;
  /** Place of the item in its batch; undefined: the call is one event. */
  index: number | undefined;
}

export interface EventIdentity {
  id: string;
  /**
   * False: the id is in no signature, so that whoever replays a signed call could give it another one. The body has to
   * be known as well then.
   */
  proven: boolean;
}

/** Ids as they may stand in a header, a log and an address: visible ASCII. Others are known by their hash. */
const pattern = /^[\x21-\x7e]{1,200}$/;

/** @throws {Fault} `webhook.identity.…` where the order cannot be followed */
export function checkIdentity({ places, field }: Identity): void {
  if (places.length === 0) throw new Fault("webhook.identity.none");
  if (new Set(places).size < places.length) throw new Fault("webhook.identity.twice");
  if (places.includes("field") && field.trim() === "") throw new Fault("webhook.identity.no-field");
}

/** The id of an event; undefined: no place has one. */
export function identify({ places, field }: Identity, claims: Claims): EventIdentity | undefined {
  for (const place of places) {
    const found = idAt(place, field, claims);
    if (found !== undefined) return found;
  }
  return undefined;
}

function idAt(place: IdentityPlace, field: string, claims: Claims): EventIdentity | undefined {
  const { headers, item, index, signs } = claims;
  const inBody = !signs || claims.signsBody;
  switch (place) {
    case "proof": {
      const proven = !signs || claims.proofIdSigned;
      if (claims.proofField !== undefined) return checked(textAt(item.body, claims.proofField), proven);
      return ofCall(claims.proofId, proven, index);
    }
    case "idempotency-key":
      return ofCall(unquoted(headers["idempotency-key"]), !signs, index);
    case "cloud-event": {
      if (item.attributes === undefined) return undefined;
      const { source, id } = item.attributes;
      // A CloudEvent is known by its source and id together (CloudEvents 1.0, "id").
      return checked(`${source}#${id}`, headers["ce-id"] === undefined ? inBody : !signs);
    }
    case "field":
      return checked(textAt(item.body, field), inBody);
    case "body":
      return { id: `body-${claims.bodyHash.slice(0, 32)}`, proven: true };
  }
}

/** An id of the whole call: of each item of a batch with its place, counted from 0. */
function ofCall(id: string | undefined, proven: boolean, index: number | undefined): EventIdentity | undefined {
  return checked(id === undefined || index === undefined ? id : `${id}/${index}`, proven);
}

function checked(id: string | undefined, proven: boolean): EventIdentity | undefined {
  if (id === undefined || id === "") return undefined;
  return { id: pattern.test(id) ? id : `hash-${sha256(id).slice(0, 32)}`, proven };
}

/** `Idempotency-Key` is a quoted string by its draft; most senders leave the quotes out. */
function unquoted(header: string | string[] | undefined): string | undefined {
  if (typeof header !== "string") return undefined;
  return /^"(.*)"$/.exec(header.trim())?.[1] ?? header.trim();
}

function textAt(body: Json, path: string): string | undefined {
  let value: Json | undefined = body;
  for (const name of path.split(".")) value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return typeof value === "string" || Number.isSafeInteger(value) ? String(value).trim() : undefined;
}
