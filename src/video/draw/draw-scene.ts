import type { Canvas, Image } from "@napi-rs/canvas";
import type { Scene } from "../storyboard.ts";
import { setBlock } from "./block.ts";
import { black, inkOn, white } from "./colour.ts";
import {
  type Box,
  contained,
  covering,
  type Frame,
  grown,
  onGrid,
  pictureRoom,
  placed,
  textRoom,
  unitOf,
} from "./layout.ts";
import { loadCanvas, type Pen } from "./letters.ts";
import { boxOf, paintItem } from "./paint-item.ts";
import { paintCard, paintPlate, paintShade } from "./surfaces.ts";
import { framesWhen } from "./when.ts";

/** A picture with transparency that appears on top of the scene. */
export interface Overlay {
  png: Uint8Array;
  /** pixels from the left and the top of the frame */
  x: number;
  y: number;
  /** Frame at which it begins to appear; absent: it is always there. */
  from?: number;
}

/** All of a scene that is drawn, not filmed. */
export interface DrawnScene {
  /** As large as the frame; absent where the background is a clip. */
  background?: Uint8Array;
  overlays: Overlay[];
}

export interface Look {
  frame: Frame;
  accent: string;
  ink?: string;
}

/** Pixels of a plate beyond its texts, in a picture that is 720 high. */
const platePadding = { x: 36, y: 26 };

/**
 * @param pictures decoded, by their name in the storyboard
 * @throws Fault `video.text-too-long`, `video.missing-glyph`
 */
export async function drawScene(
  scene: Scene,
  number: number,
  { frame, accent, ink }: Look,
  pictures: ReadonlyMap<string, Image>,
): Promise<DrawnScene> {
  const { createCanvas } = await loadCanvas();
  const { background, picture, align, place } = scene;
  const ground = scene.ground ?? (background.kind === "colour" ? "none" : "shade");
  const unit = unitOf(frame);
  const [padX, padY] = ground === "plate" ? [platePadding.x * unit, platePadding.y * unit] : [0, 0];
  const room = grown(textRoom(frame, scene), -padX, -padY);
  const block = setBlock(createCanvas(1, 1).getContext("2d"), scene, number, room, unit);
  const texts = placed(block, room, frame, scene);
  const when = framesWhen(scene, block.items);
  const overlays: Overlay[] = [];
  const layer = (box: Box, from: number | undefined, paint: (pen: Pen) => void) => {
    const { x, y, width, height } = onGrid(box, frame);
    const canvas = createCanvas(width, height);
    const pen = canvas.getContext("2d");
    pen.translate(-x, -y);
    paint(pen);
    overlays.push({ png: pngOf(canvas), x, y, from });
  };

  const shaded = ground === "shade" && block.items.length > 0;
  const stands = background.kind === "colour" || (background.kind === "picture" && background.motion === "none");
  const shade = (pen: Pen) => paintShade(pen, frame, place, texts);
  const behind = background.kind === "clip" ? undefined : createCanvas(frame.width, frame.height);
  if (behind !== undefined) {
    const pen = behind.getContext("2d");
    paintBackground(pen, scene, frame, pictures);
    if (shaded && stands) shade(pen);
  }
  if (shaded && !stands) layer({ x: 0, y: 0, ...frame }, undefined, shade);
  if (picture !== undefined) {
    const image = pictures.get(picture.media)!;
    const card = contained(pictureRoom(frame, scene), image);
    layer(grown(card, 40 * unit), when.picture, (pen) => paintCard(pen, image, card, unit));
  }
  if (ground === "plate" && block.items.length > 0) {
    const plate = grown(texts, padX, padY);
    layer(grown(plate, 34 * unit), Math.min(...when.items), (pen) => paintPlate(pen, plate, unit));
  }
  const colours = { accent, ink: ground === "plate" ? black : (ink ?? inkFor(scene)) };
  for (const [index, item] of block.items.entries()) {
    const box = boxOf(item, texts, align);
    layer(grown(box, 12 * unit), when.items[index], (pen) => paintItem(pen, item, box, align, colours, unit));
  }
  return { ...(behind === undefined ? {} : { background: pngOf(behind) }), overlays };
}

const pngOf = (canvas: Canvas) => new Uint8Array(canvas.encodeSync("png"));
const inkFor = ({ background }: Scene) => (background.kind === "colour" ? inkOn(background.colour) : white);

function paintBackground(pen: Pen, { background }: Scene, frame: Frame, pictures: ReadonlyMap<string, Image>): void {
  pen.fillStyle = background.kind === "colour" ? background.colour : "#000000";
  pen.fillRect(0, 0, frame.width, frame.height);
  if (background.kind !== "picture") return;
  const image = pictures.get(background.media)!;
  const part = covering(frame, image);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(image, part.x, part.y, part.width, part.height, 0, 0, frame.width, frame.height);
}
