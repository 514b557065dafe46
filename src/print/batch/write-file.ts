import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { join } from "node:path";
import type { MadeFile } from "./contract.ts";

/** Characters that are written at a time. */
const portion = 65_536;

/** Writes a file beside the documents, piece by piece, and waits until it is on the disk. */
export async function writeCompanion(folder: string, name: string, pieces: Iterable<string>): Promise<MadeFile> {
  const path = join(folder, name);
  const digest = createHash("sha256");
  const file = await open(path, "w", 0o600);
  let bytes = 0;
  let text = "";
  const flush = async () => {
    const part = Buffer.from(text, "utf8");
    text = "";
    digest.update(part);
    bytes += part.length;
    await file.writeFile(part);
  };
  try {
    for (const piece of pieces) {
      text += piece;
      if (text.length >= portion) await flush();
    }
    await flush();
    await file.sync();
  } finally {
    await file.close();
  }
  return { path, name, bytes, sha256: digest.digest("hex"), pages: 0, sheets: 0 };
}
