import { join } from "node:path";
import { Fault } from "../contract/index.ts";
import { systemCode } from "../durable-file.ts";
import { usePool } from "../pool.ts";
import { keptFiles } from "./kept-files.ts";
import { makeVideo, type Video } from "./make-video.ts";
import type { LoadMedia } from "./media.ts";
import { findProgram } from "./program/find.ts";
import { Refused } from "./program/run.ts";
import type { Program } from "./program/version.ts";
import { VideoSettings, type WrittenVideoSettings } from "./settings.ts";
import { Storyboard, type WrittenStoryboard } from "./storyboard.ts";
import { turnsOf } from "./turns.ts";
import { openWorkFolder, sweepWorkFolder } from "./work-folder.ts";

/** What goes with one video. */
interface Order {
  storyboard: WrittenStoryboard;
  load: LoadMedia;
  /** Ends it: nothing of it is left. */
  signal?: AbortSignal;
  /** @param share 0 to 1 */
  onProgress?: (share: number) => void;
}

/** A place where videos are made. */
export interface VideoStudio {
  /** The encoder that was found. */
  program: Pick<Program, "path" | "version">;
  /** Whether it can write moving previews. */
  previews: boolean;
  /** Makes a video when it is its turn. @throws Fault `video.*` */
  make(order: Order): Promise<Video>;
  /** Ends what is under way, and answers when nothing of it runs or lies about. */
  close(): Promise<void>;
}

/** CPU seconds a second of time: reading, filtering and writing run side by side. */
const cpuShare = 4;

/** Whoever loads forever does not keep others from their turn. */
const before =
  (signal: AbortSignal, load: LoadMedia): LoadMedia =>
  (name) =>
    new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      load(name).then(resolve, reject);
    });

/** It is called from between the lines of the encoder, where nobody would catch an error of it. */
const unheard = (onProgress: (share: number) => void) => (share: number) => {
  try {
    onProgress(share);
  } catch {
    // Whoever looks on does not end the video.
  }
};

function told(error: unknown): unknown {
  if (error instanceof Refused) return new Fault("video.failed", { said: error.said }, { cause: error });
  const code = systemCode(error);
  return code === undefined ? error : new Fault("video.disk", { code }, { cause: error });
}

/**
 * Finds the encoder and opens a place where videos are made.
 * @throws Fault `video.settings`, `video.no-program`, `video.program-broken`, `video.program-old`, `video.program-lacks`
 */
export async function openVideoStudio(written: WrittenVideoSettings): Promise<VideoStudio> {
  const parsed = VideoSettings.safeParse(written);
  if (!parsed.success) throw new Fault("video.settings", { where: parsed.error.issues[0]?.path.join(".") ?? "" });
  const { folder, atOnce, threads, timeLimit, sizeLimit, keptLimit, program: setting } = parsed.data;
  const program = await findProgram(setting);
  const workFolder = join(folder, "work");
  await sweepWorkFolder(workFolder, 2 * timeLimit * 1_000);
  const kept = keptFiles(join(folder, "kept"), keptLimit * 1e6);
  const turns = turnsOf(atOnce);
  const closing = new AbortController();
  const underWay = new Set<Promise<unknown>>();
  const release = usePool();

  async function inTurn(
    { load, onProgress = () => {} }: Order,
    storyboard: Storyboard,
    stop: AbortSignal,
  ): Promise<Video> {
    const leave = await turns.take(stop);
    const late = new AbortController();
    const timer = setTimeout(
      () => late.abort(new Fault("video.time-limit", { seconds: timeLimit })),
      timeLimit * 1_000,
    );
    try {
      const signal = AbortSignal.any([stop, late.signal]);
      const work = await openWorkFolder(workFolder);
      try {
        const limits = { threads, cpuLimit: timeLimit * cpuShare, sizeLimit: sizeLimit * 1e6 };
        const studio = { program, folder: work.path, signal, ...limits };
        return await makeVideo(storyboard, { studio, kept, load: before(signal, load) }, unheard(onProgress));
      } finally {
        await work.remove();
      }
    } catch (error) {
      throw told(error);
    } finally {
      clearTimeout(timer);
      leave();
    }
  }

  async function make(order: Order): Promise<Video> {
    const read = Storyboard.safeParse(order.storyboard);
    if (!read.success) throw new Fault("video.storyboard", { where: read.error.issues[0]?.path.join(".") ?? "" });
    const stopped = new AbortController();
    const stop = () => stopped.abort(new Fault("video.stopped"));
    const signals = [closing.signal, ...(order.signal === undefined ? [] : [order.signal])];
    for (const signal of signals) {
      if (signal.aborted) stop();
      signal.addEventListener("abort", stop, { once: true });
    }
    const work = inTurn(order, read.data, stopped.signal);
    underWay.add(work);
    try {
      return await work;
    } finally {
      underWay.delete(work);
      for (const signal of signals) signal.removeEventListener("abort", stop);
    }
  }

  return {
    program: { path: program.path, version: program.version },
    previews: program.webp !== undefined,
    make,
    async close() {
      closing.abort();
      await Promise.allSettled(underWay);
      await release();
    },
  };
}
