import { type Asset, VideoPart } from "../../src/contract/index.ts";
import type { Film } from "../../src/message/index.ts";
import type { Message } from "../shared/handle-input.ts";
import { assetIn, mapsOf, videosOf } from "./context.ts";

/** Where a message shows an asset; `name` is what a person would call its file, without ending. */
export type AddressOf = (asset: Asset, kind: "map" | "film" | "media", name: string) => string;

/**
 * Where all is that a message may show: the pictures of its maps, its films, the files of the campaign.
 * @param plays whether a film can be played where the message is read
 */
export function picturesOf(message: Message, files: ReadonlyMap<string, Asset>, addressOf: AddressOf, plays: boolean) {
  const images: Record<string, string> = {};
  for (const [name, map] of Object.entries(mapsOf(message))) {
    const image = assetIn(map.image);
    if (image !== undefined) images[name] = addressOf(image, "map", name);
  }
  const films: Record<string, Film> = {};
  for (const [name, video] of Object.entries(videosOf(message))) {
    const { success, data } = VideoPart.safeParse(video);
    if (!success) continue;
    const { film, poster, preview, ...about } = data;
    films[name] = {
      ...about,
      ...(plays && { film: addressOf(film, "film", name) }),
      poster: addressOf(poster, "film", `${name}-still`),
      ...(preview !== undefined && { preview: addressOf(preview, "film", name) }),
    };
  }
  const media: Record<string, string> = {};
  for (const [name, asset] of files) media[name] = addressOf(asset, "media", nameOf(name));
  return { images, films, media };
}

/** The name of a file without its folders and its ending. */
const nameOf = (path: string) => (path.split(/[\\/]/).at(-1) ?? path).replace(/\.[^.]*$/, "");
