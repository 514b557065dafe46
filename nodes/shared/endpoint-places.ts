import type { IncomingMessage, ServerResponse } from "node:http";
import type { NodeAPI } from "node-red";

export type EndpointHandler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** Answers what is one of its own though no node has its address; false: it is none. */
export type LostHandler = (request: IncomingMessage, response: ServerResponse) => boolean;

/** What stands at an address. */
export interface Place {
  node: string;
  /** Absent: nobody answers here now, and callers are told why. */
  handler?: EndpointHandler;
  /** Its node was closed by a deploy that has not come to its end. */
  former: boolean;
  /** The node was deleted, or has another address now. */
  gone: boolean;
  /** Replies that have not gone out. */
  underWay: Set<ServerResponse>;
  idle?: () => void;
  ended?: () => void;
}

interface Dispatcher {
  places: Map<string, Place>;
  installed: WeakSet<object>;
  /** Runtimes whose deploys are followed. */
  followed: WeakSet<object>;
  /** Node-RED, or its flows, are being stopped, and nothing says that they start again. */
  stopping: boolean;
  /** Starts of flows that have not ended; a deploy may begin before that. */
  starts: number;
  /** Until the flows have started for the first time: where addresses may be that no node has opened yet. */
  awaited: string[];
  /** By folder: who answers below it where no node does. */
  lost: Map<string, LostHandler>;
}

/** Two copies of this module in one process share one dispatcher. */
const shared = Symbol.for("belle-histoire.public-endpoints");
const processWide = globalThis as { [shared]?: Dispatcher };
processWide[shared] ??= {
  places: new Map(),
  installed: new WeakSet(),
  followed: new WeakSet(),
  stopping: false,
  starts: 0,
  awaited: [],
  lost: new Map(),
};
export const dispatcher = processWide[shared];

/** Lets go of the node behind a place as soon as no call needs it. */
export function release(place: Place): Promise<void> {
  place.handler = undefined;
  place.former = false;
  const { ended } = place;
  place.ended = undefined;
  return new Promise<void>((resolve) => {
    if (place.underWay.size === 0) resolve();
    else place.idle = resolve;
  }).then(() => ended?.());
}

/** Follows the deploys of a runtime: a former address waits for its successor until the flows have started. */
export function follow(RED: NodeAPI, starts: number): void {
  if (dispatcher.followed.has(RED.events)) return;
  dispatcher.followed.add(RED.events);
  dispatcher.starts = starts;
  RED.events
    // A deploy says what it changes; Node-RED when it stops for good does not. Flows that are loaded anew look the same
    // for a moment, until they start.
    .on("flows:stopping", ({ diff }: { diff?: { globalConfigChanged?: unknown } } = {}) => {
      dispatcher.stopping = diff === undefined || !("globalConfigChanged" in diff);
      if (dispatcher.stopping) endConnections();
    })
    .on("flows:starting", () => {
      dispatcher.stopping = false;
      dispatcher.starts += 1;
    })
    .on("flows:started", () => {
      dispatcher.starts = Math.max(0, dispatcher.starts - 1);
      if (dispatcher.starts > 0) return;
      dispatcher.awaited = [];
      endFormer();
    });
}

/** Callers who are being answered are told not to come back by the same connection. */
function endConnections(): void {
  for (const { underWay } of dispatcher.places.values()) {
    for (const response of underWay) if (!response.headersSent) response.setHeader("connection", "close");
  }
}

function endFormer(): void {
  const places = [...dispatcher.places.values()];
  for (const place of places.filter(({ former }) => former)) {
    place.gone = places.some(({ node, handler, former }) => node === place.node && handler !== undefined && !former);
    void release(place);
  }
}
