import type { IncomingMessage } from "node:http";
import type { Clock } from "../clock.ts";
import type { Json, JsonObject, ReceiptName } from "../contract/index.ts";
import type { Accepted, Addresses, Authentication } from "./authentication/index.ts";
import type { CompiledFields } from "./fields/index.ts";
import type { Identity } from "./identity.ts";
import type { Answer, Refusal } from "./problem.ts";
import type { Rates } from "./rates.ts";

/** An event that is proven, parsed and complete. */
export interface AcceptedCall {
  eventId: string;
  /** False: the id is in no signature, so that the body has to be known as well. */
  idProven: boolean;
  /** SHA-256 of the bytes of the body, lower-case hex; of an item of a batch, of its canonical JSON. */
  bodyHash: string;
  caseKey: string;
  data: Record<string, Json>;
  recipient: Record<string, Json>;
  /** JSON Pointers of what the table of fields does not ask for. */
  unknown: string[];
  /** Proven by a test secret: it may reach test people only. */
  test: boolean;
  /** As the proof names the sender. */
  sender?: string;
  /** Milliseconds since the epoch. */
  receivedAt: number;
}

/** A call once it is judged, for the list of last calls. */
export interface SeenCall {
  /** Milliseconds since the epoch. */
  at: number;
  status: number;
  /** Of a batch, that of its first item. */
  receipt: ReceiptName;
  /** Of a batch, of its first item that was refused. */
  refused?: Refusal;
  eventId?: string;
  caseKey?: string;
  proof?: Accepted;
  /** The caller's address. */
  source?: string;
  /** Of the body, as received. */
  bytes: number;
  contentType?: string;
  /** What was read, as far as it could be: of a batch its first item. */
  body?: JsonObject;
}

/** One address and what holds there. */
export interface Endpoint {
  authentication: Authentication;
  /** How a caller's address is known. */
  addresses?: Addresses;
  rates: Rates;
  /** Calls let through in a minute, as CloudEvents senders are told; 0: no limit. */
  perMinute: number;
  fields: CompiledFields;
  identity: Identity;
  /** Largest body in bytes, as it comes and once it is unpacked. */
  limit: number;
  /** Most items of a list; 0: a list is refused. */
  batch: number;
  /** Milliseconds for the whole body; 10 s where absent. */
  deadline?: number;
  /** Origins of web pages that may call; `*`: all. */
  origins: readonly string[];
  clock: Clock;
  /** Keeps the event. The sender is answered when it resolves; told to come back when it rejects. */
  accept(call: AcceptedCall): Promise<Answer>;
  /** Address under which it is told what became of the event. */
  statusUrl?(token: string, request: IncomingMessage): string;
  /** Told of every refusal after the path matched, for the node's second output. */
  refused?(refused: Refusal): void;
  /** Told of every call once it is judged, before its reply is written. */
  seen?(call: SeenCall): void;
  /** Told what `accept` rejected with, and of faults in the hooks themselves, for the log. */
  failed?(error: unknown): void;
}
