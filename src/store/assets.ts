import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Asset, Fault, sha256 } from "../contract/index.ts";
import { syncFolder, writeSynced } from "../durable-file.ts";

/** Bytes by content hash: written once, then only referred to. */
export interface Assets {
  /** Resolves when the bytes are on disk. */
  put(bytes: Uint8Array, type: string): Promise<Asset>;
  /** Has them written while the caller goes on. Whoever commits a reference to such an asset awaits `kept` first. */
  take(bytes: Uint8Array, type: string): Asset;
  /** Resolves when what was taken is on disk, and rejects when it could not be written. */
  kept(asset: Asset): Promise<void>;
  /** @throws Fault `asset.missing` when the file is gone or is not what its name says */
  get(asset: Asset): Promise<Uint8Array>;
  /** Deletes the bytes of a hash, where there are any. */
  remove(hash: string): Promise<void>;
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

/** How a place keeps bytes by their hash. */
export interface AssetPlace {
  /** Resolves when the bytes are on disk; the same bytes may come again. */
  write(hash: string, bytes: Uint8Array): Promise<void>;
  /** Undefined: there are none of this hash. */
  read(hash: string): Promise<Uint8Array | undefined>;
  remove(hash: string): Promise<void>;
}

export const assetPath = (folder: string, hash: string) => join(folder, hash.slice(0, 2), hash);

/** Files below `folder`, by the first two digits of their hash. */
export function assetFiles(folder: string): AssetPlace {
  return {
    async write(hash, bytes) {
      const path = assetPath(folder, hash);
      const known = await stat(path).catch(() => undefined);
      if (known?.size !== bytes.byteLength) await writeWhole(path, bytes);
    },
    read: (hash) => readFile(assetPath(folder, hash)).catch(() => undefined),
    async remove(hash) {
      const below = dirname(assetPath(folder, hash));
      const names = await readdir(below).catch(() => []);
      // Also what a process has left that died while it was writing them.
      const its = names.filter((name) => name.startsWith(hash));
      for (const name of its) await rm(join(below, name), { force: true });
      if (its.length > 0) await syncFolder(below);
    },
  };
}

/** Keeps assets in files below `folder`. */
export function openAssets(folder: string): Assets {
  return assetsIn(assetFiles(folder));
}

export function assetsIn(place: AssetPlace): Assets {
  /** What is on its way to the disk, and, without its bytes, what did not get there. */
  const underWay = new Map<string, { bytes?: Uint8Array; written: Promise<void> }>();

  function take(bytes: Uint8Array, type: string): Asset {
    const hash = sha256(bytes);
    if (underWay.get(hash)?.bytes === undefined) {
      const written = place.write(hash, bytes);
      underWay.set(hash, { bytes, written });
      written.then(
        () => underWay.delete(hash),
        () => underWay.set(hash, { written }),
      );
    }
    return { hash, type, bytes: bytes.byteLength };
  }

  async function kept({ hash }: Asset): Promise<void> {
    await underWay.get(hash)?.written;
  }

  return {
    take,
    kept,
    async put(bytes, type) {
      const asset = take(bytes, type);
      await kept(asset);
      return asset;
    },
    async get(asset) {
      const taken = underWay.get(asset.hash)?.bytes;
      if (taken !== undefined) return Buffer.from(taken.buffer, taken.byteOffset, taken.byteLength);
      const bytes = await place.read(asset.hash);
      if (bytes === undefined || sha256(bytes) !== asset.hash) throw new Fault("asset.missing", { hash: asset.hash });
      return bytes;
    },
    async remove(hash) {
      await underWay.get(hash)?.written.catch(() => {});
      await place.remove(hash);
    },
  };
}
