import type { Assets, Store } from "../store/index.ts";

/** Assets that go together. */
const together = 100;

/**
 * Deletes the letters and maps that only erased people had; answers how many. One after the other, so that whoever dies
 * in between leaves what the next call finds again.
 */
export async function clearAssets(
  store: Pick<Store, "freeAssets" | "assetsFreed">,
  assets: Pick<Assets, "remove">,
): Promise<number> {
  let cleared = 0;
  for (;;) {
    const hashes = await store.freeAssets(together);
    if (hashes.length === 0) return cleared;
    for (const hash of hashes) await assets.remove(hash);
    await store.assetsFreed(hashes);
    cleared += hashes.length;
  }
}
