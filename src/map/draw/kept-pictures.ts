import type { Picture } from "./picture.ts";

/** Bytes of finished pictures kept a thread. */
const mostBytes = 16 << 20;

/** By what is on them, the longest unused first. Only maps of a store: a recipient's way is nobody else's, and nothing that is kept tells it. */
const kept = new Map<string, Uint8Array>();
let bytesKept = 0;

/** The finished picture of a store without a way, where it has been drawn before; the caller may change the copy. */
export function keptPicture(picture: Picture, form: string): Uint8Array | undefined {
  const key = keyOf(picture, form);
  const found = key === undefined ? undefined : kept.get(key);
  if (key === undefined || found === undefined) return undefined;
  kept.delete(key);
  kept.set(key, found);
  return found.slice();
}

export function keepPicture(picture: Picture, form: string, bytes: Uint8Array): void {
  const key = keyOf(picture, form);
  if (key === undefined || bytes.length > mostBytes / 4) return;
  bytesKept += bytes.length - (kept.get(key)?.length ?? 0);
  kept.delete(key);
  kept.set(key, bytes.slice());
  for (const [oldest, { length }] of kept) {
    if (bytesKept <= mostBytes) return;
    kept.delete(oldest);
    bytesKept -= length;
  }
}

/** A logo is left out: its pixels are not looked at again, so its maps are drawn anew. */
function keyOf(picture: Picture, form: string): string | undefined {
  const { ground, store, home, way, streets, logo, ...rest } = picture;
  if (home !== undefined || way !== undefined || logo !== undefined) return undefined;
  const { name, location, address } = store;
  return JSON.stringify([form, ground.hash, name, location, address, [...streets], rest]);
}
