import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { openSqliteStore, type Store } from "../../../../src/store/index.ts";

const tables = ["event", "decision", "kept", "task", "history", "counter", "recalled", "journey", "recipient", "node"];

/** One file for many lives: each begins with its tables empty, for a store takes longer to open than a life to live. */
export interface Place {
  store: Store;
  /** Looks into the same file. */
  beside: DatabaseSync;
  empty(): void;
  /** Lets go of the file, and opens it again. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function openPlace(folder: string): Promise<Place> {
  const path = join(folder, "store.sqlite");
  const open = async () => ({ store: await openSqliteStore(path), beside: new DatabaseSync(path) });
  const place: Place = {
    ...(await open()),
    empty() {
      place.beside.exec(`pragma busy_timeout = 5000; begin immediate;
        ${tables.map((table) => `delete from ${table};`).join(" ")} commit`);
    },
    async restart() {
      await place.close();
      Object.assign(place, await open());
    },
    async close() {
      // A life that broke off in a restart has let go already.
      if (place.beside.isOpen) place.beside.close();
      await place.store.close();
    },
  };
  return place;
}
