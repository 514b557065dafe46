import { createHash } from "node:crypto";
import type { Drawing } from "../drawing.ts";
import { readMap } from "../material.ts";
import type { Picture } from "../picture.ts";

/** So many maps are kept read, and so many bytes of them. */
const most = 64;
const mostBytes = 32 << 20;

/** Drawings and pictures by their content: what letters share is read once, however often its bytes come. */
export interface Shared {
  /** @throws Fault `print.file-unreadable` */
  readMap(bytes: Uint8Array): Promise<Drawing[]>;
  /** The same for what looks the same. */
  keyOf(shown: Drawing | Picture): string;
}

const digestOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("base64");

export function openShared(): Shared {
  // The same bytes come many times in one piece of work, and only once through the digest.
  const digests = new WeakMap<Uint8Array, string>();
  const keys = new WeakMap<Drawing | Picture, string>();
  const maps = new Map<string, { drawings: Promise<Drawing[]>; bytes: number }>();
  let held = 0;
  let others = 0;
  return {
    async readMap(bytes) {
      const digest = digests.get(bytes) ?? digestOf(bytes);
      digests.set(bytes, digest);
      const map = maps.get(digest) ?? { drawings: readMap(bytes), bytes: bytes.length };
      if (!maps.delete(digest)) held += map.bytes;
      maps.set(digest, map);
      for (const [oldest, { bytes: freed }] of maps) {
        if (oldest === digest || (maps.size <= most && held <= mostBytes)) break;
        maps.delete(oldest);
        held -= freed;
      }
      const drawings = await map.drawings;
      for (const drawing of drawings) keys.set(drawing, `${digest} ${drawing.page}`);
      return drawings;
    },
    keyOf(shown) {
      const known = keys.get(shown);
      if (known !== undefined) return known;
      others += 1;
      // A design is read once for all letters: it is the same one, or another.
      const key = shown.kind === "picture" ? digestOf(shown.bytes) : `design ${others}`;
      keys.set(shown, key);
      return key;
    },
  };
}
