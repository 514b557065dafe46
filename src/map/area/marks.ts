import { closeSync, openSync, readSync } from "node:fs";
import { areaMark } from "./file-format.ts";

/**
 * What a file's first bytes say of it (SQLite file format, section 1.3): the version of its format; undefined where it is
 * no area file.
 * @throws the system's error where it cannot be read
 */
export function formatVersionOf(path: string): number | undefined {
  const header = Buffer.alloc(100);
  const handle = openSync(path, "r");
  try {
    readSync(handle, header, 0, header.length, 0);
  } finally {
    closeSync(handle);
  }
  const sqlite = header.toString("latin1", 0, 16) === "SQLite format 3\0";
  return sqlite && header.readUInt32BE(68) === areaMark.applicationId ? header.readUInt32BE(60) : undefined;
}
