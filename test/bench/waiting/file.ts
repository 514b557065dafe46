import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { openSqliteStore } from "../../../src/store/index.ts";
import { caseKeyOf } from "../fill.ts";
import { arrive, waits } from "./waits.ts";

const ofTask = `t.kind, t.node, t.output, t.state, t.message, t.plan, t.outcome, t.due_at, t.owner, t.interrupted, t.attempt,
  t.version, t.follows, t.created_at, t.ended_at, length(t.id) as length`;

/** Makes a store file in which so many recipients wait; what was written in bulk is compared with what the store writes. */
export async function fillFile(path: string, cases: number): Promise<void> {
  const at = Date.now() - 60_000;
  await (await openSqliteStore(path)).close();
  const database = new DatabaseSync(path);
  database.exec("pragma synchronous = off; pragma cache_size = -1000000; pragma wal_autocheckpoint = 50000; begin");
  for (const statement of waits({ campaign: "c1", cases, at })) database.exec(statement);
  database.exec("commit; pragma wal_checkpoint(truncate)");
  const store = await openSqliteStore(path);
  // The waits of every sixtieth case end at the same time.
  await arrive(store, cases, at);
  await store.close();
  const rows = (select: string) =>
    [cases % 60, cases].map((index) =>
      database
        .prepare(select)
        .all(caseKeyOf(index))
        .map((row) => ({ ...row })),
    );
  for (const select of [
    `select ${ofTask} from task t join journey j on j.id = t.journey where j.case_key = ? and t.kind = 'wait'`,
    `select h.at, h.kind, h.node, h.data from history h join journey j on j.id = h.journey where j.case_key = ? order by seq`,
    "select campaign, node, test, started_at, ended_at, floor, length(id) as length from journey where case_key = ?",
  ]) {
    const [bulk, real] = rows(select);
    assert.ok((real?.length ?? 0) > 0);
    assert.deepEqual(bulk, real);
  }
  database.close();
}
