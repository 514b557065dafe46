import { type Asset, Fault, type MapPart } from "../../../src/contract/index.ts";
import type { Assets } from "../../../src/store/index.ts";
import type { LoadMedia } from "../../../src/video/index.ts";
import { type MediaOwner, mediaFile } from "../../shared/media-folder.ts";
import { assetIn } from "../context.ts";

/** Before the name of a map; no file of a media folder has it in its name. */
const ofMap = "map:";
export const mapMedia = (name: string): string => `${ofMap}${name}`;

/** The picture of a map that suits a film best. */
export function mapPicture({ video, image }: Partial<MapPart>): Asset | undefined {
  return assetIn(video) ?? assetIn(image);
}

/**
 * Answers the pictures, clips and sounds of a storyboard: files by their names, maps by `mapMedia`.
 * @param owner whose media folder it is; undefined: no campaign is known
 */
export function mediaLoader(
  owner: MediaOwner | undefined,
  maps: Readonly<Record<string, MapPart>>,
  assets: Pick<Assets, "get">,
): LoadMedia {
  return async (name) => {
    if (name.startsWith(ofMap)) {
      const asset = mapPicture(maps[name.slice(ofMap.length)] ?? {});
      if (asset === undefined) throw new Fault("video.media-missing", { media: name });
      return assets.get(asset);
    }
    if (owner === undefined) throw new Fault("film.no-campaign", { name });
    return { path: (await mediaFile(owner, name)).path };
  };
}
