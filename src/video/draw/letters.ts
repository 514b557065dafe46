import type { SKRSContext2D } from "@napi-rs/canvas";
import { Fault } from "../../contract/index.ts";
import { fontFile } from "../../fonts.ts";
import { type Outlines, readOutlines } from "../../outlines.ts";

export type Pen = SKRSContext2D;
type CanvasLibrary = typeof import("@napi-rs/canvas");

const family = "Belle Histoire Video";
const files = { 400: "400Regular", 700: "700Bold" } as const;
export type Weight = keyof typeof files;
const pathOf = (weight: Weight) => fontFile(files[weight]);

let registered: Promise<CanvasLibrary> | undefined;

/** The drawing library, with the video's letters registered; loaded at first use, once a thread. */
export function loadCanvas(): Promise<CanvasLibrary> {
  registered ??= import("@napi-rs/canvas").then((canvas) => {
    for (const weight of [400, 700] as const)
      if (canvas.GlobalFonts.registerFromPath(pathOf(weight), family) === null)
        throw new Error(`font ${files[weight]} does not load`);
    return canvas;
  });
  return registered;
}

export function setLetters(pen: Pen, size: number, weight: Weight): void {
  pen.font = `${weight} ${size}px "${family}"`;
}

let outlines: Outlines | undefined;

/**
 * The text as it is drawn: composed letters, controls other than line breaks as spaces, nothing invisible, and the sign that
 * belongs to a figure or a word held to it.
 * @param scene number of the scene, from 1, for the error
 * @throws Fault `video.missing-glyph`: the system's fonts would be asked, which differ from machine to machine
 */
export function drawable(text: string, scene: number): string {
  const clean = text
    .normalize("NFC")
    .replace(/\r\n?/g, "\n")
    .replace(/\p{Cf}|\p{Variation_Selector}/gu, "")
    .replace(/[^\P{Cc}\n]/gu, " ")
    .replace(/ (?=[%‰€$£?!:;»])|(?<=«) /g, "\u00a0")
    .trim();
  outlines ??= readOutlines(pathOf(400));
  for (const character of clean)
    if (character !== "\n" && !outlines.has(character)) throw new Fault("video.missing-glyph", { scene, character });
  return clean;
}
