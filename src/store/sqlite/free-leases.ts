import type { DatabaseSync } from "node:sqlite";
import { never } from "../operations/journeys.ts";

/**
 * Makes tasks due whose holder is gone, which all are when a process opens the file. Node by node through the index of
 * what is open: the table holds every task that ever was, and those who wait, whom nobody leases, may be millions.
 */
export function freeLeases(database: DatabaseSync): void {
  const open = "state in ('ready', 'leased')";
  const nodeAfter = database.prepare(`select min(node) as node from task where ${open} and node > ?`);
  // Of a batch that is being sent, the batch is freed, and its sends with it.
  const free = database.prepare(
    `update task set due_at = 0
     where ${open} and state = 'leased' and node = ? and kind in ('event', 'send') and due_at < ${never}`,
  );
  for (let node = nodeAfter.get("")?.node; typeof node === "string"; node = nodeAfter.get(node)?.node) free.run(node);
  database.exec("update batch set due_at = 0 where state = 'submitting'");
}
