import { join } from "node:path";
import { Fault } from "../contract/index.ts";
import { runInPool } from "../pool.ts";
import type { DrawRequest } from "./draw/worker.ts";
import { prepareClip } from "./encode/prepare.ts";
import type { Studio } from "./encode/recipe.ts";
import { frameAt } from "./encode/stills.ts";
import { type LoadMedia, openFilm } from "./media.ts";
import { drawWorker, picturesOf } from "./shoot.ts";
import { type Scene, Storyboard, sizes, type WrittenStoryboard } from "./storyboard.ts";

/** One scene of a storyboard, with the means to draw it. */
export interface StillOrder {
  storyboard: WrittenStoryboard;
  /** Of the scene, from 0. */
  index: number;
  load: LoadMedia;
}

type Stilled = { jpeg: Uint8Array } | { fault: { key: string; data: Record<string, string | number> } };

/** @throws Fault `video.storyboard` */
export function readStoryboard(written: WrittenStoryboard): Storyboard {
  const read = Storyboard.safeParse(written);
  if (!read.success) throw new Fault("video.storyboard", { where: read.error.issues[0]?.path.join(".") ?? "" });
  return read.data;
}

/**
 * A scene when all of it has appeared, as JPEG, drawn as it is drawn for the video. Nothing is encoded, so that it costs a
 * few hundredths of a second.
 * @param frameOf the first frame of a clip, as PNG or JPEG; where absent, a clip is a dark ground
 * @throws Fault `video.storyboard`, `video.media-…`, `video.picture-…`, `video.text-too-long`, `video.missing-glyph`
 */
export async function drawStill(
  { storyboard, index, load }: StillOrder,
  frameOf: (scene: Scene) => Promise<Uint8Array | undefined> = async () => undefined,
): Promise<Uint8Array> {
  const { scenes, size, accent, ink } = readStoryboard(storyboard);
  const scene = scenes[index];
  if (scene === undefined) throw new Fault("video.storyboard", { where: `scenes.${index}` });
  const pictures = await picturesOf(scene, load);
  const behind = scene.background.kind === "clip" ? await frameOf(scene) : undefined;
  const request: DrawRequest = { scene, number: index + 1, look: { frame: sizes[size], accent, ink }, pictures };
  const answer = await runInPool<Stilled>(drawWorker, "stillInWorker", { ...request, behind });
  if ("fault" in answer) throw new Fault(answer.fault.key, answer.fault.data);
  return answer.jpeg;
}

/** The first frame of a clip, as large as the picture. @throws Fault `video.clip-…`, `video.media-…` */
export async function firstFrame(
  studio: Studio,
  media: string,
  load: LoadMedia,
  size: Storyboard["size"],
): Promise<Uint8Array> {
  const film = await openFilm(media, load, "clip");
  await film.copyTo(join(studio.folder, "source"));
  await prepareClip(studio, { media, file: "source", format: film.format }, sizes[size], 1, "first");
  return frameAt(studio, "first", 0);
}
