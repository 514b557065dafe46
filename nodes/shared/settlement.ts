import type { Node, NodeAPI } from "node-red";
import type { Played } from "../../src/journey/index.ts";

/**
 * When has everything ended that grew from a message? A hint for when to stop replaying a task, on the late side: a
 * replay is harmless (nodes between durable points are pure, a send finds its id taken), an early end could lose.
 *
 * Nodes that can say `done` hold the task open until they say it. When nothing holds it, it ends after a quiet time, for
 * nodes that cannot or that send again later. A node that touched the message and is closed before that: lost.
 */

/** Milliseconds without any sign of a task before it counts as ended. */
const quietTime = 5_000;
/** A handler that forgot to say `done` must not hold a task for ever. */
const longest = 15 * 60_000;

interface Delivery {
  msg: { _msgid?: string; journey?: { task?: unknown } };
  destination: { id: string; node?: Node };
}

interface Tracker {
  open: Map<object, Set<string>>;
  touched: Set<string>;
  sending: boolean;
  ended: boolean;
  timer: NodeJS.Timeout | undefined;
  began: number;
  quiet(): void;
  end(played: Played): void;
}

const trackers = new Map<string, Tracker>();
/** Whose message an object is, while a node holds it. */
const holders = new WeakMap<object, Tracker>();
const watched = new WeakSet<Node>();
let users = 0;

function trackerOf(msg: Delivery["msg"] | undefined): Tracker | undefined {
  if (trackers.size === 0 || msg === undefined) return undefined;
  const task = msg.journey?.task;
  return trackers.get(msg._msgid ?? "") ?? (typeof task === "string" ? trackers.get(task) : undefined);
}

/** Only a handler of three parameters can say `done`. */
function saysDone(node: Node | undefined): boolean {
  return ((node as { _expectedDoneCount?: number } | undefined)?._expectedDoneCount ?? 0) > 0;
}

function watchClosing(node: Node): void {
  if (watched.has(node)) return;
  watched.add(node);
  node.on("close", () => {
    for (const tracker of [...trackers.values()]) if (tracker.touched.has(node.id)) tracker.end("lost");
  });
}

function delivered({ msg, destination }: Delivery): void {
  const tracker = trackerOf(msg);
  if (tracker === undefined) return;
  const { node } = destination;
  tracker.touched.add(destination.id);
  if (node !== undefined) watchClosing(node);
  if (saysDone(node)) {
    const nodes = tracker.open.get(msg) ?? new Set();
    tracker.open.set(msg, nodes.add(destination.id));
    holders.set(msg, tracker);
  }
  listen(tracker);
}

function completed({ msg, node }: { msg: Delivery["msg"]; node: { id: string } }): void {
  const tracker = holders.get(msg);
  const nodes = tracker?.open.get(msg);
  if (tracker === undefined || nodes === undefined || !nodes.delete(node.id)) return;
  if (nodes.size === 0) tracker.open.delete(msg);
  listen(tracker);
}

/** A sign of life: the quiet time starts anew once nothing is held. */
function listen(tracker: Tracker): void {
  if (tracker.ended) return;
  clearTimeout(tracker.timer);
  tracker.timer = undefined;
  if (tracker.sending) return;
  const held = tracker.open.size > 0;
  if (!held) tracker.quiet();
  const wait = held ? Math.max(0, tracker.began + longest - Date.now()) : quietTime;
  tracker.timer = setTimeout(() => tracker.end("settled"), wait).unref();
}

const label = "belle-histoire";

/** Watches while at least one node uses it; the answer ends the use. */
export function useSettlement(RED: NodeAPI): () => void {
  users += 1;
  if (users === 1) {
    RED.hooks.add(`preDeliver.${label}`, (event: unknown) => delivered(event as Delivery));
    RED.hooks.add(`onReceive.${label}`, (event: unknown) => delivered(event as Delivery));
    RED.hooks.add(`onComplete.${label}`, (event: unknown) => completed(event as Parameters<typeof completed>[0]));
  }
  let released = false;
  return () => {
    if (released) return;
    released = true;
    users -= 1;
    if (users === 0) RED.hooks.remove(`*.${label}`);
  };
}

/** Sends a task's message from its node and resolves when all that grew from it has ended, or was lost. */
export function settle(node: Node, task: string, send: () => void, quiet: () => void): Promise<Played> {
  return new Promise((resolve) => {
    const tracker: Tracker = {
      open: new Map(),
      touched: new Set([node.id]),
      sending: true,
      ended: false,
      timer: undefined,
      began: Date.now(),
      quiet,
      end(played) {
        if (tracker.ended) return;
        tracker.ended = true;
        if (trackers.get(task) === tracker) trackers.delete(task);
        clearTimeout(tracker.timer);
        resolve(played);
      },
    };
    trackers.set(task, tracker);
    watchClosing(node);
    send();
    setImmediate(() => {
      tracker.sending = false;
      listen(tracker);
    });
  });
}
