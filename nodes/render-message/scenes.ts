/** The scenes of a personal video, as its form holds them. */

/** Most scenes of a video, and its most seconds. */
export const mostScenes = 20;
export const mostSeconds = 180;
/** Fewest and most seconds of a scene. */
export const sceneSeconds = { least: 0.4, most: 60 } as const;

/** What a scene says, in the order in which one reads it. Each is a Liquid template. */
export const sceneTexts = ["headline", "text", "small", "amount", "caption"] as const;
export type SceneText = (typeof sceneTexts)[number];
/** A text of a scene, as problems and languages name it; scenes count from 1. */
export type SceneTextName = `scene${number}_${SceneText}`;

export const sceneTextName = (number: number, text: SceneText): SceneTextName => `scene${number}_${text}`;

/** Every name that a text of a scene may have, scene by scene. */
export const sceneTextNames: readonly SceneTextName[] = Array.from({ length: mostScenes }, (_, index) =>
  sceneTexts.map((text) => sceneTextName(index + 1, text)),
).flat();

const parts = /^scene(\d+)_(\w+)$/;

/** The number of a scene, from 1, and what of it is named: a text, or a setting such as `media`. */
export function sceneIn(name: string): { number: number; part: string } | undefined {
  const [, number, part] = parts.exec(name) ?? [];
  return number === undefined || part === undefined ? undefined : { number: Number(number), part };
}

export interface Scene extends Record<SceneText, string> {
  /** Seconds; a form saves what was typed. */
  duration: number | string;
  /** What fills the frame: a colour, or a picture or a clip of the campaign's media folder. */
  background: "colour" | "picture" | "clip";
  /** `#rrggbb` */
  colour: string;
  /** File of the background. */
  media: string;
  /** Of a picture that fills the frame. */
  motion: "none" | "zoom-in" | "zoom-out";
  /** What stands in a frame beside the texts. */
  beside: "none" | "map" | "picture";
  /** Which `msg.map.<name>`. */
  besideMap: string;
  /** File of that picture. */
  besideMedia: string;
  side: "left" | "right";
  place: "top" | "middle" | "bottom";
  align: "left" | "centre";
  /** What makes texts readable on a picture or a clip; `usual`: as is best for the background. */
  ground: "usual" | "none" | "shade" | "plate";
  /** Fades in and out. */
  fade: boolean | string;
}

/** What a new scene is. */
export const blankScene: Scene = {
  duration: 3,
  background: "colour",
  colour: "#12355b",
  media: "",
  motion: "none",
  beside: "none",
  besideMap: "home",
  besideMedia: "",
  side: "right",
  place: "middle",
  align: "left",
  ground: "usual",
  fade: true,
  headline: "",
  text: "",
  small: "",
  amount: "",
  caption: "",
};

/** A text of a scene by its name; empty where there is no such scene. */
export function sceneTextOf(scenes: readonly Scene[], name: string): string {
  const { number, part } = sceneIn(name) ?? {};
  const scene = number === undefined ? undefined : scenes[number - 1];
  return sceneTexts.some((text) => text === part) ? (scene?.[part as SceneText] ?? "") : "";
}

/** The files of the media folder that a scene shows, by the setting that names each. */
export function mediaOf({ background, media, beside, besideMedia }: Scene): { part: string; file: string }[] {
  return [
    ...(background === "colour" ? [] : [{ part: "media", file: media.trim() }]),
    ...(beside === "picture" ? [{ part: "besideMedia", file: besideMedia.trim() }] : []),
  ];
}

/** A number as it was typed, with a point or a comma; NaN where it is none. */
export function figure(value: number | string): number {
  const text = String(value).trim().replace(",", ".");
  return text === "" ? Number.NaN : Number(text);
}
