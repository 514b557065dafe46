import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { NodeAPI } from "node-red";
import { Fault } from "../../src/contract/index.ts";
import { refuseCall } from "../../src/webhook/index.ts";

export type EndpointHandler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/**
 * Closes an address. `gone`: its node was deleted, callers are told so for good (410); not gone: a redeploy takes it for
 * a moment (503 with `Retry-After`). Without a word the address is simply free again.
 */
export type Unregister = (how?: { gone: boolean }) => void;

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

interface Place {
  handler?: EndpointHandler;
  /** The node was deleted. */
  gone: boolean;
  /** Until when a redeploy may take, in milliseconds of the process's own clock, which nobody sets. */
  closingUntil: number;
}

/** The part of Express 4 that the fallback needs; `parent` is the app that ours is mounted in. */
interface ExpressApp {
  parent?: ExpressApp;
  use(layer: (request: IncomingMessage, response: ServerResponse, next: () => void) => void): void;
  _router: { stack: unknown[] };
}

interface Dispatcher {
  places: Map<string, Place>;
  installed: WeakSet<object>;
}

/** Longest time, in milliseconds, for which an address that is being redeployed asks its callers to come back. */
const longestRedeploy = 10_000;

/** Two copies of this module in one process share one dispatcher. */
const shared = Symbol.for("belle-histoire.public-endpoints");
const processWide = globalThis as { [shared]?: Dispatcher };
processWide[shared] ??= { places: new Map(), installed: new WeakSet() };
const dispatcher = processWide[shared];

const known = (path: string) => path.replace(/\/{2,}/g, "/").replace(/(.)\/$/, "$1");

/** Whether the call was for one of our addresses. */
function dispatch(request: IncomingMessage, response: ServerResponse): boolean {
  const path = known((request.url ?? "/").split("?", 1)[0] ?? "/");
  const place = dispatcher.places.get(path);
  if (place === undefined) return false;
  if (place.handler !== undefined) void place.handler(request, response);
  else if (place.gone) void refuseCall(request, response, "gone", "webhook.gone");
  else if (performance.now() < place.closingUntil)
    void refuseCall(request, response, "unavailable", "webhook.closing", 1);
  else return false;
  return true;
}

/** Stands in front of whatever answers on the server, so that no parser of Node-RED takes the body first. */
function install(server: Server): void {
  if (dispatcher.installed.has(server)) return;
  dispatcher.installed.add(server);
  const behind = server.listeners("request") as Listener[];
  server.removeAllListeners("request");
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    if (dispatch(request, response)) return;
    for (const listener of behind) listener.call(server, request, response);
  });
}

/** Embedded in a foreign Express there is no server to stand before: the first layer of its root app then. */
function installLayer(httpNode: ExpressApp): void {
  let root = httpNode;
  while (root.parent !== undefined) root = root.parent;
  if (dispatcher.installed.has(root)) return;
  dispatcher.installed.add(root);
  root.use((request, response, next) => {
    if (!dispatch(request, response)) next();
  });
  const { stack } = root._router;
  stack.unshift(stack.pop());
}

function fullPath(RED: NodeAPI, path: string): string {
  const root = RED.settings.httpNodeRoot;
  return known(`/${typeof root === "string" ? root : ""}/${path}`);
}

/** The address as callers write it; without a base, its path alone. */
export function publicUrl(RED: NodeAPI, base: string, path: string): string {
  return `${base.replace(/\/+$/, "")}${fullPath(RED, path)}`;
}

/**
 * Opens an address below `httpNodeRoot` (below `/` where that is false).
 * @throws Fault `webhook.address-taken` when another node has it, `webhook.no-server`
 */
export function registerEndpoint(RED: NodeAPI, path: string, handler: EndpointHandler): Unregister {
  const server = RED.server as Server | undefined;
  const httpNode = RED.httpNode as unknown as ExpressApp | undefined;
  if (server !== undefined) install(server);
  else if (httpNode !== undefined) installLayer(httpNode);
  else throw new Fault("webhook.no-server");
  const address = fullPath(RED, path);
  if (dispatcher.places.get(address)?.handler !== undefined) throw new Fault("webhook.address-taken");
  const place: Place = { handler, gone: false, closingUntil: 0 };
  dispatcher.places.set(address, place);
  return (how) => {
    if (dispatcher.places.get(address) !== place) return;
    if (how === undefined) {
      dispatcher.places.delete(address);
      return;
    }
    place.handler = undefined;
    place.gone = how.gone;
    place.closingUntil = performance.now() + longestRedeploy;
  };
}
