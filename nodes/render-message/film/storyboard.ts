import type { WrittenStoryboard } from "../../../src/video/index.ts";
import type { RenderMessageConfig } from "../config.ts";
import { figure, type Scene, type SceneText, sceneTexts } from "../scenes.ts";
import { mapMedia } from "./media.ts";

type WrittenScene = WrittenStoryboard["scenes"][number];

/** What the texts of a scene say to a recipient. */
export type Said = Partial<Record<SceneText, string>>;

/** The line of a storyboard that each text is; an error of the studio counts them from 1. */
export const lineRoles = ["headline", "text", "small"] as const;

function background({ background: kind, colour, media, motion }: Scene): WrittenScene["background"] {
  if (kind === "colour") return { kind, colour };
  return kind === "clip" ? { kind, media: media.trim() } : { kind, media: media.trim(), motion };
}

/** @param withMap whether the map beside the texts is there */
function besides({ beside, besideMap, besideMedia, side }: Scene, withMap: boolean): WrittenScene["picture"] {
  if (beside === "picture") return { media: besideMedia.trim(), side };
  return beside === "map" && withMap ? { media: mapMedia(besideMap), side } : undefined;
}

/** Whether a scene says and shows the same to everybody, as far as its own settings tell. */
export function saysTheSame(scene: Scene, texts: readonly string[]): boolean {
  return scene.beside !== "map" && !texts.some((text) => /\{[{%]/.test(text));
}

export interface Shown {
  said: Said;
  withMap: boolean;
  /** Nothing in it is one recipient's. */
  shared: boolean;
}

function sceneOf(scene: Scene, { said, withMap, shared }: Shown): WrittenScene {
  const { duration, place, align, ground, fade } = scene;
  const [amount = "", caption = ""] = [said.amount, said.caption];
  const picture = besides(scene, withMap);
  return {
    duration: figure(duration),
    background: background(scene),
    lines: lineRoles.map((role) => ({ role, text: said[role] ?? "" })),
    ...(picture !== undefined && { picture }),
    ...(amount !== "" && { price: { amount, ...(caption !== "" && { caption }) } }),
    place,
    align,
    ...(ground !== "usual" && { ground }),
    fade: String(fade) === "true",
    shared,
  };
}

/** The storyboard of one recipient. @param shown scene by scene */
export function storyboardOf(config: RenderMessageConfig, shown: readonly Shown[]): WrittenStoryboard {
  const { videoSize, videoAccent, sound, volume, posterAt, scenes } = config;
  const poster = figure(posterAt);
  return {
    size: videoSize,
    scenes: scenes.map((scene, index) => sceneOf(scene, shown[index] ?? { said: {}, withMap: false, shared: false })),
    ...(sound.trim() !== "" && { sound: { media: sound.trim(), volume: figure(volume) / 100 } }),
    ...(videoAccent.trim() !== "" && { accent: videoAccent.trim() }),
    ...(!Number.isNaN(poster) && { poster }),
  };
}

/** What each scene says, as it is read. */
export function textsOf(shown: readonly Shown[]): string[] {
  return shown.map(({ said }) =>
    sceneTexts
      .map((name) => said[name] ?? "")
      .filter((text) => text !== "")
      .join("\n"),
  );
}
