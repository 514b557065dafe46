import { DatabaseSync } from "node:sqlite";
import { openSqliteStore } from "../../../src/store/index.ts";
import { enrolled } from "../fill.ts";
import { ids } from "./flows.ts";

/** Makes a store file with so many cases that wait for their decision, and whose enrolment has long been done. */
export async function enrolCases(path: string, cases: number): Promise<void> {
  await (await openSqliteStore(path)).close();
  const database = new DatabaseSync(path);
  database.exec("pragma synchronous = off; pragma cache_size = -64000; begin");
  for (const statement of enrolled({ campaign: ids.campaign, cases, at: Date.now() })) database.exec(statement);
  database.exec("commit; pragma wal_checkpoint(truncate)");
  database.close();
}

/** What the file itself says: events that were kept, and tasks of the webhook that have not ended. */
export function countKept(path: string): { events: number; open: number } {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const count = (sql: string, ...values: string[]) => Number(database.prepare(sql).get(...values)?.n);
    return {
      events: count("select count(*) as n from event where receipt = 'accepted'"),
      open: count("select count(*) as n from task where state in ('ready', 'leased') and node = ?", ids.webhook),
    };
  } finally {
    database.close();
  }
}
