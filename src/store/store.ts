import type { JsonObject, Recipient } from "../contract/index.ts";
import type { Suppressed } from "../policy/index.ts";
import type { AttentionItem, DeployedNode, NodeTally, Settler } from "./attention.ts";
import type { BatchStore } from "./batch.ts";
import type { Carriage } from "./carriage.ts";
import type { AcceptRequest, AcceptResult, ReceiptState } from "./event.ts";
import type { EnrolTerms, Import, ImportStart } from "./import.ts";
import type { Pages } from "./page.ts";
import type { People } from "./people.ts";
import type { Pieces } from "./pieces.ts";
import type { Erased, EraseRequest, Holdings, Person, Retained, RetainRequest } from "./rights.ts";
import type { NodeStanding } from "./standing.ts";
import type { ConsentWord, OptOut, Suppression, Whom } from "./suppression.ts";
import type { ClaimRequest, Finish, HistoryLine, Journey, SendReport, SendRequest, Task, TaskKind } from "./task.ts";
import type { HoldRequest } from "./wait.ts";

export * from "./attention.ts";
export * from "./batch.ts";
export * from "./carriage.ts";
export * from "./event.ts";
export * from "./import.ts";
export * from "./page.ts";
export * from "./people.ts";
export * from "./pieces.ts";
export * from "./rights.ts";
export * from "./standing.ts";
export * from "./suppression.ts";
export * from "./task.ts";
export * from "./wait.ts";

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
  /** The recipient is there, and no journey begins. `updated`: what the row says of them was kept. */
  | { state: "already" | "updated"; journey: string }
  /** The same, where the terms refuse it. */
  | { state: "refused" }
  /** The case key belongs to another recipient. */
  | { state: "case-taken" }
  /** The recipient, or whoever the case belonged to, was erased. */
  | { state: "suppressed" };

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
 * asks (the operations of `asks`) waits for no write that was called before it, and sees what has been
 * committed.
 */
