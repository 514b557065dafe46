import { DatabaseSync } from "node:sqlite";
import { measure } from "../accepts.ts";
import { caseKeyOf, chosenOf, eventOf, journeyOf, tables } from "./tables.ts";

export interface HandWritten {
  /** Keeps `count` further events, `size` in a commit. */
  accept(count: number, size: number): Promise<Record<string, number>>;
  close(): void;
}

/** A group commit as one would write it by hand with `node:sqlite`: no thread of its own, nothing but its statements. */
export function handWritten(path: string, cases: number): HandWritten {
  const database = new DatabaseSync(path);
  database.exec(`pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 8000;
    pragma cache_size = -64000; ${tables};
    create table history (seq integer primary key, journey text not null, at bigint not null, kind text not null,
      node text not null, data text not null);
    create index history_journey on history (journey, seq); begin`);
  const enrol = database.prepare(
    "insert into journey (id, case_key, recipient, node, started_at) values (?, ?, ?, ?, ?)",
  );
  for (let index = 0; index < cases; index += 1)
    enrol.run(journeyOf(index), caseKeyOf(index), `R-${index}`, "audience", Date.now());
  database.exec("commit");
  const find = database.prepare("select id from journey where case_key = ?");
  const event = database.prepare(
    "insert into event values ('e', ?, ?, 'accepted', ?, ?, ?, ?) on conflict (endpoint, id) do nothing",
  );
  const decide = database.prepare("update journey set decision = ?, event = ? where id = ?");
  const task = database.prepare("insert into task values (?, 'c', ?, 'event', 'webhook', 'ready', ?, ?, ?)");
  const line = database.prepare(
    "insert into history (journey, at, kind, node, data) values (?, ?, 'event.accepted', 'webhook', ?)",
  );
  let turn = 0;

  function keep(): void {
    const { caseKey, ...one } = eventOf(turn, chosenOf(turn, cases));
    turn += 1;
    const journey = String(find.get(caseKey)?.id);
    const { changes } = event.run(one.id, "0".repeat(64), journey, one.task, "t".repeat(26), one.at);
    if (changes === 0) throw new Error(`${one.id} came before`);
    decide.run(one.data, one.id, journey);
    task.run(one.task, journey, one.message, one.at, one.at);
    line.run(journey, one.at, one.told);
  }

  return {
    accept: (count, size) =>
      measure(count, async () => {
        for (let from = 0; from < count; from += size) {
          database.exec("begin immediate");
          for (let index = 0; index < size; index += 1) keep();
          database.exec("commit");
        }
      }),
    close: () => database.close(),
  };
}
