import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { NodeAPI } from "node-red";
import { systemClock } from "../../src/clock.ts";
import { Fault } from "../../src/contract/index.ts";
import { answerGone, answerLater } from "../../src/links/index.ts";
import { refuseCall, spokenTo, writeReply } from "../../src/webhook/index.ts";
import { dispatcher, type EndpointHandler, follow, type LostHandler, type Place, release } from "./endpoint-places.ts";

/** An address that a node opens below `httpNodeRoot`. */
export interface Opening {
  path: string;
  /** Everything one level below the path as well, not the path itself. */
  below?: boolean;
  /** Id of the node: an address that its node has changed is gone, one whose node is switched off is not. */
  node: string;
  handler: EndpointHandler;
  /** Called once, when the address needs the node's things no more: the last call has been answered. */
  ended?(): void;
}

/**
 * Closes an address. `gone`: its node was deleted, callers are told so for good (410). Not gone, in a deploy: it goes on
 * answering until the node's successor takes it over; when Node-RED stops: callers are asked to come back (503). Without
 * a word the address is simply free again. Resolves when no call is under way that needs an answer of this node before
 * it closes.
 */
export type Unregister = (how?: { gone: boolean }) => Promise<void>;

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** The part of Express 4 that the fallback needs; `parent` is the app that ours is mounted in. */
interface ExpressApp {
  parent?: ExpressApp;
  use(layer: (request: IncomingMessage, response: ServerResponse, next: () => void) => void): void;
  _router: { stack: unknown[] };
}

/** Seconds after which a caller may come back. */
const comeBack = { starting: 2, stopping: 5, paused: 60 } as const;

const known = (path: string) => path.replace(/\/{2,}/g, "/").replace(/(.)\/$/, "$1");

/** Whether the call was for one of our addresses. */
function dispatch(request: IncomingMessage, response: ServerResponse): boolean {
  // A server must understand a whole address on the request line, as proxies get it (RFC 9112 §3.2.2).
  const url = (request.url ?? "/").replace(/^https?:\/\/[^/?]*/i, "");
  const path = known(url.split("?", 1)[0] ?? "/");
  const { places, awaited, lost } = dispatcher;
  // An address that ends with a token is typed from paper as well, in capitals by some.
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const place = places.get(path) ?? places.get(folder) ?? places.get(folder.toLowerCase());
  if (place === undefined) {
    if (!awaited.some((one) => path.startsWith(one))) {
      const theirs = [...lost].find(([one]) => folder.toLowerCase().startsWith(one.toLowerCase()));
      return theirs?.[1](request, response) ?? false;
    }
    askBack(request, response, "webhook.starting", comeBack.starting);
    return true;
  }
  request.url = url;
  if (dispatcher.stopping) askBack(request, response, "webhook.stopping", comeBack.stopping, true);
  else if (place.handler !== undefined) serve(place, place.handler, request, response);
  else if (place.gone) tellGone(request, response);
  else askBack(request, response, "webhook.paused", comeBack.paused);
  return true;
}

/** Whether a person looks, by a browser: the programs of advertisers ask for JSON, or for anything. */
const isPerson = ({ headers }: IncomingMessage) => /\btext\/html\b/.test(headers.accept ?? "");

function tellGone(request: IncomingMessage, response: ServerResponse): void {
  if (!isPerson(request)) void refuseCall(request, response, "gone", "webhook.gone");
  else void writeReply(request, response, answerGone(spokenTo(request.headers["accept-language"])), systemClock);
}

function askBack(
  request: IncomingMessage,
  response: ServerResponse,
  code: string,
  retryAfter: number,
  close = false,
): void {
  if (!isPerson(request)) return void refuseCall(request, response, "unavailable", code, { retryAfter, close });
  const reply = answerLater(spokenTo(request.headers["accept-language"]), retryAfter);
  void writeReply(request, response, reply, systemClock, close);
}

