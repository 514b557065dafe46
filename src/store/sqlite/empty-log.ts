import type { DatabaseSync } from "node:sqlite";
import { Fault } from "../../contract/index.ts";

/**
 * Carries the write-ahead log into the file and cuts it to nothing: it holds pages as they were before something was
 * removed from them. In the file itself `secure_delete` overwrites what is removed.
 * @throws Fault `erase.log-busy` where somebody reads the log for longer than the connection waits
 */
export function emptyLog(database: DatabaseSync, path: string): void {
  const answer = database.prepare("pragma wal_checkpoint(truncate)").get();
  if (answer?.busy !== 0) throw new Fault("erase.log-busy", { path });
}
