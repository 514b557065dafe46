import { accessSync, constants, statSync } from "node:fs";
import { basename, dirname } from "node:path";
import { Fault } from "../../contract/index.ts";
import { systemCode } from "../../durable-file.ts";
import { formatVersionOf } from "../area/marks.ts";

/**
 * Whether an area file may be made at the path: what is there must be one, so that a mistyped name costs nobody a file.
 * @throws Fault map.import-target, map.import-target-foreign
 */
export function checkTarget(path: string): void {
  const file = basename(path);
  try {
    accessSync(dirname(path), constants.W_OK);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return;
    if (!found.isFile()) throw new Fault("map.import-target-foreign", { file });
    if (found.size > 0 && formatVersionOf(path) === undefined) throw new Fault("map.import-target-foreign", { file });
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault("map.import-target", { file }, { cause: error });
  }
}

/** SQLite's result codes (sqlite.org/rescode.html). */
const sqlite = { busy: 5, corrupt: 11, full: 13, cannotOpen: 14, notDatabase: 26, readOnly: 8, io: 10 } as const;

/** What the system or the database says, as something a person can act on; any other error as it is. */
export function faultOf(error: unknown, path: string): unknown {
  const file = basename(path);
  const code = systemCode(error);
  const errcode = error instanceof Error && "errcode" in error ? Number(error.errcode) & 0xff : 0;
  if (code === "ENOSPC" || code === "EDQUOT" || errcode === sqlite.full)
    return new Fault("map.import-disk-full", { file }, { cause: error });
  if (code === "ERR_WORKER_OUT_OF_MEMORY") return new Fault("map.import-memory", { file }, { cause: error });
  if (errcode === sqlite.busy) return new Fault("map.import-busy", { file }, { cause: error });
  const refused = code === "EACCES" || code === "EPERM" || code === "EROFS";
  if (refused || errcode === sqlite.cannotOpen || errcode === sqlite.readOnly)
    return new Fault("map.import-target", { file }, { cause: error });
  if (errcode === sqlite.corrupt || errcode === sqlite.notDatabase || errcode === sqlite.io)
    return new Fault("map.import-staging", { file: `${file}.import` }, { cause: error });
  return error;
}
