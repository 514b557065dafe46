import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import { Fault } from "../contract/index.ts";
import { syncFolder, systemCode } from "../durable-file.ts";
import { type Encoding, encodingFinder } from "./encoding.ts";

/** A list as it is read from now on: in UTF-8, and no longer anybody else's to change. */
export interface KeptContent {
  path: string;
  /** SHA-256 of the content as it came. */
  digest: string;
  encoding: Encoding;
  /** Length of the copy. */
  bytes: number;
}

/** A file, or the content itself: text has no encoding any more, and counts as UTF-8. */
export type Source = { file: string } | { content: Uint8Array | string };

async function* chunksOf(source: Source): AsyncGenerator<Uint8Array> {
  if (!("file" in source)) {
    yield typeof source.content === "string" ? Buffer.from(source.content) : source.content;
    return;
  }
  try {
    yield* createReadStream(source.file, { highWaterMark: 256 * 1_024 }) as AsyncIterable<Buffer>;
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    throw new Fault("audience.cannot-read", { code });
  }
}

/** What a list is, seen once from its beginning to its end. */
export async function examine(
  source: Source,
  given: Encoding | "auto",
): Promise<{ digest: string; encoding: Encoding }> {
  const hash = createHash("sha256");
  const finder = encodingFinder();
  for await (const chunk of chunksOf(source)) {
    hash.update(chunk);
    if (given === "auto") finder.see(chunk);
  }
  return { digest: hash.digest("hex"), encoding: given === "auto" ? finder.end() : given };
}

/**
 * Copies a list to a file of our own, in UTF-8 and without a byte order mark, in memory that does not grow with it. The bytes
 * of the copy are on the disk when it resolves.
 * @throws Fault `audience.cannot-read`
 */
export async function copyContent(source: Source, path: string, given: Encoding | "auto"): Promise<KeptContent> {
  const { digest, encoding } = await examine(source, given);
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, "w", 0o600);
  let bytes = 0;
  try {
    const decoder = new TextDecoder(encoding);
    const write = async (text: string) => {
      if (text !== "") bytes += (await file.writev([Buffer.from(text)])).bytesWritten;
    };
    for await (const chunk of chunksOf(source)) await write(decoder.decode(chunk, { stream: true }));
    await write(decoder.decode());
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolder(dirname(path));
  return { path, digest, encoding, bytes };
}
