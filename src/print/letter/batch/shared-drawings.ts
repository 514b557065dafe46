import { createHash } from "node:crypto";
import { type Drawing, readDrawing } from "../drawing.ts";

/** So many are kept read, and so many bytes of them. */
const most = 64;
const mostBytes = 32 << 20;

/** Drawings by their content: what letters share is read once, however often its bytes come. */
export interface SharedDrawings {
  read(bytes: Uint8Array): Promise<Drawing>;
  hashOf(drawing: Drawing): string;
}

export function openSharedDrawings(): SharedDrawings {
  // The same bytes come many times in one piece of work, and only once through the digest.
  const hashes = new WeakMap<Uint8Array, string>();
  const hashOfDrawing = new WeakMap<Drawing, string>();
  const kept = new Map<string, { drawing: Promise<Drawing>; bytes: number }>();
  let held = 0;
  return {
    async read(bytes) {
      const hash = hashes.get(bytes) ?? createHash("sha256").update(bytes).digest("base64");
      hashes.set(bytes, hash);
      const entry = kept.get(hash) ?? { drawing: readDrawing(bytes), bytes: bytes.length };
      if (!kept.delete(hash)) held += entry.bytes;
      kept.set(hash, entry);
      for (const [oldest, { bytes: freed }] of kept) {
        if (oldest === hash || (kept.size <= most && held <= mostBytes)) break;
        kept.delete(oldest);
        held -= freed;
      }
      const drawing = await entry.drawing;
      hashOfDrawing.set(drawing, hash);
      return drawing;
    },
    hashOf: (drawing) => hashOfDrawing.get(drawing) ?? "",
  };
}
