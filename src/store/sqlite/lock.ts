import { DatabaseSync } from "node:sqlite";
import { Fault } from "../../contract/index.ts";

/**
 * An exclusive transaction on a file beside the store: the system lets go of it when the process dies, however it dies.
 * @throws Fault `store.in-use`
 */
export function lock(path: string): DatabaseSync {
  const holder = new DatabaseSync(`${path}.lock`);
  try {
    holder.exec("pragma busy_timeout = 0; pragma journal_mode = delete; begin exclusive");
  } catch {
    holder.close();
    throw new Fault("store.in-use", { path });
  }
  return holder;
}
