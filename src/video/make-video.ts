import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { Fault } from "../contract/index.ts";
import { runInPool } from "../pool.ts";
import { joinScenes } from "./encode/join.ts";
import { animatedPreview, frameAt } from "./encode/stills.ts";
import { drawWorker, laySound, type Making, shootScene } from "./shoot.ts";
import { framesOf, rate, type Storyboard, sizes } from "./storyboard.ts";

/** A video and what an e-mail shows of it. */
export interface Video {
  /** `video/mp4`, H.264 */
  mp4: Uint8Array;
  /** `image/jpeg`, with a play button */
  poster: Uint8Array;
  /** `image/webp`, moving; absent where it is not asked for, or the program cannot write it */
  preview?: Uint8Array;
  /** seconds */
  duration: number;
  width: number;
  height: number;
}

/** Share of the work that is the encoding of scenes. */
const scenesShare = 0.9;
const file = "video.mp4";

/**
 * Makes a video in a private folder, which the caller removes.
 * @param onProgress gets the share that is done, 0 to 1
 */
export async function makeVideo(
  storyboard: Storyboard,
  making: Making,
  onProgress: (share: number) => void = () => {},
): Promise<Video> {
  const { studio } = making;
  const frame = sizes[storyboard.size];
  const all = storyboard.scenes.reduce((sum, scene) => sum + framesOf(scene), 0);
  let before = 0;
  const files: string[] = [];
  for (const [index, scene] of storyboard.scenes.entries()) {
    const part = `scene-${index}`;
    const begun = before;
    const onFrames = (frames: number) => onProgress((scenesShare * Math.min(all, begun + frames)) / all);
    await shootScene(storyboard, { scene, number: index + 1, frame, file: part, onFrames }, making);
    files.push(part);
    before += framesOf(scene);
    onProgress((scenesShare * before) / all);
  }
  const duration = all / rate;
  await joinScenes(studio, files, await laySound(storyboard, duration, making), file);
  const path = join(studio.folder, file);
  if ((await stat(path)).size > studio.sizeLimit)
    throw new Fault("video.size-limit", { megabytes: studio.sizeLimit / 1e6 });

  const still = await frameAt(studio, file, Math.min(posterAt(storyboard), duration - 2 / rate));
  const poster = await runInPool<Uint8Array>(drawWorker, "posterInWorker", still);
  const preview = await previewOf(storyboard, duration, making);
  const mp4 = new Uint8Array(await readFile(path));
  onProgress(1);
  return { mp4, poster, preview, duration, ...frame };
}

/** Where absent: all of the first scene has appeared, and it does not fade yet. */
const posterAt = ({ poster, scenes }: Storyboard): number => poster ?? Math.max(0, (scenes[0]?.duration ?? 0) - 0.5);

async function previewOf({ preview }: Storyboard, duration: number, { studio }: Making) {
  if (preview === false) return undefined;
  return animatedPreview(studio, file, Math.max(0, Math.min(preview, duration - 3)));
}
