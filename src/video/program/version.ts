import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { Fault } from "../../contract/index.ts";
import { programEnvironment } from "./environment.ts";

/** An ffmpeg that runs, and what it can write. */
export interface Program {
  path: string;
  /** As it calls itself, such as `5.1.9-0+deb12u1`. */
  version: string;
  /** Of its library libavutil, as one number: builds that are named by a date or a commit have it too. */
  age: number;
  /** Encoder of animated WebP; absent: it has none, and there are no moving previews. */
  webp?: "libwebp_anim" | "libwebp";
}

/** libavutil of ffmpeg 4.1, whose options and filters are used. */
const oldest = 56 * 1000 + 22;
/** Milliseconds for a question that takes a tenth of a second. */
const patience = 15_000;

function ask(path: string, question: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = ["-hide_banner", question];
    const options = { timeout: patience, maxBuffer: 4 << 20, env: programEnvironment(), windowsHide: true };
    execFile(path, asked, options, (error, told) => (error === null ? resolve(told) : reject(error)));
  });
}

/** The version of a program; undefined where it does not run or is no ffmpeg. */
export async function versionOf(path: string): Promise<Omit<Program, "webp"> | undefined> {
  const told = await ask(path, "-version").catch(() => "");
  const version = /^ffmpeg version (\S+)/m.exec(told)?.[1];
  const [, major, minor] = /^libavutil\s+(\d+)\.\s*(\d+)\./m.exec(told) ?? [];
  if (version === undefined || major === undefined || minor === undefined) return undefined;
  return { path, version, age: Number(major) * 1000 + Number(minor) };
}

const checked = new Map<string, Program>();

/**
 * Makes sure that a program can write our videos; asked once for as long as its file stays the same.
 * @throws Fault `video.program-old`, `video.program-lacks`
 */
export async function withEncoders(program: Omit<Program, "webp">): Promise<Program> {
  const { mtimeMs = 0 } = (await stat(program.path).catch(() => undefined)) ?? {};
  const key = `${program.path}\0${mtimeMs}\0${program.version}`;
  const known = checked.get(key) ?? (await lookInto(program));
  checked.set(key, known);
  return known;
}

async function lookInto(program: Omit<Program, "webp">): Promise<Program> {
  const { version } = program;
  if (program.age < oldest) throw new Fault("video.program-old", { version });
  const [encoders, filters] = await Promise.all([
    ask(program.path, "-encoders").catch(() => ""),
    ask(program.path, "-filters").catch(() => ""),
  ]);
  const has = (list: string, name: string) => new RegExp(`^\\s*\\S+\\s+${name}\\s`, "m").test(list);
  const lacking = [
    ...["libx264", "aac", "png"].filter((name) => !has(encoders, name)),
    ...["overlay", "loop", "fade", "perspective"].filter((name) => !has(filters, name)),
  ];
  if (lacking.length > 0) throw new Fault("video.program-lacks", { version, lacking: lacking.join(", ") });
  const webp = (["libwebp_anim", "libwebp"] as const).find((name) => has(encoders, name));
  return webp === undefined ? program : { ...program, webp };
}
