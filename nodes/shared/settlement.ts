import type { Node, NodeAPI } from "node-red";
import { type Clock, systemClock } from "../../src/clock.ts";
import type { Played } from "../../src/journey/index.ts";
import { OpenDeliveries } from "./open-deliveries.ts";
import {
  completed as completedInPlay,
  mindGiven,
  type OnTheWay,
  reaches,
  received as receivedInPlay,
} from "./play-way.ts";
import { flowsRun, watchFlows } from "./running-flows.ts";

/**
 * When has everything ended that grew from a message? A hint for when to stop replaying a task, on the late side: a
 * replay is harmless (nodes between durable points are pure, a send finds its id taken), an early end could lose.
 *
 * Nodes that can say `done` hold the task open until they say it. When nothing holds it, it ends after a quiet time, for
 * nodes that cannot or that send again later. A node that touched the message and is closed before that: lost. So is a
 * task that moves while nodes are being replaced, for its message may have met nobody. What each kind of node does to
 * this is a table in test/nodes/settlement/.
 */

export interface Patience {
  /** Milliseconds without any sign of a task that nothing holds, before it counts as ended. */
  quiet: number;
  /** Milliseconds from its start: a handler that forgot to say `done` must not hold a task for ever. */
  longest: number;
  clock: Clock;
}
const usualPatience: Patience = { quiet: 5_000, longest: 15 * 60_000, clock: systemClock };

/**
 * How a message has gone through a node that keeps nothing itself: by which output, or that it failed there. `more`: it went by
 * one output more than one, so that it is counted once as having come.
 */
type Went = number | "failed" | "more";
export type Step = (node: Node, went: Went) => void;

interface Message {
  _msgid?: string;
  journey?: { task?: unknown };
}
interface Delivery {
  msg: Message;
  destination: { id: string; node?: Node };
}

interface Tracker {
  open: OpenDeliveries;
  touched: Set<string>;
  /** Nothing can have ended before everything was sent. */
  sending: boolean;
  ended: boolean;
  /** Nodes of ours that are at work on it, and will say `done`. */
  working: number;
  cancelQuiet: () => void;
  patience: Patience;
  begin(): void;
  quiet(): void;
  step: Step;
  end(played: Played): void;
}

const trackers = new Map<string, Tracker>();
/** Tasks that were to be sent while nodes were being replaced. */
const waiting = new Set<Tracker>();
/** Whose message an object is, for a node may take every mark off it. */
const holders = new WeakMap<object, Tracker>();
const watched = new WeakSet<Node>();

let users = 0;
let unwatchFlows = () => {};

function trackerOf(msg: Message): Tracker | undefined {
  if (trackers.size === 0) return undefined;
  const holder = holders.get(msg);
  if (holder?.ended === false) return holder;
  const own = trackers.get(msg._msgid ?? "");
  if (own !== undefined) return own;
  try {
    const task = msg.journey?.task;
    return typeof task === "string" ? trackers.get(task) : undefined;
  } catch {
    // A hook that throws would keep another flow's message from its node.
    return undefined;
  }
}

/** Only a handler of three parameters can say `done`. */
function saysDone(node: Node | undefined): boolean {
  return ((node as { _expectedDoneCount?: number } | undefined)?._expectedDoneCount ?? 0) > 0;
}

function watchClosing(node: Node): void {
  if (watched.has(node)) return;
  watched.add(node);
  node.on("close", () => {
    for (const tracker of [...waiting, ...trackers.values()]) if (tracker.touched.has(node.id)) tracker.end("lost");
  });
}

/** Before anybody knows whether there is such a node. */
function routed({ msg }: Delivery): void {
  if (!flowsRun()) trackerOf(msg)?.end("lost");
}

function delivered({ msg, destination }: Delivery, received: boolean): void {
  const tracker = trackerOf(msg);
  if (tracker === undefined) return;
  const { id, node } = destination;
  tracker.touched.add(id);
  if (node !== undefined) watchClosing(node);
  holders.set(msg, tracker);
  if (received) tracker.open.received(msg, id, saysDone(node));
  else tracker.open.sent(msg, id);
  listen(tracker);
}

function completed({ msg, node }: { msg: Message; node: { id: string } }): void {
  const tracker = holders.get(msg);
  if (tracker?.open.done(msg, node.id)) listen(tracker);
}

