import { createCanvas } from "@napi-rs/canvas";

/** A plain picture of a size in device pixels. */
export function plainPicture(width: number, height: number, type: "jpeg" | "png", colour = "#e8e4d8"): Buffer {
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext("2d");
  pen.fillStyle = colour;
  pen.fillRect(0, 0, width, height);
  return type === "png" ? canvas.toBuffer("image/png") : canvas.toBuffer("image/jpeg");
}