function serve(place: Place, handler: EndpointHandler, request: IncomingMessage, response: ServerResponse): void {
  place.underWay.add(response);
  // Comes when the reply has gone out, and when the caller went away before.
  response.once("close", () => {
    place.underWay.delete(response);
    if (place.underWay.size === 0) place.idle?.();
  });
  void handler(request, response);
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

function standInFront(RED: NodeAPI): boolean {
  const server = serverOf(RED);
  const httpNode = RED.httpNode as unknown as ExpressApp | undefined;
  if (server !== null) install(server);
  else if (httpNode !== undefined) installLayer(httpNode);
  return server !== null || httpNode !== undefined;
}

/**
 * To be called when the type of a node is loaded: whoever calls below `folders` (of `httpNodeRoot`) before the flows have
 * started for the first time is asked to come back, and not told that there is no such address.
 */
export function awaitEndpoints(RED: NodeAPI, folders: readonly string[]): void {
  if (!standInFront(RED)) return;
  const paths = folders.map((folder) => `${fullPath(RED, folder)}/`);
  if (dispatcher.followed.has(RED.events)) {
    // Another type of node has said the same of its own; when the flows run, nothing is awaited.
    if (dispatcher.awaited.length > 0) dispatcher.awaited = [...new Set([...dispatcher.awaited, ...paths])];
    return;
  }
  follow(RED, 0);
  dispatcher.awaited = paths;
}

/**
 * To be called when the type of a node is loaded: whoever calls below a folder (of `httpNodeRoot`) where no node has an address,
 * or none any more since Node-RED was started anew, is answered by the handler, where it takes the call for one of its own.
 */
export function answerLost(RED: NodeAPI, folder: string, handler: LostHandler): void {
  if (standInFront(RED)) dispatcher.lost.set(`${fullPath(RED, folder)}/`, handler);
}

function fullPath(RED: NodeAPI, path: string): string {
  const root = RED.settings.httpNodeRoot;
  return known(`/${typeof root === "string" ? root : ""}/${path}`);
}

/** Null where Node-RED is embedded in an application that gave it no server. */
function serverOf(RED: NodeAPI): (Server & { setSecureContext?: unknown }) | null {
  return (RED.server as Server | null | undefined) ?? null;
}

/**
 * Where this process itself reaches a path below `httpNodeRoot`: on Node-RED's server, else where `socket` came in.
 * @throws Fault `webhook.no-server`
 */
export function ownUrl(RED: NodeAPI, path: string, socket: Socket): string {
  const server = serverOf(RED);
  const at = server?.address() ?? { address: socket.localAddress, port: socket.localPort };
  if (typeof at === "string" || at.address === undefined) throw new Fault("webhook.no-server");
  const host = at.address === "::" || at.address === "0.0.0.0" ? "127.0.0.1" : at.address;
  const secure = server === null ? "encrypted" in socket : server.setSecureContext !== undefined;
  return `${secure ? "https" : "http"}://${host.includes(":") ? `[${host}]` : host}:${at.port}${fullPath(RED, path)}`;
}

/** The address as callers write it; without a base, its path alone. */
export function publicUrl(RED: NodeAPI, base: string, path: string): string {
  return `${base.replace(/\/+$/, "")}${fullPath(RED, path)}`;
}

/**
 * Opens an address below `httpNodeRoot` (below `/` where that is false).
 * @throws Fault `webhook.address-taken` when another node has it, `webhook.no-server`
 */
export function registerEndpoint(RED: NodeAPI, { path, below = false, node, handler, ended }: Opening): Unregister {
  if (!standInFront(RED)) throw new Fault("webhook.no-server");
  // Nodes are made while the flows start.
  follow(RED, 1);
  dispatcher.stopping = false;
  const address = below ? `${fullPath(RED, path)}/` : fullPath(RED, path);
  const before = dispatcher.places.get(address);
  if (before?.handler !== undefined && !before.former) throw new Fault("webhook.address-taken", { path: address });
  const place: Place = { node, handler, former: false, gone: false, underWay: new Set(), ended };
  dispatcher.places.set(address, place);
  if (before !== undefined) void release(before);
  return async (how) => {
    if (dispatcher.places.get(address) !== place || place.former) return;
    if (how === undefined) dispatcher.places.delete(address);
    else if (!how.gone && !dispatcher.stopping) {
      place.former = true;
      return;
    } else place.gone = how.gone;
    await release(place);
  };
}
