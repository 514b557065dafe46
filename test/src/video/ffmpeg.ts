import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, type Context } from "mocha";
import { Fault } from "../../../src/contract/index.ts";
import { usePool } from "../../../src/pool.ts";
import { openVideoStudio, type VideoStudio, type WrittenVideoSettings } from "../../../src/video/index.ts";
import { needProgram } from "../../need-program.ts";

/** Skips the test or all tests of a block, with a line that says so, where there is no ffmpeg. */
export function needFfmpeg(test: Context): void {
  needProgram(test, "ffmpeg", "ffmpeg", "no videos are made");
}

export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "bh-video-test-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Runs ffmpeg on its own and answers what it wrote to its output. */
export function ffmpeg(options: readonly string[], input?: Uint8Array): Buffer {
  const always = ["-hide_banner", "-loglevel", "error", "-nostdin", "-y", "-threads", "1"];
  return execFileSync("ffmpeg", [...always, ...options], {
    maxBuffer: 1 << 28,
    timeout: 60_000,
    ...(input === undefined ? {} : { input }),
  });
}

/** A film of ffmpeg's own test sources, as the options say. */
export function film(options: readonly string[], type = "mp4"): Uint8Array {
  const folder = temporaryFolder();
  try {
    const file = join(folder.path, `film.${type}`);
    ffmpeg([...options, file]);
    return new Uint8Array(readFileSync(file));
  } finally {
    folder.remove();
  }
}

export interface Frames {
  count: number;
  /** RGB of a pixel of a frame. */
  at(frame: number, x: number, y: number): [number, number, number];
  rgba(frame: number): Uint8Array;
}

/** All frames of a video, decoded. */
export function framesOf(video: Uint8Array, width: number, height: number): Frames {
  const folder = temporaryFolder();
  try {
    const file = join(folder.path, "video");
    writeFileSync(file, video);
    const raw = ffmpeg(["-i", file, "-f", "rawvideo", "-pix_fmt", "rgba", "-fps_mode", "passthrough", "-"]);
    const size = width * height * 4;
    assert.equal(raw.length % size, 0);
    const rgba = (frame: number) => new Uint8Array(raw.subarray(frame * size, (frame + 1) * size));
    return {
      count: raw.length / size,
      rgba,
      at: (frame, x, y) => {
        const from = frame * size + (y * width + x) * 4;
        return [raw[from]!, raw[from + 1]!, raw[from + 2]!];
      },
    };
  } finally {
    folder.remove();
  }
}

/** Threads that draw stay for all tests of a block, instead of beginning anew with each studio. */
export function keepThreads(): void {
  let release: () => Promise<void>;
  before(() => {
    release = usePool();
  });
  after(() => release());
}

/** A studio in a folder of its own. */
export async function studioIn(folder: string, settings: Partial<WrittenVideoSettings> = {}): Promise<VideoStudio> {
  return openVideoStudio({ folder, threads: 1, keptLimit: 0, ...settings });
}

/** Files that a studio has left of its videos. */
export function leftIn(folder: string): string[] {
  return readdirSync(join(folder, "work"));
}

/** Processes whose working folder is inside of a folder, as Linux tells it. */
export function processesIn(folder: string): string[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc").filter((id) => {
    if (!/^\d+$/.test(id)) return false;
    try {
      return readlinkSync(`/proc/${id}/cwd`).startsWith(folder);
    } catch {
      return false;
    }
  });
}

export async function faultOf(work: Promise<unknown>): Promise<Fault> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof Fault, `${error}`);
  return error;
}
