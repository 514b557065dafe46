import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { copyFile, open, readFile, stat, writeFile } from "node:fs/promises";
import { Fault, sha256 } from "../contract/index.ts";

/** Bytes of a picture, a clip or a sound, or the path of its file. */
export type Media = Uint8Array | { path: string };
/** Answers what a storyboard calls by a name; asked when it is the video's turn. */
export type LoadMedia = (name: string) => Promise<Media>;

/** Megabytes of a clip or sound, and of a picture. */
const mostFilm = 500;
const mostPicture = 20;

/** Containers by the first bytes in hex. What names other files (playlists, scripts of edits) is none of them. */
const clipMarks: [format: string, mark: RegExp][] = [
  ["mov", /^.{8}66747970/],
  ["matroska", /^1a45dfa3/],
];
const soundMarks: typeof clipMarks = [
  ["mov", /^.{8}66747970/],
  ["mp3", /^(494433|fff[ab23])/],
  ["wav", /^52494646.{8}57415645/],
  ["ogg", /^4f676753/],
  ["flac", /^664c6143/],
];

/** A clip or sound that nobody has looked into but for its first bytes. */
export interface Film {
  media: string;
  /** SHA-256, lower-case hex. */
  hash: string;
  format: string;
  /** @throws Fault `video.media-changed`: it is another file by now */
  copyTo(path: string): Promise<void>;
}

const hashes = new Map<string, string>();
/** Paths come from settings: a process sees few. */
const mostHashes = 1_000;

/** The digest of a file; read again when its size or time has changed. */
async function hashOf(path: string, size: number, changed: number): Promise<string> {
  const key = `${path}\0${size}\0${changed}`;
  const known = hashes.get(key);
  if (known !== undefined) return known;
  const digest = createHash("sha256");
  for await (const part of createReadStream(path)) digest.update(part as Uint8Array);
  const hash = digest.digest("hex");
  if (hashes.size >= mostHashes) hashes.clear();
  hashes.set(key, hash);
  return hash;
}

/** SHA-256 of what a name stands for, lower-case hex. @throws Fault `video.media-missing` */
export async function hashOfMedia(media: string, load: LoadMedia): Promise<string> {
  const loaded = await load(media).catch(missing(media));
  if (loaded instanceof Uint8Array) return sha256(loaded);
  const { size, mtimeMs } = await stat(loaded.path).catch(missing(media));
  return hashOf(loaded.path, size, mtimeMs).catch(missing(media));
}

async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(16), 0, 16, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const missing = (media: string) => (cause: unknown) => {
  throw cause instanceof Fault ? cause : new Fault("video.media-missing", { media }, { cause });
};

/** @throws Fault `video.media-missing`, `video.media-size`, `video.clip-foreign`, `video.sound-foreign` */
export async function openFilm(media: string, load: LoadMedia, kind: "clip" | "sound"): Promise<Film> {
  const loaded = await load(media).catch(missing(media));
  const inMemory = loaded instanceof Uint8Array;
  const found = inMemory ? undefined : await stat(loaded.path).catch(missing(media));
  if (found?.isFile() === false) throw new Fault("video.media-missing", { media });
  const size = inMemory ? loaded.length : found!.size;
  if (size > mostFilm * 1e6) throw new Fault("video.media-size", { media, limit: mostFilm });
  const head = inMemory ? loaded.subarray(0, 16) : await headOf(loaded.path).catch(missing(media));
  const hex = Buffer.from(head).toString("hex");
  const marks = kind === "clip" ? clipMarks : soundMarks;
  const format = marks.find(([, mark]) => mark.test(hex))?.[0];
  if (format === undefined) throw new Fault(`video.${kind}-foreign`, { media });
  return {
    media,
    format,
    hash: inMemory ? sha256(loaded) : await hashOf(loaded.path, found!.size, found!.mtimeMs),
    async copyTo(path) {
      if (inMemory) return writeFile(path, loaded, { mode: 0o600 });
      await copyFile(loaded.path, path);
      // What is kept under the digest of one file is not made from another that took its place.
      const { size: now, mtimeMs } = await stat(loaded.path).catch(missing(media));
      if (now !== size || mtimeMs !== found!.mtimeMs) throw new Fault("video.media-changed", { media });
    },
  };
}

/** @throws Fault `video.media-missing`, `video.media-size` */
export async function loadPicture(media: string, load: LoadMedia): Promise<Uint8Array> {
  const loaded = await load(media).catch(missing(media));
  const size = loaded instanceof Uint8Array ? loaded.length : (await stat(loaded.path).catch(missing(media))).size;
  if (size > mostPicture * 1e6) throw new Fault("video.media-size", { media, limit: mostPicture });
  return loaded instanceof Uint8Array ? loaded : new Uint8Array(await readFile(loaded.path).catch(missing(media)));
}
