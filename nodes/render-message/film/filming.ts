import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Fault } from "../../../src/contract/index.ts";
import type { Assets } from "../../../src/store/index.ts";
import { openVideoStudio, type VideoStudio } from "../../../src/video/index.ts";
import { mostMegabytes, mostTime } from "./check-film.ts";
import type { Film } from "./film.ts";
import { type MadeFilm, type MadeFilms, madeFilms } from "./made-films.ts";

/** Path of ffmpeg, where it is not the one that is found. */
const programVariable = "BELLE_HISTOIRE_FFMPEG";

/** One studio for all nodes of a process that share a folder. */
interface Shared {
  users: number;
  studio?: Promise<VideoStudio>;
  made: MadeFilms;
  making: Map<string, Promise<unknown>>;
  /** Closes what was opened. */
  closed: Promise<void>;
}
const studios = new Map<string, Shared>();

/** A node's share in the studio of its user folder. */
export interface Filming {
  /** @throws Fault `video.no-program`, `video.program-…` where no video can be made; it is looked for again each time */
  studio(): Promise<VideoStudio>;
  /**
   * Makes a film when it is its turn, or answers the one that was made of the same storyboard before; its bytes are on disk
   * then. @throws Fault `video.…`, `media.…`; `video.stopped` when the node closes
   */
  make(film: Film, assets: Pick<Assets, "get" | "put">, onProgress: (share: number) => void): Promise<MadeFilm>;
  /** Ends what is under way for this node, and the studio with its last user. */
  close(): Promise<void>;
}

async function openStudio(folder: string): Promise<VideoStudio> {
  const program = process.env[programVariable];
  return openVideoStudio({
    folder,
    ...(program !== undefined && program !== "" && { program }),
    atOnce: availableParallelism() >= 4 ? 2 : 1,
    timeLimit: mostTime,
    sizeLimit: mostMegabytes,
  });
}

function studioOf(folder: string, shared: Shared): Promise<VideoStudio> {
  if (shared.studio === undefined) {
    // One that is closing ends its own programs first.
    const opening = shared.closed.then(() => openStudio(folder));
    shared.studio = opening;
    opening.catch(() => {
      if (shared.studio === opening) delete shared.studio;
    });
  }
  return shared.studio;
}

async function keep(video: Awaited<ReturnType<VideoStudio["make"]>>, assets: Pick<Assets, "put">): Promise<MadeFilm> {
  const { mp4, poster, preview, duration, width, height } = video;
  return {
    film: await assets.put(mp4, "video/mp4"),
    poster: await assets.put(poster, "image/jpeg"),
    ...(preview !== undefined && { preview: await assets.put(preview, "image/webp") }),
    duration,
    width,
    height,
  };
}

/** Takes part in the studio of a user folder. */
export function useFilming(userFolder: string): Filming {
  const folder = join(userFolder, "belle-histoire", "video");
  const shared: Shared = studios.get(folder) ?? {
    users: 0,
    made: madeFilms(join(folder, "made")),
    making: new Map(),
    closed: Promise.resolve(),
  };
  studios.set(folder, shared);
  shared.users += 1;
  const closing = new AbortController();
  const closed = new Promise((resolve) => closing.signal.addEventListener("abort", resolve, { once: true }));
  const underWay = new Set<Promise<unknown>>();

  async function makeOnce(
    { storyboard, load, limits }: Film,
    assets: Pick<Assets, "get" | "put">,
    onProgress: (share: number) => void,
  ): Promise<MadeFilm> {
    const studio = await studioOf(folder, shared);
    const key = await studio.keyOf({ storyboard, load });
    // A list may bring the same film for many: they wait for the first, and who waited in vain tries alone.
    for (let other = shared.making.get(key); other !== undefined; other = shared.making.get(key)) {
      await Promise.race([other.catch(() => {}), closed]);
      if (closing.signal.aborted) throw new Fault("video.stopped");
    }
    const mine = shared.made.find(key, assets).then(async (known) => {
      if (known !== undefined) return known;
      const made = await keep(
        await studio.make({ storyboard, load, limits, signal: closing.signal, onProgress }),
        assets,
      );
      await shared.made.note(key, made);
      return made;
    });
    shared.making.set(key, mine);
    try {
      return await mine;
    } finally {
      shared.making.delete(key);
    }
  }

  return {
    studio: () => studioOf(folder, shared),
    async make(film, assets, onProgress) {
      const work = makeOnce(film, assets, onProgress);
      underWay.add(work);
      try {
        return await work;
      } finally {
        underWay.delete(work);
      }
    },
    async close() {
      closing.abort();
      shared.users -= 1;
      const { studio } = shared;
      if (shared.users === 0 && studio !== undefined) {
        delete shared.studio;
        shared.closed = studio.then(
          (opened) => opened.close(),
          () => {},
        );
      }
      await Promise.allSettled(underWay);
      if (shared.users === 0) await shared.closed;
    },
  };
}
