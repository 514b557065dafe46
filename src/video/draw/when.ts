import { rate, type Scene } from "../storyboard.ts";

/** Seconds until the first thing appears, and from one to the next; less where the scene is short. */
const first = 0.25;
const stagger = 0.35;

/** Frames at which the things of a scene begin to appear: the picture first, then line by line, the price last. */
export function framesWhen(
  { duration, picture }: Pick<Scene, "duration" | "picture">,
  items: readonly { at?: number }[],
): { picture: number; items: number[] } {
  const begin = Math.min(first, duration / 10);
  const step = Math.min(stagger, duration / 2 / Math.max(1, items.length));
  const frame = (seconds: number) => Math.round(seconds * rate);
  return {
    picture: frame(picture?.at ?? begin),
    items: items.map(({ at }, index) => frame(at ?? begin + index * step)),
  };
}
