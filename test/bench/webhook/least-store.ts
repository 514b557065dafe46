import { DatabaseSync } from "node:sqlite";
import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";

/** What is kept of a call. */
export interface Row {
  id: string;
  body: string;
}

const port = parentPort!;
const database = new DatabaseSync(workerData as string);
database.exec(`pragma journal_mode = wal; pragma synchronous = full;
  create table call (seq integer primary key, id text not null unique, body text not null)`);
const begin = database.prepare("begin immediate");
const add = database.prepare("insert into call (id, body) values (?, ?) on conflict (id) do nothing");
const commit = database.prepare("commit");

port.on("message", (first: Row[]) => {
  const rows = [...first];
  for (let more = receiveMessageOnPort(port); more !== undefined; more = receiveMessageOnPort(port))
    rows.push(...(more.message as Row[]));
  begin.run();
  for (const { id, body } of rows) add.run(id, body);
  commit.run();
  port.postMessage(rows.map(({ id }) => id));
});
