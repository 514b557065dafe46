import type { ClientBase } from "pg";
import { Fault } from "../../contract/index.ts";
import { ask } from "./statements.ts";

/**
 * Who works on a store, told by advisory locks of the server, which ends them with their connection: each connection of a
 * Node-RED holds a shared one, and who moves the store an exclusive one. Two numbers: ours, and the schema's.
 */
const lockOf = "1111837761, coalesce(hashtext(current_schema()), 0)";

/** Takes part as one of many, until the connection ends. @throws Fault `store.being-moved` */
export async function takePart(client: ClientBase, place: string): Promise<void> {
  const { rows } = await ask(client, `select pg_try_advisory_lock_shared(${lockOf})::int as taken`);
  if (rows[0]?.taken !== 1) throw new Fault("store.being-moved", { place });
}

/** Whether nobody takes part: then nobody can until the connection ends. */
export async function keepOthersOut(client: ClientBase): Promise<boolean> {
  const { rows } = await ask(client, `select pg_try_advisory_lock(${lockOf})::int as taken`);
  return rows[0]?.taken === 1;
}