/** A sign of life: the quiet time starts anew once nothing is held. */
function listen(tracker: Tracker): void {
  if (tracker.ended) return;
  tracker.cancelQuiet();
  if (!flowsRun()) {
    tracker.end("lost");
    return;
  }
  if (tracker.sending || tracker.open.any) return;
  tracker.quiet();
  const { clock, quiet } = tracker.patience;
  tracker.cancelQuiet = clock.after(quiet, () => tracker.end("settled"));
}

const label = "belle-histoire";

/** Watches while at least one node uses it; the answer ends the use. */
export function useSettlement(RED: NodeAPI): () => void {
  users += 1;
  if (users === 1) {
    unwatchFlows = watchFlows(RED, () => {
      for (const tracker of waiting) tracker.begin();
    });
    mindGiven((RED.settings as { functionGlobalContext?: unknown }).functionGlobalContext);
    RED.hooks.add(`preRoute.${label}`, (event: unknown) => routed(event as Delivery));
    RED.hooks.add(`preDeliver.${label}`, (event: unknown) => {
      // False: Node-RED delivers it to nobody.
      if (!reaches(event as OnTheWay)) return false;
      delivered(event as Delivery, false);
      return undefined;
    });
    RED.hooks.add(`onReceive.${label}`, (event: unknown) => {
      receivedInPlay(event as OnTheWay);
      delivered(event as Delivery, true);
    });
    RED.hooks.add(`onComplete.${label}`, (event: unknown) => {
      const { msg, node, error } = event as Parameters<typeof completed>[0] & { error?: unknown };
      if (error !== undefined) completedInPlay(msg, node.id, error);
      completed({ msg, node });
    });
  }
  let released = false;
  return () => {
    if (released) return;
    released = true;
    users -= 1;
    if (users > 0) return;
    unwatchFlows();
    RED.hooks.remove(`*.${label}`);
  };
}

/**
 * Says that a node of ours is at work on a message for as long as it takes, such as a film that waits for its turn: the longest
 * time is for handlers that forgot to say `done`, and does not end its task. The answer ends the work.
 */
export function atWork(message: object): () => void {
  const tracker = trackerOf(message);
  if (tracker === undefined) return () => {};
  tracker.working += 1;
  return () => {
    tracker.working -= 1;
  };
}

/**
 * Says that a message leaves a node of ours by an output, or failed there. It is counted when its task has ended, so that what
 * is played again is not counted twice.
 */
export function stepped(message: object, node: Node, went: Went): void {
  trackerOf(message)?.step(node, went);
}

/** Tasks that have not ended. */
export function tasksUnderWatch(): number {
  return trackers.size + waiting.size;
}

/**
 * Sends a task's message from its node, as soon as flows run, and resolves when all that grew from it has ended, or was
 * lost. `quiet` is called as soon as nothing works on it any more, `step` as `stepped` says.
 */
export function settle(
  node: Node,
  task: string,
  send: () => void,
  quiet: () => void,
  patience: Patience = usualPatience,
  step: Step = () => {},
): Promise<Played> {
  return new Promise((resolve, reject) => {
    let cancelLongest = () => {};
    const watchLongest = () => {
      cancelLongest = patience.clock.after(patience.longest, () =>
        tracker.working > 0 ? watchLongest() : tracker.end("settled"),
      );
    };
    const tracker: Tracker = {
      open: new OpenDeliveries(),
      touched: new Set([node.id]),
      sending: true,
      ended: false,
      working: 0,
      cancelQuiet() {},
      patience,
      quiet,
      step,
      begin() {
        waiting.delete(tracker);
        trackers.set(task, tracker);
        watchLongest();
        try {
          send();
        } catch (error) {
          reject(error);
          tracker.end("lost");
        }
        setImmediate(() => {
          tracker.sending = false;
          listen(tracker);
        });
      },
      end(played) {
        if (tracker.ended) return;
        tracker.ended = true;
        waiting.delete(tracker);
        if (trackers.get(task) === tracker) trackers.delete(task);
        tracker.cancelQuiet();
        cancelLongest();
        resolve(played);
      },
    };
    watchClosing(node);
    if (flowsRun()) tracker.begin();
    else waiting.add(tracker);
  });
}
