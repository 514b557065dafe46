import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { NodeAPI } from "node-red";
import { Fault } from "../../src/contract/index.ts";
import { refuseCall } from "../../src/webhook/index.ts";

export type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

interface Place {
  handler?: Handler;
  /** The node was deleted. */
  gone: boolean;
  /** Milliseconds since the epoch until which a redeploy may take. */
  closingUntil: number;
}

interface Dispatcher {
  places: Map<string, Place>;
  servers: WeakSet<Server>;
}

/** Longest time, in milliseconds, for which an address that is being redeployed asks its callers to come back. */
const longestRedeploy = 10_000;

/** Two copies of this module in one process share one dispatcher. */
const shared = Symbol.for("belle-histoire.public-endpoints");
const processWide = globalThis as { [shared]?: Dispatcher };
processWide[shared] ??= { places: new Map(), servers: new WeakSet() };
const dispatcher = processWide[shared];

const known = (path: string) => path.replace(/\/{2,}/g, "/").replace(/(.)\/$/, "$1");

/** Whether the call was for one of our addresses. */
function dispatch(request: IncomingMessage, response: ServerResponse): boolean {
  const path = known((request.url ?? "/").split("?", 1)[0] ?? "/");
  const place = dispatcher.places.get(path);
  if (place === undefined) return false;
  if (place.handler !== undefined) void place.handler(request, response);
  else if (place.gone) void refuseCall(request, response, "gone", "webhook.gone");
  else if (Date.now() < place.closingUntil) void refuseCall(request, response, "unavailable", "webhook.closing", 1);
  else return false;
  return true;
}

/** Stands in front of whatever answers on the server, so that no parser of Node-RED takes the body first. */
function install(server: Server): void {
  if (dispatcher.servers.has(server)) return;
  dispatcher.servers.add(server);
  const behind = server.listeners("request") as Listener[];
  server.removeAllListeners("request");
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    if (dispatch(request, response)) return;
    for (const listener of behind) listener.call(server, request, response);
  });
}

function fullPath(RED: NodeAPI, path: string): string {
  const root = RED.settings.httpNodeRoot;
  return known(`/${typeof root === "string" ? root : ""}/${path}`);
}

/**
 * Opens an address below `httpNodeRoot`. The answer closes it: for good when the node is gone (410), else for the time
 * of a redeploy (503 with `Retry-After`).
 * @throws Fault `webhook.address-taken` when another node has it, `webhook.no-server`
 */
export function registerEndpoint(RED: NodeAPI, path: string, handler: Handler): (how: { gone: boolean }) => void {
  const server = RED.server as Server | undefined;
  if (server === undefined) throw new Fault("webhook.no-server");
  install(server);
  const address = fullPath(RED, path);
  if (dispatcher.places.get(address)?.handler !== undefined) throw new Fault("webhook.address-taken");
  const place: Place = { handler, gone: false, closingUntil: 0 };
  dispatcher.places.set(address, place);
  return ({ gone }) => {
    if (dispatcher.places.get(address) !== place) return;
    place.handler = undefined;
    place.gone = gone;
    place.closingUntil = Date.now() + longestRedeploy;
  };
}
