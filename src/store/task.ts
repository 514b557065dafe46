import type { CorrectedAddress, JsonObject, Recipient } from "../contract/index.ts";
import type { PastSend, Suppressed } from "../policy/index.ts";
import type { Counting } from "./suppression.ts";

export type TaskKind = "event" | "send" | "wait";

/** A line of a journey's history: a catalogue key and its data, so that it can be told in every language. */
export interface HistoryLine {
  kind: string;
  node?: string;
  data?: JsonObject;
}

export interface Journey {
  id: string;
  campaign: string;
  recipient: string;
  caseKey?: string;
  startedAt: number;
  test: boolean;
}

/** A claimed task, with what its message is completed from. */
export interface Task {
  id: string;
  campaign: string;
  journey: Journey;
  recipient: Recipient;
  kind: TaskKind;
  /** The node that emits or performs it. */
  node: string;
  /** The output of an event. */
  output: number;
  message: JsonObject;
  /** When it was kept, in milliseconds: the same whenever it is played. */
  createdAt: number;
  /** Fence: every change of the task raises it. */
  version: number;
  /** 1 at the first claim. */
  attempt: number;
  /** A former holder went away without a word: an effect may have happened. Of a send, until somebody knows. */
  interrupted: boolean;
  /** Of a send that was held: why and until when, as of the last time. */
  held?: JsonObject;
  /** Of a claimed send: what policies ask. */
  standing?: Standing;
}

interface Standing {
  suppressed: Suppressed[];
  /** What the person was sent before, within the window of a cap, oldest first; also what is being sent now. */
  sent: PastSend[];
  /** The send has a place in the ledger. */
  counted: boolean;
}

export interface ClaimRequest {
  owner: string;
  nodes: string[];
  kind: TaskKind;
  limit: number;
  now: number;
  /** Milliseconds. */
  lease: number;
  /** How sends are counted, by node; those of others are not. */
  counted?: Record<string, Counting>;
}

/** A send to be performed once under its id. */
export interface SendRequest {
  /** Derived from task, sender and content: a replay finds it taken. */
  id: string;
  campaign: string;
  journey: string;
  /** The task that the message grew from; absent: it is not known whether it is still wanted. */
  root?: string;
  node: string;
  message: JsonObject;
  /** The state of the flows that it was queued in. */
  flow?: string;
  at: number;
  history: HistoryLine;
  /** Who takes it at once, and until when it is theirs without a heartbeat; absent: it waits for a claim. */
  lease?: { owner: string; until: number };
  /** Of a send with a lease: how it is counted; absent: it is not. */
  counted?: Counting;
}

/** An event that follows a finished task. */
export interface NextEvent {
  id: string;
  node: string;
  output: number;
  message: JsonObject;
}

export interface Finish {
  task: string;
  /** The version that was claimed. */
  version: number;
  state: "done" | "dead";
  at: number;
  /** Kept with the task: state and reference of a send, error of a dead task. */
  outcome?: JsonObject;
  next: NextEvent[];
  /** Who takes the first of `next` at once, and until when it is theirs without a heartbeat; absent: it waits for a claim. */
  lease?: { owner: string; until: number };
  history: HistoryLine[];
  /** Of a send that its carrier still works on: what it calls it, as `Carriage.follow` keeps it. */
  follow?: JsonObject;
  /** A send that certainly was not sent: what was counted of it is given back. */
  uncounted?: boolean;
}

/** Outputs of every sender, frozen. */
export const senderOutput = { sent: 0, notSent: 1, status: 2 } as const;

/** What a carrier says of a send after it has taken it. */
export interface SendReport {
  /** Id of the send. */
  task: string;
  /** The same report has the same key, however often it is read. */
  key: string;
  at: number;
  /**
   * Of print: `mailed`, the post has it; `undeliverable`, it came back; `untraced`, the carrier does not know it any more;
   * `too-late`, the answer to a wish to cancel.
   */
  state:
    | "bounced"
    | "complained"
    | "delayed"
    | "delivered"
    | "printing"
    | "printed"
    | "mailed"
    | "undeliverable"
    | "failed"
    | "cancelled"
    | "untraced"
    | "too-late";
  /** Of what bounced: `hard` will not go later either. */
  bounce?: "hard" | "soft";
  /** What the carrier said, as the message tells it. */
  reason?: string;
  /** The same for the history, which is told in every language: a catalogue key and its data. */
  why?: JsonObject;
  /** Of what came back: where its recipient lives, for the message alone. */
  corrected?: CorrectedAddress;
  /** Nothing more is to come: it is followed no longer. */
  last?: boolean;
}
