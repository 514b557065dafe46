import { DatabaseSync } from "node:sqlite";
import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { Fault } from "../../contract/index.ts";
import { asks, type Operations, operations } from "../operations/index.ts";
import { refuseMoved } from "../relocation.ts";
import { emptyLog } from "./empty-log.ts";
import { freeLeases } from "./free-leases.ts";
import { lock } from "./lock.ts";
import { migrate } from "./schema.ts";
import { statementsOf } from "./statements.ts";

/** The worker's side of the embedded store: one thread owns the file, and whatever queued up goes into one commit. */

export interface Call {
  id: number;
  name: keyof Operations | "clean" | "close";
  input: unknown[];
}

export type Reply =
  | { id: number; value: unknown }
  | { id: number; fault: { key: string; data: Record<string, string | number> } };

const mostInOneCommit = 512;

function faultOf(error: unknown): { key: string; data: Record<string, string | number> } {
  if (error instanceof Fault) return { key: error.key, data: { ...error.data } };
  const code = (error as { errcode?: number } | undefined)?.errcode;
  const message = error instanceof Error ? error.message : String(error);
  return { key: code === 13 ? "store.disk-full" : "store.failed", data: { message } };
}

async function open(path: string): Promise<{ database: DatabaseSync; holder: DatabaseSync }> {
  const holder = lock(path);
  try {
    const database = new DatabaseSync(path);
    database.exec(`pragma busy_timeout = 5000; pragma journal_mode = wal; pragma synchronous = full;
      pragma secure_delete = on; pragma foreign_keys = on; pragma wal_autocheckpoint = 8000; pragma cache_size = -64000`);
    await migrate(database);
    await refuseMoved(statementsOf(database), path);
    // This process alone holds the file, so whoever leased a task before is gone.
    freeLeases(database);
    return { database, holder };
  } catch (error) {
    holder.close();
    if (error instanceof Fault) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new Fault("store.cannot-open", { path, message });
  }
}

async function main(): Promise<void> {
  if (parentPort === null) throw new Error("runs in a worker thread only");
  const port = parentPort;
  const { path } = workerData as { path: string };
  const { database, holder } = await open(path);
  const work = operations(statementsOf(database));
  const begin = database.prepare("begin immediate");
  const commit = database.prepare("commit");
  const savepoint = database.prepare("savepoint call");
  const keep = database.prepare("release call");

  async function perform(call: Call): Promise<Reply> {
    const operation = work[call.name as keyof Operations] as (...input: unknown[]) => Promise<unknown>;
    return { id: call.id, value: await operation(...call.input) };
  }

  /** A call that fails takes back what it did, and nothing of the others. */
  async function performApart(call: Call): Promise<Reply> {
    savepoint.run();
    try {
      const reply = await perform(call);
      keep.run();
      return reply;
    } catch (error) {
      database.exec("rollback to call; release call");
      return { id: call.id, fault: faultOf(error) };
    }
  }

  const answer = (replies: Reply[]) => port.postMessage(replies);

  async function ask(call: Call): Promise<Reply> {
    try {
      return await perform(call);
    } catch (error) {
      return { id: call.id, fault: faultOf(error) };
    }
  }

  async function oneByOne(calls: Call[], run: (call: Call) => Promise<Reply>): Promise<Reply[]> {
    const replies: Reply[] = [];
    for (const call of calls) replies.push(await run(call));
    return replies;
  }

  async function inOneCommit(calls: Call[], run: (call: Call) => Promise<Reply>): Promise<Reply[]> {
    try {
      begin.run();
      const replies = await oneByOne(calls, run);
      commit.run();
      return replies;
    } catch (error) {
      if (database.isTransaction) database.exec("rollback");
      throw error;
    }
  }

  /** Nearly always no call fails, and none needs a savepoint of its own; where one does, all are done again with one. */
  async function commitAll(calls: Call[]): Promise<void> {
    let replies: Reply[];
    try {
      replies = await inOneCommit(calls, perform);
    } catch {
      try {
        replies = await inOneCommit(calls, performApart);
      } catch (error) {
        replies = calls.map((call) => ({ id: call.id, fault: faultOf(error) }));
      }
    }
    answer(replies);
  }

  function close(call: Call): void {
    database.exec("pragma wal_checkpoint(truncate)");
    database.close();
    holder.close();
    answer([{ id: call.id, value: undefined }]);
    port.close();
  }

  /** The log of changes is emptied into the file: what was overwritten there is in neither any more. */
  async function clean(call: Call): Promise<Reply> {
    try {
      emptyLog(database, path);
      return { id: call.id, value: undefined };
    } catch (error) {
      return { id: call.id, fault: faultOf(error) };
    }
  }

  async function serve(calls: Call[]): Promise<void> {
    const cleaning = calls.filter((call) => call.name === "clean");
    const closing = calls.find((call) => call.name === "close");
    const asking = calls.filter((call) => asks.has(call.name));
    const changing = calls.filter((call) => call.name !== "close" && call.name !== "clean" && !asks.has(call.name));
    if (asking.length > 0) answer(await oneByOne(asking, ask));
    if (changing.length > 0) await commitAll(changing);
    if (cleaning.length > 0) answer(await oneByOne(cleaning, clean));
    if (closing !== undefined) close(closing);
  }

  let serving = false;
  const waiting: Call[] = [];

  /** One transaction at a time: what comes while one is under way waits for its end. */
  async function serveAll(): Promise<void> {
    serving = true;
    while (waiting.length > 0) {
      for (let more = receiveMessageOnPort(port); more !== undefined; more = receiveMessageOnPort(port)) {
        waiting.push(...(more.message as Call[]));
        if (waiting.length >= mostInOneCommit) break;
      }
      await serve(waiting.splice(0));
    }
    serving = false;
  }

  port.on("message", (calls: Call[]) => {
    waiting.push(...calls);
    // What `serve` throws is a store that cannot close: the worker's end.
    if (!serving) void serveAll();
  });
  port.postMessage("open");
}

main().catch((error: unknown) => parentPort?.postMessage({ failed: faultOf(error) }));
