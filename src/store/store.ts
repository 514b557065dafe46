import type { JsonObject, Recipient } from "../contract/index.ts";

type TaskKind = "event" | "send" | "wait";

/**
 * What an event does. `continue`: the story goes on from the webhook itself. `release`: from the wait that holds the
 * recipient. `update`: the same, after what the call says of the recipient is kept. `start`: a journey begins, unless the
 * case has one. `exit`: the journey ends at once.
 */
export type EventMode = "continue" | "release" | "update" | "start" | "exit";

/**
 * What becomes of a second, different decision for the same case. `first`: the first stands. `last`: the last stands,
 * and what the first has set going is recalled, until something was sent. `ask`: a person decides.
 */
export type ConflictPolicy = "first" | "last" | "ask";

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
  /** Absent: `continue`. */
  mode?: EventMode;
  /** Absent: `first`. */
  conflict?: ConflictPolicy;
  /**
   * How long the event is kept where its recipient has not arrived at a wait yet; absent: it is not kept. `anyCase`: also
   * where nobody knows the case yet.
   */
  early?: { until: number; anyCase: boolean };
  /** Of the mode `start`: who the journey of a new case belongs to, and whether it is a test. */
  starts?: { recipient: Recipient; test: boolean };
  /** Who takes the event's task at once, and until when it is theirs without a heartbeat; absent: it waits for a claim. */
  lease?: { owner: string; until: number };
}

/** `statusToken`: what `receipt` tells the event under that counts; absent where its receipt is no longer kept. */
export type AcceptResult =
  /** `claimed`: the task, where a lease was asked for. */
  | { receipt: "accepted"; journey: string; task?: string; statusToken: string; claimed?: Task }
  /** Kept until the recipient arrives at the wait. */
  | { receipt: "early"; journey?: string; statusToken: string }
  /** Kept until a person decides. */
  | { receipt: "held"; journey: string; reason: "conflict" | "late"; statusToken: string }
  | {
      receipt: "duplicate";
      journey?: string;
      reason: "same-event" | "same-decision";
      firstEvent: string;
      statusToken?: string;
    }
  /** `too-late`: the last word would stand, but something was sent already. */
  | { receipt: "conflict"; journey: string; reason?: "too-late"; firstEvent: string; statusToken?: string }
  | { receipt: "unknown-case" }
  | { receipt: "forbidden"; reason: "test-only" }
  | { receipt: "ended"; journey: string }
  | { receipt: "reused-id" };

/** A receipt, and what became of its event. */
export interface ReceiptState {
  eventId: string;
  caseKey?: string;
  receipt: "accepted" | "early" | "held" | "duplicate" | "conflict";
  receivedAt: number;
  /** Absent as long as nobody knows the case. */
  journey?: string;
  /**
   * What became of the event, or of the first one where this is its duplicate, read from its task and from those that
   * came of tasks of its journey since. `accepted`: its task waits for its turn. `dead`: one of them was given up.
   * `continued`: one of them is under way. `waiting`: none is, but one waits for a further event, or the event itself waits: for its recipient, or for a person. `finished`: nothing of
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
  /** A former holder went away without a word: an effect may have happened. Of a send, until somebody knows. */
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

/** Until when a recipient waits, and what for. */
export interface WaitPlan {
  /** Ids of the webhook nodes whose events release; empty: any of the campaign. */
  webhooks: string[];
  /** In their order; the last one may be the deadline. */
  steps: { at: number; output: "reminder" | "too-late"; number?: number }[];
  /** What an event after the deadline does. */
  late: "refuse" | "ask" | "continue";
}

/** A recipient who arrives at a wait. */
export interface HoldRequest {
  /** Derived from task and node: a replay finds it taken. */
  id: string;
  campaign: string;
  journey: string;
  /** The task that the message grew from. */
  root: string;
  node: string;
  message: JsonObject;
  plan: WaitPlan;
  at: number;
}

/** Outputs of a wait, frozen. */
export const waitOutput = { decision: 0, reminder: 1, "too-late": 2, left: 3 } as const;

/** A node that tasks belong to. */
export interface DeployedNode {
  id: string;
  campaign: string;
  type: string;
  name: string;
}

interface AttentionPart<Kind extends string> {
  kind: Kind;
  /** Names it to `replay`, `resolve` and `move`. */
  id: string;
  caseKey?: string;
  node: string;
  at: number;
}

/** What only a person can settle. */
export type AttentionItem =
  | (AttentionPart<"dead" | "unknown"> & { reason: JsonObject })
  /** Another decision, or one after the deadline. */
  | (AttentionPart<"conflict" | "late"> & { event: string; data: JsonObject })
  /** Tasks of a node that is no longer deployed; `id` is that node. */
  | (AttentionPart<"orphans"> & { count: number; type?: string; name?: string });

/** Who settles something, and why; it goes to the history. */
export interface Settler {
  by: string;
  why: string;
  at: number;
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
  /**
   * Gives a task back, to be claimed again from `due` on; `at` is now. `inDoubt`: whether something of this send may have
   * gone out; absent: nobody knows more than before. False: the lease was lost.
   */
  release(
    task: string,
    version: number,
    due: number,
    at: number,
    history: HistoryLine[],
    inDoubt?: boolean,
  ): Promise<boolean>;
  /**
   * Keeps a send, unless its id is taken. `over`: the decision that it came of was recalled, or the journey was left.
   * @throws Fault `send.no-journey` when the campaign has no such journey
   */
  enqueue(send: SendRequest): Promise<"queued" | "taken" | "over">;
  /**
   * Holds a recipient until an event, or lets them go on at once where one has come early. `over` as with `enqueue`.
   * @throws Fault `send.no-journey` when the campaign has no such journey
   */
  hold(wait: HoldRequest): Promise<"waiting" | "released" | "taken" | "over">;
  /** Sends reminders of waits and ends those whose time is up, at most `limit`, oldest first; answers how many. */
  elapse(nodes: string[], now: number, limit: number): Promise<number>;
  /** How many wait at a node, and since when the one who waits longest. */
  waiting(node: string): Promise<{ count: number; since?: number }>;
  /** A person's answer to those of a case who wait. @throws Fault `answer.nobody-waits` */
  answer(caseKey: string, data: JsonObject, settler: Settler, campaign?: string): Promise<{ journey: string }>;
  /** What only a person can settle, oldest first. */
  attention(limit: number, campaign?: string): Promise<AttentionItem[]>;
  /** Plays a dead task again under its id. @throws Fault `attention.nothing` */
  replay(task: string, settler: Settler): Promise<void>;
  /**
   * Settles what is in doubt. Of a send whose end is unknown: it was `sent`, it was `not-sent`, or send it `again`. Of a
   * decision that is held: `take` it, or `keep` what stands.
   * @throws Fault `attention.nothing`, `attention.choice`, `attention.too-late`
   */
  resolve(id: string, choice: "sent" | "not-sent" | "again" | "take" | "keep", settler: Settler): Promise<void>;
  /** Sends what is left at one node on to another; answers how many. @throws Fault `move.no-node`, `move.other-type` */
  move(from: string, to: string, settler: Settler): Promise<number>;
  /** A node is deployed. */
  deployed(node: DeployedNode): Promise<void>;
  /** A node was deleted: what is left there is nobody's. */
  removed(node: string, at: number): Promise<void>;
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
