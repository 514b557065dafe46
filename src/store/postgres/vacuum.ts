import type { Place } from "./place.ts";
import { ask } from "./statements.ts";
import { asTrouble, faultOf } from "./trouble.ts";

/** Tables that a person is removed from. */
const tables = [
  "recipient",
  "journey",
  "task",
  "piece",
  "event",
  "decision",
  "kept",
  "history",
  "asset",
  "consent",
  "sent",
];

/**
 * Gives the room of removed rows back, so that no statement and no dump finds them again; what lies in the pages is
 * overwritten as the room is used.
 * @throws Fault as a database that cannot be reached or may not be changed
 */
export async function vacuum(place: Place): Promise<void> {
  const { default: pg } = await import("pg");
  // A large table takes its time.
  const client = new pg.Client({ ...place.config, query_timeout: 0 });
  client.on("error", () => {});
  try {
    await client.connect();
    for (const table of tables) await ask(client, `vacuum ${table}`);
  } catch (error) {
    throw faultOf(asTrouble(error), place.name);
  } finally {
    await client.end().catch(() => {});
  }
}