export interface Store extends Pages, Carriage, BatchStore, Pieces, People {
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
  /**
   * Keeps recipient, journey and first task of each row: once per case; without a case key, as the terms say. Answers in the
   * order of the rows. With `progress` the import that they are part of comes further in the same commit.
   * @throws Fault `import.elsewhere` when the import does not stand where this part of it begins
   */
  enrol(requests: EnrolRequest[], terms?: EnrolTerms): Promise<EnrolResult[]>;
  beginImport(start: ImportStart): Promise<void>;
  /** Ends an import for good. */
  endImport(id: string, state: "done" | "failed", at: number, problem?: JsonObject): Promise<void>;
  /** The imports of a node, the last one first. */
  imports(node: string, limit: number): Promise<Import[]>;
  /** Leases ready tasks, and leased ones whose lease has run out, oldest first. */
  claim(request: ClaimRequest): Promise<Task[]>;
  /** Puts the end of the leases of these tasks to `until`. */
  extend(owner: string, tasks: string[], until: number): Promise<void>;
  /**
   * Ends a task with its outcome, its history and what follows from it in one commit. False: the lease was lost. Where a
   * lease was asked for what follows, that task, unless it is over.
   */
  finish(finish: Finish): Promise<boolean | Task>;
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
   * Gives a send back that is not to go out before `until`; `at` is now. It does not count as a try; the next claim is
   * told of `held`. `inDoubt` as with `release`. False: the lease was lost.
   */
  postpone(
    task: string,
    version: number,
    until: number,
    at: number,
    held: JsonObject,
    history: HistoryLine[],
    inDoubt?: boolean,
  ): Promise<boolean>;
  /**
   * Keeps a send, unless its id is taken; where a lease was asked for, answers it as claimed. `over`: the decision that it
   * came of was recalled, or the journey was left.
   * @throws Fault `send.no-journey` when the campaign has no such journey
   */
  enqueue(send: SendRequest): Promise<"queued" | "taken" | "over" | Task>;
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
   * decision that is held: `take` it, or `keep` what stands. What is said of a batch is so of all its sends that are left,
   * and carried out a few at a time; `again` has it handed over once more.
   * @throws Fault `attention.nothing`, `attention.choice`, `attention.too-late`
   */
  resolve(id: string, choice: "sent" | "not-sent" | "again" | "take" | "keep", settler: Settler): Promise<void>;
  /**
   * Settles a dead task as not done: of a send, its message leaves by the second output, as of one that was not sent.
   * @throws Fault `attention.nothing`
   */
  giveUp(task: string, settler: Settler): Promise<void>;
  /**
   * Gives up what is left at a node that is no longer deployed, at most `limit` tasks, oldest first; answers how many.
   * What a carrier may have been handed is no longer left there, but in doubt; in a batch it stays: somebody else takes it over.
   * @throws Fault `attention.nothing` where the node is deployed
   */
  abandon(node: string, settler: Settler, limit: number): Promise<number>;
  /** Sends what is left at one node on to another; answers how many. @throws Fault `move.no-node`, `move.other-type` */
  move(from: string, to: string, settler: Settler): Promise<number>;
  /** A node is deployed. */
  deployed(node: DeployedNode): Promise<void>;
  /** A node was deleted: what is left there is nobody's. */
  removed(node: string, at: number): Promise<void>;
  /** What happened at each node so far. */
  tally(): Promise<NodeTally[]>;
  /** How it stands at the nodes of a campaign at an instant: at each where something is left, or waits for a person. */
  standings(campaign: string, now: number): Promise<NodeStanding[]>;
  /** Keeps people from being written to, as fingerprints; answers how many entries are new. */
  suppress(entries: Suppression[]): Promise<number>;
  /** Takes people off the list, of one channel or of all; answers how many entries are gone. */
  unsuppress(people: Whom[], channel?: Suppressed["channel"]): Promise<number>;
  /** What the list says of a recipient, oldest first. */
  suppressed(campaign: string, recipient: Recipient): Promise<Suppressed[]>;
  /** Keeps what people agreed to or withdrew, and changes their `consent` by it. */
  consented(words: ConsentWord[]): Promise<void>;
  /** Ends marketing by a channel for a recipient, also for one who was erased; false: that was known already. */
  optOut(word: OptOut): Promise<boolean>;
  /**
   * What a carrier says of a send later: its story goes on by the output for later states, a hard bounce suppresses the
   * address, a complaint ends marketing. `known`: this report came before; `early`: the send has not
   * ended here yet, ask again later; `unknown`: no such send, or its person was erased.
   */
  report(word: SendReport): Promise<"kept" | "known" | "early" | "unknown">;
  /** What the addresses that recipients follow are sealed with: 64 characters of hex, the same for as long as the store lives. */
  linkSecret(): Promise<string>;
  /** Adds to a journey's history. */
  note(journey: string, at: number, lines: HistoryLine[]): Promise<void>;
  /** When the next task of these nodes falls due; undefined: none. */
  nextDue(nodes: string[], kind: TaskKind): Promise<number | undefined>;
  /** The journeys of a case key or recipient id, each with its history, oldest first. */
  story(key: string, campaign?: string): Promise<Story[]>;
  /** Ids of the campaigns that have recipients. */
  campaigns(): Promise<string[]>;
  /** What is known of a recipient; undefined: nobody knows them. */
  recipient(person: Person): Promise<Recipient | undefined>;
  /** The people of a recipient id or case key, of all campaigns where none is named. */
  whoIs(key: string, campaign?: string): Promise<Person[]>;
  /** Everything held of a person; undefined: nobody knows them. */
  holdings(person: Person): Promise<Holdings | undefined>;
  /**
   * Removes all that is held of a person; what stays of their journeys is of nobody. What is being played of them comes
   * to nothing. Their letters and maps are to be deleted next: `freeAssets`.
   * @throws Fault `erase.nobody`; `erase.being-sent` where a carrier is being handed something right now: nothing was
   * removed, and to try again in a moment is right
   */
  erase(request: EraseRequest): Promise<Erased>;
  /** Forgets people in whose journeys nothing has happened for long and nothing is to come. */
  retain(request: RetainRequest): Promise<Retained>;
  /** Hashes of assets that only erased journeys have used, at most `limit`. */
  freeAssets(limit: number): Promise<string[]>;
  /** These were deleted. */
  assetsFreed(hashes: string[]): Promise<void>;
  /** Some recipients of a campaign, for previews. */
  sample(campaign: string, limit: number): Promise<Recipient[]>;
  /**
   * Calls `listener` when another process has committed what may be due; the answer ends it. Absent where no other process
   * can. A hint: what it misses is found by the next claim.
   */
  onWake?(listener: () => void): () => void;
  /** What was removed is gone from the disk as well, as far as the database lets us: a log of changes still had it. */
  clean(): Promise<void>;
  /** Flushes and lets go of the file. */
  close(): Promise<void>;
}
