import type { JsonObject, Recipient } from "../contract/index.ts";
import type { Suppressed } from "../policy/index.ts";
import type { ConsentWord } from "./suppression.ts";
import type { Journey, TaskKind } from "./task.ts";

/** A recipient of a campaign. */
export interface Person {
  campaign: string;
  /** `recipient.id`. */
  id: string;
}

/** A task of a person, as it is kept. */
export interface HeldTask {
  id: string;
  kind: TaskKind;
  node: string;
  output: number;
  state: string;
  message: JsonObject;
  plan?: JsonObject;
  outcome?: JsonObject;
  attempt: number;
  interrupted: boolean;
  flow?: string;
  dueAt: number;
  createdAt: number;
  endedAt?: number;
  /** Of a send that is to be handed over with others. */
  collected?: HeldPiece;
}

interface HeldPiece {
  at: number;
  group: string;
  order: string;
  size: number;
  batch?: string;
  position?: number;
}

/** What an accepted call was answered. */
export interface HeldReceipt {
  endpoint: string;
  eventId: string;
  receipt: string;
  firstEvent: string;
  bodyHash: string;
  idProven: boolean;
  task?: string;
  receivedAt: number;
}

/** The decision that stands for an endpoint and a type of event. */
export interface HeldDecision {
  endpoint: string;
  type: string;
  event: string;
  digest: string;
  task?: string;
}

/** An event that waits for its recipient, or for a person. */
export interface HeldEvent {
  reason: string;
  node: string;
  endpoint: string;
  event: string;
  type: string;
  digest: string;
  data: JsonObject;
  /** What it says of the recipient. */
  recipient: JsonObject;
  test: boolean;
  receivedAt: number;
  until: number;
}

/** A page of the person, without what stands in its address. */
export interface HeldPage {
  id: string;
  node: string;
  /** Absent: its address has ended, and what it showed was dropped. */
  message?: JsonObject;
  flow?: string;
  publishedAt: number;
  expiresAt: number;
  revokedAt?: number;
  recalledAt?: number;
  visits: number;
  /** Visits that looked like a program's. */
  doubtful: number;
  firstVisitAt?: number;
  lastVisitAt?: number;
  /** The last answer, by the names of the form's fields. */
  response?: { id: string; at: number; data: JsonObject };
}

export interface HeldJourney {
  journey: Journey;
  /** Of the node that it began at. */
  node: string;
  endedAt?: number;
  lines: { at: number; kind: string; node?: string; data: JsonObject }[];
  tasks: HeldTask[];
  receipts: HeldReceipt[];
  decisions: HeldDecision[];
  kept: HeldEvent[];
  pages: HeldPage[];
  /** Hashes of the letters and maps that its messages refer to. */
  assets: string[];
}

export interface HeldConsent extends Omit<ConsentWord, "campaign" | "recipient" | "channel" | "purpose"> {
  channel: string;
  purpose: string;
}

/** One of the person's sends, as a frequency cap counts it. */
export interface HeldSend {
  channel: string;
  purpose: string;
  task: string;
  test: boolean;
  at: number;
}

/** Everything held of a person. */
export interface Holdings {
  campaign: string;
  recipient: Recipient;
  createdAt: number;
  consents: HeldConsent[];
  /** From what they are kept, and why. */
  suppressions: Suppressed[];
  sends: HeldSend[];
  journeys: HeldJourney[];
}

export interface EraseRequest extends Person {
  at: number;
  /** Who has it done, and why; it stays with the rest of each journey, so that it must not name the person. */
  by: string;
  why: string;
}

/** What was removed of a person. */
export interface Erased {
  journeys: number;
  tasks: number;
  /** Personal pages; their addresses lead to nothing from then on. */
  pages: number;
  /** Receipts, decisions, events that were kept, words of consent and places in the ledger of sends. */
  events: number;
  /** Lines of histories whose data was removed. */
  lines: number;
  /** Letters and maps that were theirs alone. */
  assets: number;
}

export interface RetainRequest {
  campaign: string;
  /** People in whose journeys nothing has happened since this instant are forgotten. */
  before: number;
  at: number;
  /** Journeys that one call looks at. */
  limit: number;
  /** What the call before has answered as `next`. */
  after?: RetainCursor;
  /** Only counts. */
  dry?: boolean;
}

export interface RetainCursor {
  seenAt: number;
  journey: string;
}

export interface Retained {
  people: number;
  /** Where the next call goes on; absent: all were looked at. */
  next?: RetainCursor;
}
