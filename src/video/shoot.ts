import { join } from "node:path";
import { canonicalJson, Fault, sha256 } from "../contract/index.ts";
import { runInPool } from "../pool.ts";
import type { DrawnScene } from "./draw/draw-scene.ts";
import type { Frame } from "./draw/layout.ts";
import type { Drawn, DrawRequest } from "./draw/worker.ts";
import { encodeScene } from "./encode/encode-scene.ts";
import { prepareClip, prepareSound } from "./encode/prepare.ts";
import { recipe, type Studio } from "./encode/recipe.ts";
import type { KeptFiles } from "./kept-files.ts";
import { type Film, hashOfMedia, type LoadMedia, loadPicture, openFilm } from "./media.ts";
import { framesOf, type Scene, type Storyboard } from "./storyboard.ts";

export const drawWorker = new URL(
  import.meta.url.endsWith(".ts") ? "./draw/worker.ts" : "./draw/worker.js",
  import.meta.url,
);

/** What one video is made with. */
export interface Making {
  studio: Studio;
  kept: KeptFiles;
  load: LoadMedia;
}

/** A key of all that a file is made from, safe in a path. */
function keyOf({ program, threads }: Pick<Studio, "program" | "threads">, made: Record<string, unknown>): string {
  return sha256(canonicalJson({ recipe, version: program.version, threads, ...made }));
}

/** A key of all that a video is made from: the same for two of the same bytes. @throws Fault `video.media-missing` */
export async function keyOfVideo(
  studio: Pick<Studio, "program" | "threads">,
  storyboard: Storyboard,
  load: LoadMedia,
): Promise<string> {
  const { scenes, sound } = storyboard;
  const clips = scenes.flatMap(({ background }) => (background.kind === "clip" ? [background.media] : []));
  const names = new Set([...scenes.flatMap(mediaOfPictures), ...clips, ...(sound === undefined ? [] : [sound.media])]);
  const hashes: [media: string, hash: string][] = [];
  for (const media of names) hashes.push([media, await hashOfMedia(media, load)]);
  return keyOf(studio, { storyboard, hashes });
}

async function draw(request: DrawRequest): Promise<DrawnScene> {
  const answer = await runInPool<Drawn>(drawWorker, "drawInWorker", request);
  if ("fault" in answer) throw new Fault(answer.fault.key, answer.fault.data);
  return answer.drawn;
}

const mediaOfPictures = ({ background, picture }: Scene): string[] => [
  ...(background.kind === "picture" ? [background.media] : []),
  ...(picture === undefined ? [] : [picture.media]),
];

/** The pictures of a scene, by their names. @throws Fault `video.media-missing`, `video.media-size` */
export async function picturesOf(scene: Scene, load: LoadMedia): Promise<Map<string, Uint8Array>> {
  const pictures = new Map<string, Uint8Array>();
  for (const media of mediaOfPictures(scene)) pictures.set(media, await loadPicture(media, load));
  return pictures;
}

export interface Shot {
  scene: Scene;
  /** From 1. */
  number: number;
  frame: Frame;
  /** Name of the file that is written. */
  file: string;
  onFrames: (frames: number) => void;
}

/** Draws and encodes a scene; one that is the same for everybody is taken from those that are kept. */
export async function shootScene(storyboard: Storyboard, shot: Shot, making: Making): Promise<void> {
  const { accent, ink, curtain } = storyboard;
  const { scene, number, frame, file, onFrames } = shot;
  const { studio, kept, load } = making;
  const film = scene.background.kind === "clip" ? await openFilm(scene.background.media, load, "clip") : undefined;
  const pictures = await picturesOf(scene, load);
  const look = { frame, accent, ink };
  const encode = async () => {
    const drawn = await draw({ scene, number, look, pictures });
    const clip = film === undefined ? undefined : await layClip(film, shot, making);
    await encodeScene(studio, scene, drawn, { clip, curtain, file, onFrames });
  };
  if (!scene.shared) return encode();
  const hashes = [...pictures].map(([media, bytes]) => [media, sha256(bytes)]);
  const key = keyOf(studio, { scene, look, curtain, film: film?.hash ?? null, hashes });
  await kept.lay(key, join(studio.folder, file), encode);
}

/** A clip is decoded, made smaller and checked once for all videos. */
async function layClip(film: Film, { scene, frame, file }: Shot, { studio, kept }: Making): Promise<string> {
  const [clip, source] = [`${file}.clip`, `${file}.source`];
  const frames = framesOf(scene);
  await kept.lay(keyOf(studio, { clip: film.hash, frame, frames }), join(studio.folder, clip), async () => {
    await film.copyTo(join(studio.folder, source));
    await prepareClip(studio, { media: film.media, file: source, format: film.format }, frame, frames, clip);
  });
  return clip;
}

/** The sound of a video, where it has one; made once for all videos that are as long. */
export async function laySound(
  { sound }: Storyboard,
  seconds: number,
  { studio, kept, load }: Making,
): Promise<string | undefined> {
  if (sound === undefined) return undefined;
  const film = await openFilm(sound.media, load, "sound");
  const { volume } = sound;
  await kept.lay(keyOf(studio, { sound: film.hash, volume, seconds }), join(studio.folder, "sound"), async () => {
    await film.copyTo(join(studio.folder, "sound.source"));
    const foreign = { media: film.media, file: "sound.source", format: film.format };
    await prepareSound(studio, foreign, { volume, seconds }, "sound");
  });
  return "sound";
}
