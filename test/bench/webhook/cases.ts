import { DatabaseSync } from "node:sqlite";
import { openSqliteStore } from "../../../src/store/index.ts";
import { caseKeyOf } from "./calls.ts";
import { ids } from "./flows.ts";

const batch = 2_000;

/** Makes a store file with so many cases that wait for their decision. */
export async function enrolCases(path: string, count: number): Promise<void> {
  const store = await openSqliteStore(path);
  const { campaign, audience: node } = ids;
  for (let first = 0; first < count; first += batch) {
    const size = Math.min(batch, count - first);
    const rows = Array.from({ length: size }, (_, at) => ({
      campaign,
      node,
      recipient: { id: `R-${first + at}`, firstName: "Camille", lastName: "Moreau", attributes: {} },
      caseKey: caseKeyOf(first + at),
      test: false,
      at: Date.now(),
    }));
    await store.enrol(rows);
  }
  await store.close();
  endEnrolments(path);
}

/** In a campaign that runs, what an enrolment brought has long been done when the decision comes. */
function endEnrolments(path: string): void {
  const database = new DatabaseSync(path);
  database.prepare("update task set state = 'done', ended_at = created_at where node = ?").run(ids.audience);
  database.exec("pragma wal_checkpoint(truncate)");
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
