import type { DrawnScene } from "./draw-scene.ts";
import { covering, type Frame } from "./layout.ts";
import { loadCanvas } from "./letters.ts";

const quality = 84;
/** Of a clip that nobody can look into. */
const dark = "#2b2f36";

/** All that is drawn of a scene on one picture, as JPEG. @param behind a frame of its clip, in any size */
export async function putTogether(
  { background, overlays }: DrawnScene,
  { width, height }: Frame,
  behind: Uint8Array | undefined,
): Promise<Uint8Array> {
  const { createCanvas, loadImage } = await loadCanvas();
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext("2d");
  pen.fillStyle = dark;
  pen.fillRect(0, 0, width, height);
  const ground = background ?? behind;
  if (ground !== undefined) {
    const image = await loadImage(Buffer.from(ground));
    const part = covering({ width, height }, image);
    pen.drawImage(image, part.x, part.y, part.width, part.height, 0, 0, width, height);
  }
  for (const { png, x, y } of overlays) pen.drawImage(await loadImage(Buffer.from(png)), x, y);
  return new Uint8Array(canvas.encodeSync("jpeg", quality));
}
