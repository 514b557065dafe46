import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { Worker } from "node:worker_threads";
import { Fault } from "../../contract/index.ts";
import { carriedOut } from "../carried-out.ts";
import { mostWaiting } from "../most-waiting.ts";
import type { Store } from "../store.ts";
import type { Call, Reply } from "./worker.ts";

type Waiting = { resolve(value: never): void; reject(error: Fault): void };

/** Calls that travel together. A turn that reads from many connections is long, and the worker is not to be idle meanwhile. */
const mostTogether = 16;

const workerFile = new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url);

/**
 * Opens the embedded store: one SQLite file, owned by one worker thread of one process.
 * @throws Fault `store.in-use` when another process holds the file, `store.cannot-open` when it is no store of ours,
 * `store.moved` and `store.unfinished` when the store is elsewhere
 */
export async function openSqliteStore(path: string): Promise<Store> {
  await mkdir(dirname(path), { recursive: true }).catch((error: Error) => {
    throw new Fault("store.cannot-open", { path, message: error.message });
  });
  const worker = new Worker(workerFile, { workerData: { path }, stderr: false });
  const waiting = new Map<number, Waiting>();
  let gathered: Call[] = [];
  let lastId = 0;
  let ended: Fault | undefined;
  let closing: Promise<void> | undefined;

  await new Promise<void>((resolve, reject) => {
    worker.once("message", (word: "open" | { failed: { key: string; data: Record<string, string | number> } }) => {
      if (word === "open") resolve();
      else reject(new Fault(word.failed.key, word.failed.data));
    });
    worker.once("error", (error) => reject(new Fault("store.cannot-open", { path, message: error.message })));
  }).catch(async (error: unknown) => {
    await worker.terminate();
    throw error;
  });

  function end(fault: Fault): void {
    ended = fault;
    for (const call of waiting.values()) call.reject(fault);
    waiting.clear();
  }

  worker.on("message", (replies: Reply[]) => {
    for (const reply of replies) {
      const call = waiting.get(reply.id);
      waiting.delete(reply.id);
      if ("fault" in reply) call?.reject(new Fault(reply.fault.key, reply.fault.data));
      else call?.resolve(reply.value as never);
    }
    // A store that closes holds the process until it has.
    if (waiting.size === 0 && closing === undefined) worker.unref();
  });
  worker.on("error", (error) => end(new Fault("store.failed", { message: error.message })));
  worker.on("exit", () => end(ended ?? new Fault("store.closed")));
  worker.unref();

  /** Calls of one turn of the event loop travel together; of a long turn, the first of them do not wait for its end. */
  function flush(): void {
    if (gathered.length === 0) return;
    const calls = gathered;
    gathered = [];
    worker.postMessage(calls);
  }

  function call<Answer>(name: Call["name"], ...input: unknown[]): Promise<Answer> {
    if (ended !== undefined) return Promise.reject(ended);
    if (waiting.size >= mostWaiting) return Promise.reject(new Fault("store.behind", { waiting: waiting.size }));
    return new Promise<Answer>((resolve, reject) => {
      lastId += 1;
      if (waiting.size === 0) worker.ref();
      waiting.set(lastId, { resolve, reject });
      if (gathered.length === 0) setImmediate(flush);
      gathered.push({ id: lastId, name, input });
      if (gathered.length === mostTogether) flush();
    });
  }

  /** What was called before is kept; what comes after is turned away here, for the worker has no file any more then. */
  async function shut(): Promise<void> {
    const exited = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
    const closed = call<void>("close");
    ended = new Fault("store.closed");
    await closed;
    await exited;
  }

  return {
    accept: (request) => call("accept", request),
    receipt: (endpoint, token) => call("receipt", endpoint, token),
    forgetEvents: (endpoint, before, most) => call("forgetEvents", endpoint, before, most),
    secretUsed: (endpoint, slot, at) => call("secretUsed", endpoint, slot, at),
    secretUses: (endpoint) => call("secretUses", endpoint),
    enrol: (requests, terms) => call("enrol", requests, terms),
    beginImport: (start) => call("beginImport", start),
    endImport: (...input) => call("endImport", ...input),
    imports: (node, limit) => call("imports", node, limit),
    claim: (request) => call("claim", request),
    extend: (owner, tasks, until) => call("extend", owner, tasks, until),
    finish: (finish) => call("finish", finish),
    release: (...input) => call("release", ...input),
    postpone: (...input) => call("postpone", ...input),
    enqueue: (send) => call("enqueue", send),
    note: (journey, at, lines) => call("note", journey, at, lines),
    nextDue: (nodes, kind) => call("nextDue", nodes, kind),
    story: (key, campaign) => call("story", key, campaign),
    campaigns: () => call("campaigns"),
    recipient: (person) => call("recipient", person),
    whoIs: (key, campaign) => call("whoIs", key, campaign),
    holdings: (person) => call("holdings", person),
    erase: (request) => call("erase", request),
    retain: (request) => call("retain", request),
    freeAssets: (limit) => call("freeAssets", limit),
    assetsFreed: (hashes) => call("assetsFreed", hashes),
    clean: () => call("clean"),
    sample: (campaign, limit) => call("sample", campaign, limit),
    hold: (wait) => call("hold", wait),
    elapse: (nodes, now, limit) => call("elapse", nodes, now, limit),
    waiting: (node) => call("waiting", node),
    answer: (caseKey, data, settler, campaign) => call("answer", caseKey, data, settler, campaign),
    attention: (limit, campaign) => call("attention", limit, campaign),
    replay: (task, settler) => call("replay", task, settler),
    async resolve(id, choice, settler) {
      await call("resolve", id, choice, settler);
      await carriedOut(() => call("settleOn", id));
    },
    giveUp: (task, settler) => call("giveUp", task, settler),
    abandon: (...input) => call("abandon", ...input),
    move: (from, to, settler) => call("move", from, to, settler),
    deployed: (node) => call("deployed", node),
    removed: (node, at) => call("removed", node, at),
    suppress: (entries) => call("suppress", entries),
    unsuppress: (people, channel) => call("unsuppress", people, channel),
    suppressed: (campaign, recipient) => call("suppressed", campaign, recipient),
    consented: (words) => call("consented", words),
    optOut: (word) => call("optOut", word),
    report: (word) => call("report", word),
    linkSecret: () => call("linkSecret"),
    tally: () => call("tally"),
    standings: (...input) => call("standings", ...input),
    publish: (page) => call("publish", page),
    page: (token, now) => call("page", token, now),
    visited: (token, at, doubtful) => call("visited", token, at, doubtful),
    responded: (response) => call("responded", response),
    pageOptOut: (word) => call("pageOptOut", word),
    revokePages: (whose, at) => call("revokePages", whose, at),
    forgetPages: (before, most) => call("forgetPages", before, most),
    follow: (...input) => call("follow", ...input),
    unfollow: (task) => call("unfollow", task),
    reference: (task) => call("reference", task),
    sendCalled: (name, node) => call("sendCalled", name, node),
    followed: (...input) => call("followed", ...input),
    followers: (...input) => call("followers", ...input),
    spend: (spending) => call("spend", spending),
    heldSends: (node, now) => call("heldSends", node, now),
    pieces: (...input) => call("pieces", ...input),
    cancelSends: (key, settler, campaign) => call("cancelSends", key, settler, campaign),
    collect: (collecting) => call("collect", collecting),
    collections: (node) => call("collections", node),
    closeBatch: (request) => call("closeBatch", request),
    takeBatch: (request) => call("takeBatch", request),
    extendBatch: (...input) => call("extendBatch", ...input),
    batchPieces: (...input) => call("batchPieces", ...input),
    noteBatch: (...input) => call("noteBatch", ...input),
    finishPieces: (...input) => call("finishPieces", ...input),
    postponeBatch: (...input) => call("postponeBatch", ...input),
    endBatch: (...input) => call("endBatch", ...input),
    batches: (of, limit) => call("batches", of, limit),
    batch: (id) => call("batch", id),
    approveBatch: (id, settler) => call("approveBatch", id, settler),
    async refuseBatch(id, settler) {
      const count = await call<number>("refuseBatch", id, settler);
      await carriedOut(() => call("settleOn", id));
      return count;
    },
    nextBatch: (nodes) => call("nextBatch", nodes),
    people: (...input) => call("people", ...input),
    journeysOf: (person) => call("journeysOf", person),
    chapter: (...input) => call("chapter", ...input),
    carried: (...input) => call("carried", ...input),
    exit: (...input) => call("exit", ...input),
    moveOn: (...input) => call("moveOn", ...input),
    close() {
      closing ??= ended === undefined ? shut() : Promise.resolve();
      return closing;
    },
  };
}
