import { constants } from "node:fs";
import { type FileHandle, open, readdir, realpath } from "node:fs/promises";
import { join, sep } from "node:path";
import { Fault } from "../../src/contract/index.ts";
import { systemCode } from "../../src/durable-file.ts";
import { headBytes, type MediaKind, type MediaType, mediaTypeOf } from "./media-kind.ts";

/** Megabytes of a file: what is read as a whole, and a film or a sound, which is not. */
export const mediaLimits = { picture: 50, pdf: 50, icc: 5, film: 500, sound: 500 } as const satisfies Record<
  MediaKind,
  number
>;
/** Files of a folder that are listed. */
const mostFiles = 500;

/** A file of a campaign's folder of media. */
export interface MediaFile extends MediaType {
  name: string;
  bytes: number;
  /** Milliseconds since the epoch. */
  changedAt: number;
  /** Where it lies, links followed: for a program that reads it itself. */
  path: string;
}

/** What knows where the files of its messages are: a campaign. */
export interface MediaOwner {
  /** As configured. */
  mediaFolder: string;
  inFolder(path: string): string;
}

export const mediaPathOf = ({ mediaFolder, inFolder }: MediaOwner): string => inFolder(mediaFolder);

/** Names come from forms and flows: whatever could lead elsewhere is none. */
export function isMediaName(name: string): boolean {
  return /^[^/\\:*?"<>|\p{Cc}]{1,120}$/u.test(name) && !name.startsWith(".") && name.trim() === name;
}

/** @throws Fault `media.…` */
async function look(handle: FileHandle, path: string, name: string): Promise<MediaFile> {
  const found = await handle.stat();
  if (!found.isFile()) throw new Fault("media.unreadable", { name });
  const head = new Uint8Array(headBytes);
  const { bytesRead } = await handle.read(head, 0, headBytes, 0);
  const type = mediaTypeOf(head.subarray(0, bytesRead));
  if (type === undefined) throw new Fault("media.kind", { name });
  const limit = mediaLimits[type.kind];
  if (found.size > limit * 1_000_000) throw new Fault("media.size", { name, limit });
  return { name, path, bytes: found.size, changedAt: found.mtimeMs, ...type };
}

/** Opens a file that lies in the folder itself, whatever links lead to it. @throws Fault `media.…` */
async function opened<Answer>(
  owner: MediaOwner,
  name: string,
  work: (file: MediaFile, handle: FileHandle) => Promise<Answer>,
): Promise<Answer> {
  if (!isMediaName(name)) throw new Fault("media.name", { name });
  const folder = await realpath(mediaPathOf(owner)).catch(() => {
    throw new Fault("media.missing", { name, folder: owner.mediaFolder });
  });
  try {
    const path = await realpath(join(folder, name));
    if (!path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`)) throw new Fault("media.name", { name });
    // A pipe would wait for its writer, and what was a file may be a link by now.
    const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
    try {
      return await work(await look(handle, path, name), handle);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof Fault) throw error;
    if (systemCode(error) === "ENOENT") throw new Fault("media.missing", { name, folder: owner.mediaFolder });
    throw new Fault("media.unreadable", { name });
  }
}

/**
 * A file of the folder by its name.
 * @throws Fault `media.name`, `media.missing`, `media.unreadable`, `media.kind` (none that messages use), `media.size`
 */
export function mediaFile(owner: MediaOwner, name: string): Promise<MediaFile> {
  return opened(owner, name, async (file) => file);
}

interface Kept {
  state: string;
  data: Uint8Array<ArrayBuffer>;
}
/** By who asks: with a campaign goes what was read for it. */
const folders = new WeakMap<object, Map<string, Kept>>();
/** Megabytes that are kept of a campaign; a letter's background is read for every letter. */
const mostKept = 100;

/**
 * The bytes of a file: the same array for as long as the file has not changed. They are shared, and not to be written in.
 * @throws as `mediaFile`
 */
export async function readMedia(
  owner: MediaOwner,
  name: string,
): Promise<MediaFile & { data: Uint8Array<ArrayBuffer> }> {
  const kept = folders.get(owner) ?? new Map<string, Kept>();
  folders.set(owner, kept);
  return opened(owner, name, async (file, handle) => {
    if (file.kind === "film" || file.kind === "sound") throw new Fault("media.kind", { name });
    const state = JSON.stringify([file.path, file.changedAt, file.bytes]);
    const known = kept.get(name);
    if (known?.state === state) return { ...file, data: known.data };
    const data = new Uint8Array(await handle.readFile());
    kept.delete(name);
    let total = data.length;
    for (const [other, one] of [...kept].reverse()) {
      total += one.data.length;
      if (total > mostKept * 1_000_000) kept.delete(other);
    }
    kept.set(name, { state, data });
    return { ...file, data };
  });
}

/** The files of the folder that messages can use, by name; none where there is no folder yet. @throws Fault `media.folder` */
export async function listMedia(owner: MediaOwner): Promise<MediaFile[]> {
  const names = await readdir(mediaPathOf(owner)).catch((error: unknown) => {
    if (systemCode(error) === "ENOENT") return [];
    throw new Fault("media.folder", { folder: owner.mediaFolder });
  });
  const files: MediaFile[] = [];
  for (const name of names.filter(isMediaName).sort().slice(0, mostFiles)) {
    const file = await mediaFile(owner, name).catch((error: unknown) => {
      if (error instanceof Fault) return undefined;
      throw error;
    });
    if (file !== undefined) files.push(file);
  }
  return files;
}
