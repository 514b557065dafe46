import type { MapPart } from "../../src/contract/index.ts";
import type { MapPicture } from "../../src/map/index.ts";
import type { Assets } from "../../src/store/index.ts";
import { mapWords } from "../shared/map-part.ts";

/** Keeps pictures as assets; whoever closes the node waits for those on their way to the disk. */
export function keepsMaps() {
  const writing = new Set<Promise<void>>();
  const keep = (assets: Assets, bytes: Uint8Array, type: string) => {
    const asset = assets.take(bytes, type);
    // Whether it could be written is told to whoever refers to it.
    const written = assets.kept(asset).catch(() => {});
    writing.add(written);
    void written.then(() => writing.delete(written));
    return asset;
  };
  return {
    /** What a message carries of a map: pictures by their hashes, and words. */
    part(picture: MapPicture, assets: Assets, language: string): MapPart {
      const { image, imageType, vector, video } = picture;
      return {
        ...mapWords(picture, language),
        ...(image !== undefined && { image: keep(assets, image, imageType) }),
        ...(vector !== undefined && { vector: keep(assets, vector, "application/pdf") }),
        ...(video !== undefined && { video: keep(assets, video, "image/jpeg") }),
      };
    },
    written: () => Promise.allSettled(writing),
  };
}
