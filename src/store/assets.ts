import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Asset, Fault, sha256 } from "../contract/index.ts";
import { syncFolder, writeSynced } from "../durable-file.ts";

/** Bytes by content hash: written once, then only referred to. */
export interface Assets {
  /** Resolves when the bytes are on disk. */
  put(bytes: Uint8Array, type: string): Promise<Asset>;
  /** @throws Fault `asset.missing` when the file is gone or is not what its name says */
  get(asset: Asset): Promise<Uint8Array>;
}

/** Under its own name the file appears whole or not at all. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await writeSynced(temporary, bytes, 0o600);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Keeps assets in files below `folder`, by the first two digits of their hash. */
export function openAssets(folder: string): Assets {
  const pathOf = (hash: string) => join(folder, hash.slice(0, 2), hash);
  return {
    async put(bytes, type) {
      const hash = sha256(bytes);
      const path = pathOf(hash);
      const known = await stat(path).catch(() => undefined);
      if (known?.size !== bytes.byteLength) await writeWhole(path, bytes);
      return { hash, type, bytes: bytes.byteLength };
    },
    async get(asset) {
      const bytes = await readFile(pathOf(asset.hash)).catch(() => undefined);
      if (bytes === undefined || sha256(bytes) !== asset.hash) throw new Fault("asset.missing", { hash: asset.hash });
      return bytes;
    },
  };
}
