import type { Asset } from "../../contract/index.ts";

export type GetAsset = (asset: Asset) => Promise<Uint8Array>;

const most = 64;
const mostBytes = 32 << 20;

/** Reads what letters share once, and gives all the same bytes, so that they go to the thread once as well. */
export function remembering(get: GetAsset): GetAsset {
  const known = new Map<string, { bytes: Promise<Uint8Array>; size: number }>();
  let held = 0;
  return (asset) => {
    const key = `${asset.hash} ${asset.type}`;
    const found = known.get(key) ?? { bytes: get(asset), size: asset.bytes };
    if (!known.delete(key)) {
      held += found.size;
      found.bytes.catch(() => {
        if (known.delete(key)) held -= found.size;
      });
    }
    known.set(key, found);
    for (const [oldest, { size }] of known) {
      if (oldest === key || (known.size <= most && held <= mostBytes)) break;
      known.delete(oldest);
      held -= size;
    }
    return found.bytes;
  };
}
