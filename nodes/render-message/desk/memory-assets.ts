import { type Asset, Fault, sha256 } from "../../../src/contract/index.ts";
import type { Assets } from "../../../src/store/index.ts";

/** Assets of a preview: nothing of it is kept. */
export function memoryAssets(): Pick<Assets, "get" | "put"> {
  const kept = new Map<string, Uint8Array>();
  return {
    async put(bytes, type): Promise<Asset> {
      const hash = sha256(bytes);
      kept.set(hash, bytes);
      return { hash, type, bytes: bytes.byteLength };
    },
    async get({ hash }) {
      const bytes = kept.get(hash);
      if (bytes === undefined) throw new Fault("asset.missing", { hash });
      return bytes;
    },
  };
}
