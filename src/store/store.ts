import type { JsonObject, Recipient } from "../contract/index.ts";

export type TaskKind = "event" | "send";

/** A line of a journey's history: a catalogue key and its data, so that it can be told in every language. */
export interface HistoryLine {
  kind: string;
  node?: string;
  data?: JsonObject;
}

/** One accepted call of an inbound webhook. */
export interface AcceptRequest {
  campaign: string;
  /** Id of the webhook node that will emit the event. */
  node: string;
  endpoint: string;
  eventId: string;
  eventType: string;
  /**
   * False: the id is in no signature, so that whoever replays a signed call could give it another one. Then an event with
   * the same body is the same event, whatever its id.
   */
  idProven: boolean;
  /** SHA-256 of the raw body. */
  bodyHash: string;
  caseKey: string;
  /** The accepted fields; what makes a decision the same decision. */
  data: JsonObject;
  /** Properties that the call brings for the recipient. */
  recipient: JsonObject;
  /** Proven by a test secret: it reaches journeys of test people only. */
  test: boolean;
  /** Unguessable; part of the word under which the receipt is told. */
  statusToken: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** Who takes the event's task at once, and until when it is theirs without a heartbeat; absent: it waits for a claim. */
  lease?: { owner: string; until: number };
}

/** `statusToken`: what `receipt` tells the event under that counts; absent where its receipt is no longer kept. */
export type AcceptResult =
  /** `claimed`: the task, where a lease was asked for. */
  | { receipt: "accepted"; journey: string; task: string; statusToken: string; claimed?: Task }
  | {
      receipt: "duplicate";
      journey: string;
      reason: "same-event" | "same-decision";
      firstEvent: string;
      statusToken?: string;
    }
  | { receipt: "conflict"; journey: string; firstEvent: string; statusToken?: string }
  | { receipt: "unknown-case" }
  | { receipt: "forbidden"; reason: "test-only" }
  | { receipt: "ended"; journey: string }
  | { receipt: "reused-id" };

/** A receipt, and what became of its event. */
export interface ReceiptState {
  eventId: string;
  caseKey?: string;
  receipt: "accepted" | "duplicate" | "conflict";
  receivedAt: number;
  journey: string;
  /**
   * What became of the event, or of the first one where this is its duplicate, read from its task and from those that
   * came of tasks of its journey since. `accepted`: its task waits for its turn. `dead`: one of them was given up.
   * `continued`: one of them is under way. `waiting`: none is, but one waits for a further event. `finished`: nothing of
   * them is left to come, which is so from the start with a conflict.
   */
  state: "accepted" | "waiting" | "continued" | "finished" | "dead";
}

/** One row of an audience. */
export interface EnrolRequest {
  campaign: string;
  /** Id of the audience node. */
  node: string;
  recipient: Recipient;
  caseKey?: string;
  test: boolean;
  at: number;
}

export type EnrolResult =
  | { state: "enrolled"; journey: string; task: string }
  | { state: "already"; journey: string }
  /** The case key belongs to another recipient. */
  | { state: "case-taken" };

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
  /** Fence: every change of the task raises it. */
  version: number;
  /** 1 at the first claim. */
  attempt: number;
  /** A former holder went away without a word: an effect may have happened. */
  interrupted: boolean;
}

export interface ClaimRequest {
  owner: string;
  nodes: string[];
  kind: TaskKind;
  limit: number;
  now: number;
  /** Milliseconds. */
  lease: number;
}

/** A send to be performed once under its id. */
export interface SendRequest {
  /** Derived from task, sender and content: a replay finds it taken. */
  id: string;
  campaign: string;
  journey: string;
  node: string;
  message: JsonObject;
  at: number;
  history: HistoryLine;
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
  history: HistoryLine[];
}

export interface StoryLine {
  at: number;
  kind: string;
  node?: string;
  data: JsonObject;
}

export interface Story {
  journey: Journey;
  lines: StoryLine[];
}

/**
 * Where a campaign's people, cases, tasks and histories live. Every method that changes something resolves after its
 * commit is on disk, and not before; a rejection means that nothing of the call was kept, unless it is Fault
 * `store.unavailable`: then the answer to the commit was lost with the connection, and to call again is safe. What only
 * asks (`receipt`, `secretUses`, `story`, `sample`) waits for no write that was called before it, and sees what has been
 * committed.
 */
export interface Store {
  /**
   * Keeps an event and its task, or says why not. Same event or same decision: the first word again, and the decision is
   * remembered for as long as its journey, longer than its receipt (`firstEvent` may be forgotten). Of `unknown-case`,
   * `forbidden`, `ended`, `reused-id` and the same event again nothing is kept.
   */
  accept(request: AcceptRequest): Promise<AcceptResult>;
  /** What became of an event, by the token of its receipt; undefined: no such receipt, or it is no longer kept. */
  receipt(endpoint: string, statusToken: string): Promise<ReceiptState | undefined>;
  /** Forgets receipts of an endpoint that came before an instant, at most `most`, oldest first; answers how many. */
  forgetEvents(endpoint: string, before: number, most: number): Promise<number>;
  /** Notes that a secret, by its slot, has proven a call. */
  secretUsed(endpoint: string, slot: string, at: number): Promise<void>;
  /** When each secret of an endpoint last proved a call, by slot. */
  secretUses(endpoint: string): Promise<Record<string, number>>;
  /** Keeps recipient, journey and first task of each row; once per recipient and case. Answers in the order of the rows. */
  enrol(requests: EnrolRequest[]): Promise<EnrolResult[]>;
  /** Leases ready tasks, and leased ones whose lease has run out, oldest first. */
  claim(request: ClaimRequest): Promise<Task[]>;
  /** Puts the end of the leases of these tasks to `until`. */
  extend(owner: string, tasks: string[], until: number): Promise<void>;
  /** Ends a task with its outcome, its history and what follows from it in one commit. False: the lease was lost. */
  finish(finish: Finish): Promise<boolean>;
  /** Gives a task back, to be claimed again from `due` on; `at` is now. False: the lease was lost. */
  release(task: string, version: number, due: number, at: number, history: HistoryLine[]): Promise<boolean>;
  /** Keeps a send, unless its id is taken. @throws Fault `send.no-journey` when the campaign has no such journey */
  enqueue(send: SendRequest): Promise<"queued" | "taken">;
  /** Adds to a journey's history. */
  note(journey: string, at: number, lines: HistoryLine[]): Promise<void>;
  /** When the next task of these nodes falls due; undefined: none. */
  nextDue(nodes: string[], kind: TaskKind): Promise<number | undefined>;
  /** The journeys of a case key or recipient id, each with its history, oldest first. */
  story(key: string, campaign?: string): Promise<Story[]>;
  /** Some recipients of a campaign, for previews. */
  sample(campaign: string, limit: number): Promise<Recipient[]>;
  /**
   * Calls `listener` when another process has committed what may be due; the answer ends it. Absent where no other process
   * can. A hint: what it misses is found by the next claim.
   */
  onWake?(listener: () => void): () => void;
  /** Flushes and lets go of the file. */
  close(): Promise<void>;
}
