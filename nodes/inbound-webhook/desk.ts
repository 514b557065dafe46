import type { Json, ReceiptName } from "../../src/contract/index.ts";

/** What the form of a webhook and the running node tell each other, below `/belle-histoire/inbound-webhook/<node id>/`. */

/** One call as the list of last calls shows it: no address of a person, no secret. */
export interface LastCall {
  /** ISO 8601. */
  at: string;
  receipt: ReceiptName;
  status: number;
  /** The reason in the language of the request; empty where all is well. */
  detail: string;
  /** One sentence a problem, in the language of the request. */
  problems: string[];
  eventId?: string;
  /** All but its last four characters as dots. */
  caseKey?: string;
  /** As the proof names the sender. */
  sender?: string;
  /** IP address of the caller, its last part masked. */
  source?: string;
  /** Of the body, as received. */
  bytes: number;
  /** Proven by a test secret. */
  test: boolean;
  /** Only where the setting says so; the values of fields that go to the recipient masked. */
  body?: Json;
}

/** `GET calls`: newest first, at most 50. */
export interface CallsAnswer {
  /** Whether calls are taken, or why not. */
  state: "listening" | "not-deployed" | "faulty";
  calls: LastCall[];
  /** When a secret last proved a call, ISO 8601, by slot. */
  lastUse: Record<string, string>;
}

/**
 * `POST listen`: waits for the next call whose proof holds, at most 60 s, then answers 204. The call is judged and
 * answered as any other; what is shown is the body as it came, whether or not it fits the fields.
 */
export interface HeardAnswer {
  contentType: string;
  /** The first item of a batch. */
  body: Json;
  receipt: ReceiptName;
  detail: string;
}

/** `POST try`: sends a call to the deployed webhook over HTTP, as a sender would. */
export interface TryRequest {
  body: Json;
  /** Id of the proof to use. */
  proof: string;
  /** Which secret; the test secret where there is one, else the current one. */
  which?: "current" | "previous" | "test";
}

/** What the webhook answered. A try that cannot be made is answered 400 and `{ problem }`. */
export interface TryAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}
