import { type Clock, instant } from "../clock.ts";
import { Fault, idFrom, type JsonObject } from "../contract/index.ts";
import { sentence } from "../language/index.ts";
import type { Finish, HistoryLine, Store, Task } from "../store/index.ts";
import type { NodeWork, Performer, SendOutcome, Unknown } from "./work.ts";

/** Outputs of every sender, frozen. */
const output = { sent: 0, notSent: 1 } as const;
const mostTries = 12;
const firstDelay = 5_000;
const longestDelay = 15 * 60_000;

type Known = SendOutcome | Unknown;

/** What a send is performed with; `chance` answers numbers from 0 to below 1. */
export interface Means {
  store: Store;
  clock: Clock;
  chance: () => number;
}

/** Exponential back-off with full jitter. */
function delayBefore(attempt: number, chance: () => number): number {
  return Math.round(chance() * Math.min(longestDelay, firstDelay * 2 ** (attempt - 1))) + 250;
}

async function carry(task: Task, performer: Performer): Promise<Known> {
  const triedBefore = task.interrupted || task.attempt > 1;
  if (triedBefore && performer.recovery === "lookup" && performer.lookup !== undefined) {
    const found = await performer.lookup(task);
    if (found.state !== "never-seen") return found;
  }
  if (task.interrupted && performer.recovery === "park") return { state: "unknown", reason: new Fault("send.unknown") };
  return performer.perform(task);
}

function faultOf(error: unknown): Fault {
  if (error instanceof Fault) return error;
  return new Fault("store.failed", { message: error instanceof Error ? error.message : String(error) });
}

function told(outcome: Known): JsonObject {
  if (outcome.state === "sent") return { reference: outcome.reference };
  return { key: outcome.reason.key, ...outcome.reason.data };
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
  const outcome = await carry(task, performer).catch((error: unknown): Known => {
    return { state: "not-sent", reason: faultOf(error), again: !(error instanceof Fault) };
  });
  const history: HistoryLine = { kind: `send.${outcome.state}`, node: task.node, data: told(outcome) };
  if (outcome.state === "not-sent" && outcome.again && task.attempt < mostTries) {
    const now = clock.now();
    const due = now + delayBefore(task.attempt, means.chance);
    await store.release(task.id, task.version, due, now, [{ ...history, kind: "send.again" }]);
    work.problem(outcome.reason);
    return false;
  }
  const ended = await store.finish(endOf(task, work, performer, outcome, history, clock.now()));
  if (!ended) return false;
  // What is left behind does no harm; the outcome stands, and is told.
  await performer.settled?.(task).catch((error: unknown) => work.problem(faultOf(error)));
  if (outcome.state !== "unknown") work.sent?.(outcome);
  return outcome.state !== "unknown";
}

function endOf(
  task: Task,
  work: NodeWork,
  performer: Performer,
  outcome: Known,
  history: HistoryLine,
  at: number,
): Finish {
  const end = { task: task.id, version: task.version, at, outcome: { state: outcome.state, ...told(outcome) } };
  if (outcome.state === "unknown") return { ...end, state: "dead", next: [], history: [history] };
  const sent = outcome.state === "sent";
  const send = {
    id: task.id,
    channel: performer.channel,
    state: outcome.state,
    at: instant(at),
    ...(sent
      ? { reference: outcome.reference }
      : { reason: sentence(outcome.reason.key, outcome.reason.data, work.campaign().locale) }),
  };
  const port = sent ? output.sent : output.notSent;
  const event = {
    id: idFrom("after", task.id),
    node: task.node,
    output: port,
    message: { ...task.message, send, payload: send },
  };
  return { ...end, state: "done", next: [event], history: [history] };
}
