import { paintFrame, paintJpeg, paintPdf, paintPng, paintRasterPdf } from "./draw/outputs.ts";
import { frame, type Picture } from "./draw/picture.ts";
import type { MapPicture } from "./map-picture.ts";
import type { ParsedRequest } from "./request.ts";

type Painted = Pick<MapPicture, "image" | "imageType" | "vector" | "video" | "extent">;

/** The picture in every size that is asked for. */
export async function paintSizes(picture: Picture, { screen, print, video }: ParsedRequest): Promise<Painted> {
  const painted: Painted = { imageType: screen?.type === "png" ? "image/png" : "image/jpeg" };
  if (screen !== undefined) {
    painted.image = await (screen.type === "png" ? paintPng : paintJpeg)(picture, screen);
    painted.extent = extentOf(picture, screen);
  }
  if (video !== undefined) painted.video = await paintFrame(picture, video);
  if (print !== undefined) {
    painted.vector = await (print.form === "vector" ? paintPdf : paintRasterPdf)(picture, print.width, print.height);
  }
  return painted;
}

function extentOf(picture: Picture, screen: NonNullable<ParsedRequest["screen"]>): [number, number, number, number] {
  const { plane } = picture.ground;
  const [west, south, east, north] = frame(picture, screen.width, screen.height, screen.scale).box;
  return [...plane.position(west, south), ...plane.position(east, north)];
}
