import { constants, type Stats } from "node:fs";
import { open, readdir, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { Fault } from "../../../src/contract/index.ts";
import type { Block, Blocks } from "../../../src/message/index.ts";
import { type BlockFile, blockFile, isBlockFile } from "./block-file.ts";

/** What a folder of shared texts holds. */
export interface BlocksRead {
  blocks: Blocks;
  /** Files that are no block, and why; the others are used all the same. */
  faults: Fault[];
}

export const limits = { files: 500, bytes: 200_000, total: 4_000_000 } as const;

const nothing: BlocksRead = { blocks: {}, faults: [] };
/** Milliseconds for which a folder is not looked at again. */
const patience = 1000;

/** The bytes of a file that is one and lies in `folder`, whatever links lead to it. @throws Fault message.block-… */
async function bytesOf(folder: string, file: string): Promise<Buffer> {
  const path = await realpath(join(folder, file));
  if (!path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`))
    throw new Fault("message.block-outside", { file });
  // A pipe would wait for its writer, and what was a file may be a link by now.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  try {
    const found = await handle.stat();
    if (!found.isFile()) throw new Fault("message.block-unreadable", { file });
    if (found.size > limits.bytes) throw new Fault("message.block-size", { file, limit: limits.bytes / 1000 });
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

async function textOf(folder: string, file: string): Promise<string> {
  const bytes = await bytesOf(folder, file).catch((error: unknown) => {
    throw error instanceof Fault ? error : new Fault("message.block-unreadable", { file });
  });
  if (bytes.length > limits.bytes) throw new Fault("message.block-size", { file, limit: limits.bytes / 1000 });
  try {
    // Editors end a file with a line feed, which would stand in the middle of a sentence.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).replace(/\r?\n$/, "");
  } catch {
    throw new Fault("message.block-encoding", { file });
  }
}

/** Adds a file to its block. @throws Fault message.block-twice, message.block-two-kinds */
function addTo(blocks: Map<string, Block>, { name, kind, language, file }: BlockFile, text: string): void {
  const known = blocks.get(name);
  if (known !== undefined && known.kind !== kind) throw new Fault("message.block-two-kinds", { file, name });
  if (known !== undefined && Object.hasOwn(known.variants.texts, language))
    throw new Fault("message.block-twice", { file, name });
  const texts = { ...known?.variants.texts, [language]: text };
  // Where no file is for everybody, the first by name is.
  blocks.set(name, { kind, variants: { texts, default: "und" in texts ? "und" : (Object.keys(texts)[0] ?? "und") } });
}

async function readBlocks(path: string, files: readonly string[]): Promise<BlocksRead> {
  const folder = await realpath(path);
  const blocks = new Map<string, Block>();
  const faults: Fault[] = [];
  let total = 0;
  for (const file of files) {
    try {
      const about = blockFile(file);
      const text = await textOf(folder, file);
      total += text.length;
      if (total > limits.total) throw new Fault("message.blocks-size", { limit: limits.total / 1_000_000 });
      addTo(blocks, about, text);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      faults.push(error);
      if (error.key === "message.blocks-size") break;
    }
  }
  return { blocks: Object.fromEntries(blocks), faults };
}

/** Names of the files of a folder, and what tells that one of them has changed. @throws Fault message.blocks-folder */
async function lookAt(path: string): Promise<{ files: string[]; state: string }> {
  const names = await readdir(path).catch(() => {
    throw new Fault("message.blocks-folder", { folder: path });
  });
  const files = names.filter(isBlockFile).sort();
  if (files.length > limits.files) throw new Fault("message.blocks-many", { limit: limits.files });
  const told = ({ mtimeMs, size, ino }: Stats) => [mtimeMs, size, ino];
  const states = await Promise.all(files.map((file) => stat(join(path, file)).then(told, () => [])));
  return { files, state: JSON.stringify([files, states]) };
}

interface Kept {
  lookedAt: number;
  look: Promise<BlocksRead>;
  state: string;
  read: BlocksRead;
}
/** By who asks: with a campaign goes what was read for it. */
const folders = new WeakMap<object, Kept>();

async function look(path: string, kept: Kept): Promise<BlocksRead> {
  try {
    const { files, state } = await lookAt(path);
    if (state !== kept.state) {
      kept.read = await readBlocks(path, files);
      kept.state = state;
    }
  } catch (error) {
    const fault = error instanceof Fault ? error : new Fault("message.blocks-folder", { folder: path });
    if (kept.state !== fault.key) kept.read = { blocks: {}, faults: [fault] };
    kept.state = fault.key;
  }
  return kept.read;
}

/**
 * The texts that the templates of a campaign share: the same object for as long as no file has changed, which is looked for
 * at most once a second. What is wrong with a file is told in `faults`; nothing is thrown.
 * @param path of the folder; empty: none
 */
export function blocksOf(campaign: object, path: string, now: number = Date.now()): Promise<BlocksRead> {
  if (path === "") return Promise.resolve(nothing);
  const kept = folders.get(campaign) ?? {
    lookedAt: Number.NEGATIVE_INFINITY,
    look: Promise.resolve(nothing),
    state: "",
    read: nothing,
  };
  folders.set(campaign, kept);
  if (now - kept.lookedAt >= patience || now < kept.lookedAt) {
    kept.lookedAt = now;
    kept.look = kept.look.then(() => look(path, kept));
  }
  return kept.look;
}
