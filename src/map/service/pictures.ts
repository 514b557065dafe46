import { Fault } from "../../contract/index.ts";
import { palette } from "../draw/palette.ts";
import type { FinishJob, Found } from "../draw-job.ts";
import { finishInPool } from "../in-pool.ts";
import type { MapPicture } from "../map-picture.ts";
import type { ParsedRequest } from "../request.ts";
import { extentOf, viewHolding } from "./map-view.ts";
import type { Provider } from "./provider.ts";

type WithPictures = Provider & Required<Pick<Provider, "staticImage">>;
type Pictures = Pick<MapPicture, "image" | "imageType" | "vector" | "video" | "extent">;

const pixelsPerMillimetre = 300 / 25.4;

/**
 * A provider's own pictures in every size that is asked for. Print is a picture as well, of 300 dpi or as near to it as
 * the provider's largest comes.
 * @param credits written on each; empty: the provider's own are in it
 * @throws Fault map.picture-too-large; map.provider-…, http.…
 */
export async function providedPictures(
  provider: WithPictures,
  { store, home, route }: Found,
  request: ParsedRequest,
  credits: string,
): Promise<Pictures> {
  const { screen, print, video, style, language } = request;
  const { staticImage } = provider;
  const colours = { lineColour: style?.lineColour ?? palette.way, markerColour: style?.markerColour ?? palette.marker };
  const shown = { store: store.location, ...(home && { home }), ...(route && { way: route.points }), ...colours };
  const places = [store.location, ...(home === undefined ? [] : [home]), ...(route?.points ?? [])];

  /** Sizes in device pixels. */
  async function picture(wide: number, high: number, asked: number, type: "jpeg" | "png", page?: FinishJob["page"]) {
    const { width, height, scale } = fitted(provider, wide, high, asked);
    const view = viewHolding(places, width, height);
    const bytes = await staticImage({ ...view, scale, type, language, ...shown });
    const marks = staticImage.marked ? undefined : shown;
    const job = {
      picture: bytes,
      host: provider.name,
      view,
      scale,
      type,
      credits,
      ...(marks && { marks }),
      ...(page && { page }),
    };
    return { bytes: await finishInPool(job), view };
  }

  const pictures: Pictures = { imageType: screen?.type === "png" ? "image/png" : "image/jpeg" };
  if (screen !== undefined) {
    const { bytes, view } = await picture(
      screen.width * screen.scale,
      screen.height * screen.scale,
      screen.scale,
      screen.type,
    );
    pictures.image = bytes;
    pictures.extent = extentOf(view);
  }
  if (video !== undefined)
    pictures.video = (await picture(video.width, video.height, staticImage.limits.scale, "jpeg")).bytes;
  if (print !== undefined) {
    const most = staticImage.limits.side * staticImage.limits.scale;
    const density = Math.min(pixelsPerMillimetre, most / Math.max(print.width, print.height));
    const [wide, high] = [Math.floor(print.width * density), Math.floor(print.height * density)];
    pictures.vector = (await picture(wide, high, staticImage.limits.scale, "png", print)).bytes;
  }
  return pictures;
}

/** The size of a picture as a provider takes it: of the asked scale, or of the provider's largest where it is too wide for that. */
function fitted({ name, staticImage }: WithPictures, wide: number, high: number, asked: number) {
  const { side, scale: most } = staticImage.limits;
  const near = Math.min(most, Math.round(asked));
  const scale = Math.max(wide, high) > side * near ? most : near;
  const [width, height] = [Math.ceil(wide / scale), Math.ceil(high / scale)];
  if (Math.max(width, height) > side) throw new Fault("map.picture-too-large", { provider: name, most: side * most });
  return { width, height, scale };
}
