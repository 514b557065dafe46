import type { Image } from "@napi-rs/canvas";
import type { Scene } from "../storyboard.ts";
import { white } from "./colour.ts";
import type { Box, Frame } from "./layout.ts";
import type { Pen } from "./letters.ts";

/** How dark a shade is at its darkest: white letters on a white picture then keep a contrast of 4.5 to 1. */
const darkest = 0.58;
/** Share of the frame's height over which it fades. */
const fadeShare = 0.36;

/** Darkens the frame where the texts stand, and ever less beyond them; texts in its middle darken all of it. */
export function paintShade(pen: Pen, { width, height }: Frame, place: Scene["place"], texts: Box): void {
  pen.fillStyle = `rgba(8, 10, 14, ${darkest})`;
  if (place !== "middle") {
    const beyond = height * 0.05;
    const from = place === "bottom" ? texts.y - beyond : texts.y + texts.height + beyond;
    const to = place === "bottom" ? from - height * fadeShare : from + height * fadeShare;
    const shade = pen.createLinearGradient(0, from, 0, to);
    // Eased: a straight gradient shows where it begins and ends.
    for (let at = 0; at <= 1; at += 0.125)
      shade.addColorStop(at, `rgba(8, 10, 14, ${(darkest * (0.5 + 0.5 * Math.cos(Math.PI * at))).toFixed(3)})`);
    pen.fillStyle = shade;
  }
  pen.fillRect(0, 0, width, height);
}

function shadow(pen: Pen, unit: number): void {
  pen.shadowColor = "rgba(0, 0, 0, 0.32)";
  pen.shadowBlur = 26 * unit;
  pen.shadowOffsetY = 8 * unit;
}

/** A light plate with soft corners and a shadow, under texts. */
export function paintPlate(pen: Pen, { x, y, width, height }: Box, unit: number): void {
  pen.save();
  shadow(pen, unit);
  pen.fillStyle = "rgba(255, 255, 255, 0.96)";
  pen.beginPath();
  pen.roundRect(x, y, width, height, 18 * unit);
  pen.fill();
  pen.restore();
}

/** A picture in a white frame with a shadow, as a photograph that lies there. */
export function paintCard(pen: Pen, image: Image, { x, y, width, height }: Box, unit: number): void {
  const edge = 6 * unit;
  pen.save();
  shadow(pen, unit);
  pen.fillStyle = white;
  pen.beginPath();
  pen.roundRect(x - edge, y - edge, width + 2 * edge, height + 2 * edge, 16 * unit);
  pen.fill();
  pen.restore();
  pen.save();
  pen.beginPath();
  pen.roundRect(x, y, width, height, 11 * unit);
  pen.clip();
  pen.imageSmoothingQuality = "high";
  pen.drawImage(image, x, y, width, height);
  pen.restore();
}
