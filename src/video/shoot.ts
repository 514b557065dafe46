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
import { type Film, type LoadMedia, loadPicture, openFilm } from "./media.ts";
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
function keyOf({ program, threads }: Studio, made: Record<string, unknown>): string {
  return sha256(canonicalJson({ recipe, version: program.version, threads, ...made }));
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
  const pictures = new Map<string, Uint8Array>();
  for (const media of mediaOfPictures(scene)) pictures.set(media, await loadPicture(media, load));
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
