import type { Field } from "../webhook/index.ts";

/** Where the value of a row of a mapping table comes from. */
export const sources = ["message", "text", "json", "callback"] as const;

/** One row of a mapping table: a value of the body and where it comes from. */
export interface BodyRow {
  /** Path in the body, dots between names; of a form the whole name. */
  name: string;
  /**
   * `message`: a property of the message, as it is; `text`: a Liquid template, which makes a text; `json`: a fixed
   * number, truth value, text in quotes, list or object; `callback`: the address of the chosen webhook.
   */
  source: (typeof sources)[number];
  value: string;
  /** A message without the property is a fault; else the row is left out. */
  required: boolean;
}

/** A header of the call; its value is a Liquid template. */
export interface HeaderRow {
  name: string;
  value: string;
}

/** How a service is called; everything but its secret. */
export interface ServiceSettings {
  method: "POST" | "PUT" | "PATCH" | "GET" | "DELETE";
  /** A Liquid template; scheme, host and port are written out. */
  address: string;
  headers: readonly HeaderRow[];
  /** `table`: JSON from the rows; `template`: JSON from a Liquid template; `form`: a web form from the rows. */
  body: "none" | "table" | "template" | "form";
  rows: readonly BodyRow[];
  template: string;
  authentication: "none" | "bearer" | "basic" | "api-key" | "standard-webhooks" | "oauth2";
  /** Of `basic`. */
  user: string;
  /** Of `api-key`: the header that carries the key. */
  header: string;
  /** Of `oauth2`, RFC 6749 §4.4. */
  tokenAddress: string;
  clientId: string;
  scope: string;
  /** How the token endpoint is told the client's id and secret. */
  clientIn: "header" | "body";
  /** The host is meant to lie in a private network. */
  inside: boolean;
  /** `none`: whatever comes is left alone. */
  answer: "json" | "text" | "none";
  /** Of a JSON answer; none: the whole answer is taken. */
  fields: readonly Field[];
  /** ISO 3166-1 alpha-2, of phone numbers and addresses that name none; may be empty. */
  country: string;
  /** ISO 4217, of amounts that name none; may be empty. */
  currency: string;
  /** `key`: the service knows our key, a call that was cut short is made again. `park`: a person decides. */
  recovery: "key" | "park";
  /** Seconds for a whole call. */
  time: number;
  /** Largest answer in KiB. */
  limit: number;
  tries: number;
}

/** A call that only reads has no body, whatever is left in its form. */
export function bodyKindOf({ method, body }: Pick<ServiceSettings, "method" | "body">): ServiceSettings["body"] {
  return method === "GET" ? "none" : body;
}

/** Bounds of what may be set. */
export const bounds = {
  time: { least: 1, most: 120 },
  limit: { least: 1, most: 1024 },
  tries: { least: 1, most: 100 },
} as const;
