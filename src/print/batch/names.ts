import { createHash } from "node:crypto";
import { fileId } from "../file-name.ts";

/** What the files of a batch are called by, and its jobs. */
export const batchName = (id: string): string => fileId(id);

/** A letter's id on the control mark: 16 digits, the same for the same id. */
export function pieceOf(id: string): string {
  const digest = createHash("sha256").update(id).digest();
  return String(digest.readBigUInt64BE() % 10n ** 16n).padStart(16, "0");
}
