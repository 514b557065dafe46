import { type Clock, instant } from "../clock.ts";
import { Fault, idAfter, type JsonObject } from "../contract/index.ts";
import { sentence } from "../language/index.ts";
import { type Finish, type HistoryLine, type Store, senderOutput, type Task } from "../store/index.ts";
import { type Clearance, clearanceOf } from "./clearance.ts";
import type { Collected, NodeWork, Performer, Place, Postponed, SendOutcome, Unknown } from "./work.ts";

const usualTries = 12;
const firstDelay = 5_000;
const longestDelay = 15 * 60_000;

type Known = SendOutcome | Unknown;

/** What a send is performed with; `chance` answers numbers from 0 to below 1. */
export interface Means {
  store: Store;
  clock: Clock;
  chance: () => number;
  /** Keeps a place for the event that follows; undefined: it waits for its turn. */
  reserve(node: string): Place | undefined;
  /** A send was collected. */
  collected(node: string): void;
}

/** Exponential back-off with full jitter; where the carrier named a pause, that one and a little, for many wait for it. */
function delayBefore(attempt: number, chance: () => number, after?: number): number {
  if (after !== undefined) return after + Math.round(chance() * 1_000) + 250;
  return Math.round(chance() * Math.min(longestDelay, firstDelay * 2 ** (attempt - 1))) + 250;
}

/** `asked`: the carrier has said that it knows nothing of it. */
type Held = Postponed & { asked: boolean };

/** What may have been sent already is asked for first: no policy makes that undone. */
async function carry(
  task: Task,
  performer: Performer,
  clear: () => Promise<Clearance>,
): Promise<Known | Doubtful | Held | Collected> {
  const triedBefore = task.interrupted || task.attempt > 1;
  if (triedBefore && performer.recovery === "lookup" && performer.lookup !== undefined) {
    const found = await performer.lookup(task).catch(doubtful);
    if (found.state !== "never-seen") return found;
  }
  const asked = triedBefore && performer.recovery === "lookup";
  if (task.interrupted && performer.recovery === "park") return { state: "unknown", reason: new Fault("send.unknown") };
  const clearance = await clear();
  if (clearance.state === "held") return { ...clearance, asked };
  if (clearance.state === "refused") {
    if (task.interrupted && !asked) return { state: "unknown", reason: new Fault("policy.in-doubt") };
    return { state: "not-sent", reason: clearance.reason, again: false };
  }
  const done = await performer.perform(clearance.task).catch((error: unknown): Known | Doubtful => {
    // A fault says that nothing was sent. What else is thrown says nothing: who can ask later does.
    if (error instanceof Fault) return { state: "not-sent", reason: error, again: false };
    if (performer.recovery === "park") return { state: "unknown", reason: faultOf(error) };
    return doubtful(error);
  });
  if (done.state === "unknown" && done.later && performer.lookup !== undefined) return doubtful(done.reason);
  return done.state === "held" ? { ...done, asked: true } : done;
}

/** Nobody knows what became of it yet. */
interface Doubtful {
  state: "doubtful";
  reason: Fault;
}

function doubtful(error: unknown): Doubtful {
  return { state: "doubtful", reason: faultOf(error) };
}

export function faultOf(error: unknown): Fault {
  if (error instanceof Fault) return error;
  if (error instanceof Error && error.cause instanceof Fault) return error.cause;
  return new Fault("store.failed", { message: error instanceof Error ? error.message : String(error) });
}

function told(outcome: Known | Doubtful): JsonObject {
  if (outcome.state === "sent") return handedOver(outcome);
  return { key: outcome.reason.key, ...outcome.reason.data };
}

/** What is known of a send that was taken over. */
function handedOver({ reference, segments, batch }: Extract<SendOutcome, { state: "sent" }>) {
  return { reference, ...(segments !== undefined && { segments }), ...(batch !== undefined && { batch }) };
}

