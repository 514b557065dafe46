import { type Frame, unitOf } from "./layout.ts";
import { loadCanvas, type Pen } from "./letters.ts";

const quality = 84;

/** A button that says "play" in every language, in the middle of the frame. */
function paintPlayButton(pen: Pen, frame: Frame): void {
  const unit = unitOf(frame);
  const [x, y, radius] = [frame.width / 2, frame.height / 2, 74 * unit];
  pen.save();
  pen.shadowColor = "rgba(0, 0, 0, 0.45)";
  pen.shadowBlur = 30 * unit;
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fillStyle = "rgba(16, 18, 22, 0.72)";
  pen.fill();
  pen.restore();
  pen.beginPath();
  pen.arc(x, y, radius - 2.5 * unit, 0, 2 * Math.PI);
  pen.strokeStyle = "#ffffff";
  pen.lineWidth = 5 * unit;
  pen.stroke();
  // A triangle's middle is a third of its height from its side, not half.
  const side = radius * 0.5;
  pen.beginPath();
  pen.moveTo(x - side * 0.58, y - side);
  pen.lineTo(x + side * 1.16, y);
  pen.lineTo(x - side * 0.58, y + side);
  pen.closePath();
  pen.lineJoin = "round";
  pen.lineWidth = 7 * unit;
  pen.fillStyle = "#ffffff";
  pen.fill();
  pen.stroke();
}

/** The still picture of a video, as JPEG, with a play button. @param png the frame */
export async function drawPoster(png: Uint8Array): Promise<Uint8Array> {
  const { createCanvas, loadImage } = await loadCanvas();
  const image = await loadImage(Buffer.from(png));
  const canvas = createCanvas(image.width, image.height);
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  paintPlayButton(pen, image);
  return new Uint8Array(canvas.encodeSync("jpeg", quality));
}
