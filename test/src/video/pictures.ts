import { createCanvas } from "@napi-rs/canvas";

/** A picture of two colours, the left half and the right. */
export function halves(left: string, right: string, width = 640, height = 360): Uint8Array {
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext("2d");
  pen.fillStyle = left;
  pen.fillRect(0, 0, width / 2, height);
  pen.fillStyle = right;
  pen.fillRect(width / 2, 0, width / 2, height);
  return new Uint8Array(canvas.encodeSync("png"));
}

/** An evening at the sea: soft colours, where bands and blocks would be seen. */
export function evening(): Uint8Array {
  const [width, height] = [1600, 900];
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext("2d");
  const sky = pen.createLinearGradient(0, 0, 0, height);
  for (const [at, colour] of [
    [0, "#f7c59f"],
    [0.6, "#f4a261"],
    [0.6, "#2a6f97"],
    [1, "#014f86"],
  ] as const)
    sky.addColorStop(at, colour);
  pen.fillStyle = sky;
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = "#fff3d6";
  pen.beginPath();
  pen.arc(1100, 420, 110, 0, 2 * Math.PI);
  pen.fill();
  return new Uint8Array(canvas.encodeSync("jpeg", 92));
}
