import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openArea } from "../../../src/map/area/read.ts";
import { paintFresh } from "../../../src/map/draw/base-tiles.ts";
import { loadCanvas } from "../../../src/map/draw/fonts.ts";
import { paintPdf } from "../../../src/map/draw/outputs.ts";
import type { Pen } from "../../../src/map/draw/pen.ts";
import { frame, paintPicture } from "../../../src/map/draw/picture.ts";
import { makeTown, writeArea } from "../../../src/map/index.ts";
import { recipients } from "../maps/recipients.ts";
import { mapSize } from "./sample.ts";

export interface MapFiles {
  pdf: Uint8Array;
  svg: string;
}

/** One drawn map as the page of a PDF and as SVG, letters as outlines; both by the code that draws all our maps. */
export async function drawMap(folder: string): Promise<MapFiles> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "town.area");
  writeArea(path, makeTown());
  const [picture] = recipients(openArea(path), 1);
  if (picture === undefined) throw new Error("a town without recipients");
  const pdf = await paintPdf(picture, mapSize.width, mapSize.height);
  const { createCanvas, SvgExportFlag } = await loadCanvas();
  const [width, height] = [(mapSize.width * 96) / 25.4, (mapSize.height * 96) / 25.4];
  const canvas = createCanvas(width, height, SvgExportFlag.ConvertTextToPaths);
  const pen = canvas.getContext("2d") as unknown as Pen;
  paintPicture(pen, frame(picture, width, height), picture, picture.attribution, paintFresh);
  const svg = canvas
    .getContent()
    .toString()
    // The drawing's own size, to be fitted into any other.
    .replace(/width="\d+" height="\d+"/, `viewBox="0 0 ${width} ${height}"`);
  writeFileSync(join(folder, "map.pdf"), pdf);
  writeFileSync(join(folder, "map.svg"), svg);
  return { pdf, svg };
}
