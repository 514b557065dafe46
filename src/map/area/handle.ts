import { type Stats, statSync } from "node:fs";
import { basename } from "node:path";
import { DatabaseSync } from "node:sqlite";
import * as z from "zod";
import { Fault } from "../../contract/index.ts";
import { systemCode } from "../../durable-file.ts";
import { areaMark } from "./file-format.ts";
import { formatVersionOf } from "./marks.ts";

/**
 * One open file for each area of a thread. It is closed when nobody has read for a while, or the file was replaced, so
 * that a file can be moved and deleted on every system.
 */
interface Handle {
  /** Changes when the file is replaced. */
  stamp: string;
  database: DatabaseSync | undefined;
  closing: NodeJS.Timeout | undefined;
}

const handles = new Map<string, Handle>();
/** Milliseconds after which a file that nobody reads is closed. */
const idle = 5_000;

/** @throws Fault map.area-missing */
export function stampOf(path: string): string {
  const missing = (cause?: unknown) => new Fault("map.area-missing", { file: basename(path) }, { cause });
  let found: Stats | undefined;
  try {
    found = statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    // A folder that may not be looked into, or a file where a folder should be.
    throw missing(error);
  }
  if (found === undefined || !found.isFile()) throw missing();
  return `${found.mtimeMs} ${found.size} ${found.ino}`;
}

/** Closes the file of an area, or of all; it is opened again when it is read. */
export function closeAreaFiles(path?: string): void {
  for (const [one, handle] of handles) {
    if (path !== undefined && path !== one) continue;
    clearTimeout(handle.closing);
    handle.database?.close();
    handles.delete(one);
  }
}

/**
 * Gives a reader of the file for one piece of work, which must not keep it.
 * @throws Fault map.area-missing, map.area-foreign, map.area-old, map.area-newer, map.area-damaged
 */
export function withDatabase<Answer>(path: string, work: (database: DatabaseSync) => Answer): Answer {
  const stamp = stampOf(path);
  if (handles.get(path)?.stamp !== stamp) closeAreaFiles(path);
  const handle = handles.get(path) ?? { stamp, database: undefined, closing: undefined };
  handles.set(path, handle);
  const file = basename(path);
  try {
    if (handle.database === undefined) {
      checkMarks(path, file);
      handle.database = new DatabaseSync(path, { readOnly: true });
    }
    return work(handle.database);
  } catch (error) {
    throw faultOf(error, file);
  } finally {
    if (handle.closing === undefined) handle.closing = setTimeout(() => closeAreaFiles(path), idle).unref();
    else handle.closing.refresh();
  }
}

/** SQLite's result codes (sqlite.org/rescode.html) for a file that cannot be opened or read at all. */
const unreadable = new Set([3, 10, 14]);

/** What the file, or the disk that it is on, is to blame for; any other error is one of the program, and stays as it is. */
function faultOf(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || error instanceof Fault) return error;
  const told = (key: string) => new Fault(key, { file }, { cause: error });
  if ("errcode" in error)
    return told(unreadable.has(Number(error.errcode) & 0xff) ? "map.area-missing" : "map.area-damaged");
  if (/^E[A-Z]+$/u.test(systemCode(error) ?? "")) return told("map.area-missing");
  // A value of the wrong shape, text that is no JSON, a blob that is no row of numbers.
  const damage = error instanceof z.ZodError || error instanceof SyntaxError || error instanceof RangeError;
  return damage ? told("map.area-damaged") : error;
}

/** What is foreign is told from what is damaged. */
function checkMarks(path: string, file: string): void {
  const version = formatVersionOf(path);
  if (version === undefined) throw new Fault("map.area-foreign", { file });
  const known = areaMark.formatVersion;
  if (version > known) throw new Fault("map.area-newer", { file, version, known });
  if (version < known) throw new Fault("map.area-old", { file, version, known });
}