/** Gives a send back until it may go; the history tells so once for each reason, however often it is looked at. */
async function hold(task: Task, { until, reason, asked }: Held, { store, clock }: Means): Promise<void> {
  const data = { key: reason.key, ...reason.data, until: instant(until) };
  const lines = task.held?.key === reason.key ? [] : [{ kind: "send.held", node: task.node, data }];
  const held = { state: "held", ...data };
  await store.postpone(task.id, task.version, until, clock.now(), held, lines, asked ? false : undefined);
}

/** Puts a send among what its node has collected. */
async function collect(task: Task, { group, order, size, reason }: Collected, { store, clock }: Means): Promise<void> {
  const held = { key: reason.key, ...reason.data };
  const lines = task.held?.key === reason.key ? [] : [{ kind: "send.collected", node: task.node, data: held }];
  const { id, version } = task;
  await store.collect({ task: id, version, at: clock.now(), group, order, size, held, history: lines });
}

/**
 * Performs a claimed send and ends it: outcome, history and the event of the sender's output in one commit.
 * @returns whether something follows that may be claimed now
 */
export async function performSend(task: Task, work: NodeWork, means: Means): Promise<boolean> {
  const { store, clock } = means;
  const { performer } = work;
  if (performer === undefined) {
    await store.release(task.id, task.version, clock.now(), clock.now(), []);
    return false;
  }
  const carried = await carry(task, performer, () => clearanceOf(task, performer, work, clock.now()));
  if (carried.state === "held") {
    await hold(task, carried, means);
    work.held?.(carried.reason, carried.until);
    return false;
  }
  if (carried.state === "collected") {
    await collect(task, carried, means);
    means.collected(task.node);
    return false;
  }
  const passing = carried.state === "doubtful" || (carried.state === "not-sent" && carried.again);
  if (passing && task.attempt < (performer.tries ?? usualTries)) {
    const now = clock.now();
    const after = carried.state === "not-sent" ? carried.after : undefined;
    const due = now + delayBefore(task.attempt, means.chance, after);
    const line = { kind: "send.again", node: task.node, data: told(carried) };
    await store.release(task.id, task.version, due, now, [line], carried.state === "doubtful");
    work.problem(carried.reason);
    return false;
  }
  const outcome: Known = carried.state === "doubtful" ? { state: "unknown", reason: carried.reason } : carried;
  const end = endOf(task, work, performer, outcome, clock.now());
  const place = end.next.length === 0 ? undefined : means.reserve(task.node);
  let ended: boolean | Task = false;
  try {
    ended = await store.finish({ ...end, lease: place?.lease });
  } finally {
    if (typeof ended === "object") place?.take(ended);
    else place?.free();
  }
  if (ended === false) return false;
  // What is left behind does no harm; the outcome stands, and is told.
  await performer.settled?.(task).catch((error: unknown) => work.problem(faultOf(error)));
  if (outcome.state === "unknown") work.problem(outcome.reason);
  else work.sent?.(outcome);
  return ended === true && outcome.state !== "unknown";
}

/** How a send ends: its outcome, its line of the history and what goes on. */
export function endOf(task: Task, work: NodeWork, performer: Performer, outcome: Known, at: number): Finish {
  const history: HistoryLine = { kind: `send.${outcome.state}`, node: task.node, data: told(outcome) };
  const to: JsonObject = outcome.state === "sent" && outcome.to !== undefined ? { to: outcome.to } : {};
  const end = { task: task.id, version: task.version, at, outcome: { state: outcome.state, ...told(outcome), ...to } };
  if (outcome.state === "unknown") return { ...end, state: "dead", next: [], history: [history] };
  const sent = outcome.state === "sent";
  const send = {
    id: task.id,
    channel: performer.channel,
    state: outcome.state,
    at: instant(at),
    ...(sent
      ? handedOver(outcome)
      : { reason: sentence(outcome.reason.key, outcome.reason.data, work.campaign().locale) }),
  };
  const port = sent ? senderOutput.sent : senderOutput.notSent;
  const event = {
    id: idAfter("after", task.id),
    node: task.node,
    output: port,
    message: { ...task.message, send, payload: send, ...outcome.message },
  };
  const followed = sent && outcome.follow !== undefined ? { follow: outcome.follow } : {};
  return { ...end, state: "done", next: [event], history: [history], uncounted: !sent, ...followed };
}
