import { paintJpeg, paintPdf, paintPng } from "./draw/outputs.ts";
import { frame, type Picture } from "./draw/picture.ts";
import type { MapPicture } from "./map-picture.ts";
import type { ParsedRequest } from "./request.ts";
import { pdfOfImage } from "./service/pdf-of-image.ts";

const pixelsPerMillimetre = 96 / 25.4;
const printDensity = 300 / 96;
/** A film is looked at from further away than a letter: its map is as large as one of this width in CSS px. */
const videoWidth = 640;

type Painted = Pick<MapPicture, "image" | "imageType" | "vector" | "video" | "extent">;

/** The picture in every size that is asked for. */
export async function paintSizes(picture: Picture, { screen, print, video }: ParsedRequest): Promise<Painted> {
  const painted: Painted = { imageType: screen?.type === "png" ? "image/png" : "image/jpeg" };
  if (screen !== undefined) {
    const { width, height, scale, type } = screen;
    painted.image = await (type === "png" ? paintPng : paintJpeg)(picture, width, height, scale);
    painted.extent = extentOf(picture, width, height);
  }
  if (video !== undefined) {
    const scale = video.width / videoWidth;
    painted.video = await paintJpeg(picture, videoWidth, video.height / scale, scale);
  }
  if (print?.form === "vector") painted.vector = await paintPdf(picture, print.width, print.height);
  if (print?.form === "raster") {
    const [across, down] = [print.width * pixelsPerMillimetre, print.height * pixelsPerMillimetre];
    painted.vector = await pdfOfImage(await paintJpeg(picture, across, down, printDensity), print.width, print.height);
  }
  return painted;
}

function extentOf(picture: Picture, width: number, height: number): [number, number, number, number] {
  const { plane } = picture.ground;
  const [west, south, east, north] = frame(picture, width, height).box;
  return [...plane.position(west, south), ...plane.position(east, north)];
}
