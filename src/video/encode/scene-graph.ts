import type { Overlay } from "../draw/draw-scene.ts";
import { framesOf, rate, type Scene } from "../storyboard.ts";
import { toVideoColours } from "./recipe.ts";

/** Frames in which something appears, and in which a scene does. */
const appearing = 10;
const opening = 9;
/** By how much a picture grows in a scene: slow enough not to be noticed as such. */
const zoom = 0.07;

/** A still that lasts: it is read and converted once, then only counted on. */
const still = (index: number, format: "yuv420p" | "yuva420p"): string =>
  `[${index}:v]${toVideoColours},format=${format},loop=-1:1:0,settb=1/${rate},setpts=N`;

/**
 * Zooms with parts of a pixel; filters that crop whole pixels tremble. The corners of the frame wander over the picture.
 * @see https://ffmpeg.org/ffmpeg-filters.html#perspective
 */
function zooming(motion: "zoom-in" | "zoom-out", frames: number): string {
  const passed = `min(on/${frames},1)`;
  const inset = `${zoom / 2}*${motion === "zoom-in" ? passed : `(1-${passed})`}`;
  const near = (side: "W" | "H") => `'${side}*${inset}'`;
  const far = (side: "W" | "H") => `'${side}*(1-${inset})'`;
  const corners = [
    `x0=${near("W")}:y0=${near("H")}:x1=${far("W")}:y1=${near("H")}`,
    `x2=${near("W")}:y2=${far("H")}:x3=${far("W")}:y3=${far("H")}`,
  ];
  return `,perspective=${corners.join(":")}:interpolation=linear:sense=source:eval=frame`;
}

/**
 * The filters of a scene. Input 0 is its background, each further one an overlay; the output is `[scene]`. Nothing of a
 * text, a name or a file is in it.
 */
export function sceneGraph(scene: Scene, overlays: readonly Overlay[], curtain: "black" | "white"): string {
  const { background } = scene;
  const frames = framesOf(scene);
  const motion = background.kind === "picture" ? background.motion : "none";
  const ground =
    background.kind === "clip"
      ? `[0:v]settb=1/${rate},setpts=N`
      : `${still(0, "yuv420p")}${motion === "none" ? "" : zooming(motion, frames)}`;
  const steps = [`${ground}[layer0]`];
  for (const [index, { x, y, from }] of overlays.entries()) {
    const fade =
      from === undefined ? "" : `,fade=t=in:s=${from}:n=${Math.min(appearing, Math.ceil(frames / 4))}:alpha=1`;
    steps.push(`${still(index + 1, "yuva420p")}${fade}[over${index}]`);
    steps.push(`[layer${index}][over${index}]overlay=x=${x}:y=${y}:eval=init:format=yuv420[layer${index + 1}]`);
  }
  const length = Math.min(opening, Math.floor(frames / 3));
  const fades = scene.fade
    ? `fade=t=in:s=0:n=${length}:c=${curtain},fade=t=out:s=${frames - length}:n=${length}:c=${curtain},`
    : "";
  steps.push(`[layer${overlays.length}]${fades}setsar=1,format=yuv420p[scene]`);
  return steps.join(";");
}
