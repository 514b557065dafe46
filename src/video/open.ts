import { join } from "node:path";
import { Fault } from "../contract/index.ts";
import { systemCode } from "../durable-file.ts";
import { usePool } from "../pool.ts";
import { processFolders } from "../process-folder.ts";
import { keptFiles } from "./kept-files.ts";
import { makeVideo, type Video } from "./make-video.ts";
import type { LoadMedia } from "./media.ts";
import { findProgram } from "./program/find.ts";
import { Refused } from "./program/run.ts";
import type { Program } from "./program/version.ts";
import { VideoSettings, type WrittenVideoSettings } from "./settings.ts";
import { keyOfVideo } from "./shoot.ts";
import { drawStill, firstFrame, readStoryboard, type StillOrder } from "./still.ts";
import type { Scene, Storyboard, WrittenStoryboard } from "./storyboard.ts";
import { turnsOf } from "./turns.ts";

/** What goes with one video. */
interface Order {
  storyboard: WrittenStoryboard;
  load: LoadMedia;
  /** Ends it: nothing of it is left. */
  signal?: AbortSignal;
  /** Of this video, below those of the studio. */
  limits?: { timeLimit?: number; sizeLimit?: number };
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
  /** The same for videos of the same bytes, safe in a path. @throws Fault `video.storyboard`, `video.media-missing` */
  keyOf(order: Pick<Order, "storyboard" | "load">): Promise<string>;
  /** A scene when all of it has appeared, as JPEG, at once: it waits for no turn. @throws as `drawStill`; Fault `video.clip-…` */
  still(order: StillOrder & Pick<Order, "signal">): Promise<Uint8Array>;
  /** Ends what is under way, and answers when nothing of it runs or lies about. */
  close(): Promise<void>;
}

/** CPU seconds a second of time: reading, filtering and writing run side by side. */
const cpuShare = 4;
/** Milliseconds for the first frame of a clip, which takes a tenth of a second. */
const stillPatience = 10_000;

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
  const { folder, atOnce, threads, keptLimit, program: setting, ...most } = parsed.data;
  const program = await findProgram(setting);
  const workFolders = processFolders(join(folder, "work"), "video-");
  await workFolders.sweep(2 * most.timeLimit * 1_000);
  const kept = keptFiles(join(folder, "kept"), keptLimit * 1e6);
  const turns = turnsOf(atOnce);
  const closing = new AbortController();
  const underWay = new Set<Promise<unknown>>();
  const release = usePool();

  async function inFolder<Made>(make: (path: string) => Promise<Made>): Promise<Made> {
    const work = await workFolders.open();
    try {
      return await make(work.path);
    } finally {
      await work.remove();
    }
  }

  async function inTurn(
    { load, limits: asked = {}, onProgress = () => {} }: Order,
    storyboard: Storyboard,
    stop: AbortSignal,
  ): Promise<Video> {
    const timeLimit = Math.min(most.timeLimit, asked.timeLimit ?? most.timeLimit);
    const sizeLimit = Math.min(most.sizeLimit, asked.sizeLimit ?? most.sizeLimit);
    const leave = await turns.take(stop);
    const late = new AbortController();
    const timer = setTimeout(
      () => late.abort(new Fault("video.time-limit", { seconds: timeLimit })),
      timeLimit * 1_000,
    );
    try {
      const signal = AbortSignal.any([stop, late.signal]);
      const limits = { threads, cpuLimit: timeLimit * cpuShare, sizeLimit: sizeLimit * 1e6 };
      return await inFolder((path) => {
        const studio = { program, folder: path, signal, ...limits };
        return makeVideo(storyboard, { studio, kept, load: before(signal, load) }, unheard(onProgress));
      });
    } catch (error) {
      throw told(error);
    } finally {
      clearTimeout(timer);
      leave();
    }
  }

  /** Until it is stopped, or the studio closes. */
  async function watched<Made>(
    signal: AbortSignal | undefined,
    make: (stop: AbortSignal) => Promise<Made>,
  ): Promise<Made> {
    const stopped = new AbortController();
    const stop = () => stopped.abort(new Fault("video.stopped"));
    const signals = [closing.signal, ...(signal === undefined ? [] : [signal])];
    for (const one of signals) {
      if (one.aborted) stop();
      one.addEventListener("abort", stop, { once: true });
    }
    const work = make(stopped.signal);
    underWay.add(work);
    try {
      return await work;
    } finally {
      underWay.delete(work);
      for (const one of signals) one.removeEventListener("abort", stop);
    }
  }

  function stillOf({ load, signal, ...order }: StillOrder & Pick<Order, "signal">): Promise<Uint8Array> {
    return watched(signal, async (stop) => {
      const { size } = readStoryboard(order.storyboard);
      const frameOf = async ({ background }: Scene) => {
        if (background.kind !== "clip") return undefined;
        const late = AbortSignal.any([stop, AbortSignal.timeout(stillPatience)]);
        const limits = { threads, cpuLimit: (stillPatience / 1_000) * cpuShare, sizeLimit: most.sizeLimit * 1e6 };
        return inFolder((path) =>
          firstFrame({ program, folder: path, signal: late, ...limits }, background.media, before(late, load), size),
        );
      };
      return drawStill({ ...order, load: before(stop, load) }, frameOf).catch((error: unknown) => {
        const late = error instanceof DOMException && error.name === "TimeoutError";
        throw late ? new Fault("video.time-limit", { seconds: stillPatience / 1_000 }) : told(error);
      });
    });
  }

  return {
    program: { path: program.path, version: program.version },
    previews: program.webp !== undefined,
    make: async (order) => {
      const storyboard = readStoryboard(order.storyboard);
      return watched(order.signal, (stop) => inTurn(order, storyboard, stop));
    },
    keyOf: ({ storyboard, load }) =>
      watched(undefined, (stop) => keyOfVideo({ program, threads }, readStoryboard(storyboard), before(stop, load))),
    still: stillOf,
    async close() {
      closing.abort();
      await Promise.allSettled(underWay);
      await release();
    },
  };
}
