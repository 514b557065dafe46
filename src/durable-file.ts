import { open, rename, stat } from "node:fs/promises";

/** The error's code, such as `ENOSPC`; nothing where the system did not raise it. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** Whether something is at the path. Any answer but "no" and "yes" is thrown: it must not pass for "no". */
export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (systemCode(error) === "ENOENT") return false;
    throw error;
  }
}

/** Writes a file and waits until its bytes are on the disk. */
export async function writeSynced(path: string, bytes: Uint8Array | string, mode = 0o666): Promise<void> {
  const file = await open(path, "w", mode);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Waits until a folder's entries are on the disk. Windows and some network shares cannot sync a folder. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } catch (error) {
    if (systemCode(error) !== "EINVAL" && systemCode(error) !== "ENOTSUP") throw error;
  } finally {
    await folder.close();
  }
}

/** Moves a file that an earlier attempt may have moved already. */
export async function moveOnce(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (systemCode(error) !== "ENOENT" || (await exists(from))) throw error;
  }
}
