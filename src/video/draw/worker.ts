import type { Image } from "@napi-rs/canvas";
import { Fault } from "../../contract/index.ts";
import { imageHead } from "../../image-head.ts";
import type { Scene } from "../storyboard.ts";
import { type DrawnScene, drawScene, type Look } from "./draw-scene.ts";
import { loadCanvas } from "./letters.ts";
import { drawPoster } from "./poster.ts";
import { putTogether } from "./put-together.ts";

/** More than any camera makes: a few bytes can claim to be a picture of gigabytes. */
const mostPixels = 100_000_000;

export interface DrawRequest {
  scene: Scene;
  /** From 1. */
  number: number;
  look: Look;
  /** JPEG or PNG by their name in the storyboard. */
  pictures: ReadonlyMap<string, Uint8Array>;
}
export type Drawn = { drawn: DrawnScene } | { fault: { key: string; data: Record<string, string | number> } };

async function decoded(media: string, bytes: Uint8Array): Promise<Image> {
  const head = imageHead(bytes);
  if (head === undefined) throw new Fault("video.picture-foreign", { media });
  if (head.width * head.height > mostPixels)
    throw new Fault("video.picture-large", { media, width: head.width, height: head.height });
  const { loadImage } = await loadCanvas();
  return loadImage(Buffer.from(bytes)).catch((cause: unknown) => {
    throw new Fault("video.picture-broken", { media }, { cause });
  });
}

/** The worker's side of drawing: a fault's class does not survive the way between threads. */
export async function drawInWorker({ scene, number, look, pictures }: DrawRequest): Promise<Drawn> {
  try {
    const images = new Map<string, Image>();
    for (const [media, bytes] of pictures) images.set(media, await decoded(media, bytes));
    return { drawn: await drawScene(scene, number, look, images) };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { fault: { key: error.key, data: { ...error.data } } };
  }
}

type Stilled = { jpeg: Uint8Array } | Extract<Drawn, { fault: unknown }>;

/** A scene on one picture, when all of it has appeared. `behind`: a frame of its clip. */
export async function stillInWorker(request: DrawRequest & { behind?: Uint8Array }): Promise<Stilled> {
  const answer = await drawInWorker(request);
  return "fault" in answer ? answer : { jpeg: await putTogether(answer.drawn, request.look.frame, request.behind) };
}

export const posterInWorker = drawPoster;
