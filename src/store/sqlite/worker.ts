import { DatabaseSync } from "node:sqlite";
import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { Fault } from "../../contract/index.ts";
import { type Operations, operations } from "./operations.ts";
import { migrate } from "./schema.ts";

/** The worker's side of the embedded store: one thread owns the file, and whatever queued up goes into one commit. */

export interface Call {
  id: number;
  name: keyof Operations | "close";
  input: unknown[];
}

export type Reply =
  | { id: number; value: unknown }
  | { id: number; fault: { key: string; data: Record<string, string | number> } };

const mostInOneCommit = 512;

/** Calls that change nothing: they wait for no commit but the one under way, and see what has been committed. */
const asks: ReadonlySet<string> = new Set<keyof Operations>(["receipt", "secretUses", "story", "sample"]);

function faultOf(error: unknown): { key: string; data: Record<string, string | number> } {
  if (error instanceof Fault) return { key: error.key, data: { ...error.data } };
  const code = (error as { errcode?: number } | undefined)?.errcode;
  const message = error instanceof Error ? error.message : String(error);
  return { key: code === 13 ? "store.disk-full" : "store.failed", data: { message } };
}

/** An exclusive transaction on a file beside the store: the system lets go of it when the process dies, however it dies. */
function lock(path: string): DatabaseSync {
  const holder = new DatabaseSync(`${path}.lock`);
  try {
    holder.exec("pragma busy_timeout = 0; pragma journal_mode = delete; begin exclusive");
  } catch {
    holder.close();
    throw new Fault("store.in-use", { path });
  }
  return holder;
}

async function open(path: string): Promise<{ database: DatabaseSync; holder: DatabaseSync }> {
  const holder = lock(path);
  try {
    const database = new DatabaseSync(path);
    database.exec(`pragma busy_timeout = 5000; pragma journal_mode = wal; pragma synchronous = full;
      pragma secure_delete = on; pragma foreign_keys = on; pragma wal_autocheckpoint = 8000; pragma cache_size = -64000`);
    await migrate(database);
    // This process alone holds the file, so whoever leased a task before is gone.
    database.exec("update task set due_at = 0 where state = 'leased'");
    return { database, holder };
  } catch (error) {
    holder.close();
    const message = error instanceof Error ? error.message : String(error);
    throw new Fault("store.cannot-open", { path, message });
  }
}

async function main(): Promise<void> {
  if (parentPort === null) throw new Error("runs in a worker thread only");
  const port = parentPort;
  const { path } = workerData as { path: string };
  const { database, holder } = await open(path);
  const work = operations(database);
  const begin = database.prepare("begin immediate");
  const commit = database.prepare("commit");
  const savepoint = database.prepare("savepoint call");
  const keep = database.prepare("release call");

  function perform(call: Call): Reply {
    const operation = work[call.name as keyof Operations] as (...input: unknown[]) => unknown;
    return { id: call.id, value: operation(...call.input) };
  }

  /** A call that fails takes back what it did, and nothing of the others. */
  function performApart(call: Call): Reply {
    savepoint.run();
    try {
      const reply = perform(call);
      keep.run();
      return reply;
    } catch (error) {
      database.exec("rollback to call; release call");
      return { id: call.id, fault: faultOf(error) };
    }
  }

  const answer = (replies: Reply[]) => port.postMessage(replies);

  function ask(call: Call): Reply {
    try {
      return perform(call);
    } catch (error) {
      return { id: call.id, fault: faultOf(error) };
    }
  }

  function inOneCommit(calls: Call[], run: (call: Call) => Reply): Reply[] {
    try {
      begin.run();
      const replies = calls.map(run);
      commit.run();
      return replies;
    } catch (error) {
      if (database.isTransaction) database.exec("rollback");
      throw error;
    }
  }

  /** Nearly always no call fails, and none needs a savepoint of its own; where one does, all are done again with one. */
  function commitAll(calls: Call[]): void {
    let replies: Reply[];
    try {
      replies = inOneCommit(calls, perform);
    } catch {
      try {
        replies = inOneCommit(calls, performApart);
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

  port.on("message", (first: Call[]) => {
    const calls = [...first];
    while (calls.length < mostInOneCommit) {
      const waiting = receiveMessageOnPort(port);
      if (waiting === undefined) break;
      calls.push(...(waiting.message as Call[]));
    }
    const closing = calls.find((call) => call.name === "close");
    const asking = calls.filter((call) => asks.has(call.name));
    const changing = calls.filter((call) => call.name !== "close" && !asks.has(call.name));
    if (asking.length > 0) answer(asking.map(ask));
    if (changing.length > 0) commitAll(changing);
    if (closing !== undefined) close(closing);
  });
  port.postMessage("open");
}

main().catch((error: unknown) => parentPort?.postMessage({ failed: faultOf(error) }));
