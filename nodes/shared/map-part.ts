import { Fault, type MapPart } from "../../src/contract/index.ts";
import { sentence } from "../../src/language/index.ts";
import type { MapPicture } from "../../src/map/index.ts";
import { inWords } from "./in-words.ts";

/**
 * What a message carries of a map beside its pictures. Named one by one: nothing of where the recipient lives goes along, no
 * line of the way, no corners of the picture.
 */
export function mapWords(picture: MapPicture, language: string): Omit<MapPart, "image" | "vector" | "video"> {
  const { store, link, webLink, distance, duration, steps, attribution, alt, fallback, print } = picture;
  return {
    store,
    link,
    webLink,
    ...(distance !== undefined && { distance }),
    ...(duration !== undefined && { duration }),
    ...(steps !== undefined && { steps }),
    attribution,
    alt,
    ...(print !== true && { noPrint: sentence(print.reason, {}, language) }),
    ...(fallback !== undefined && {
      fallback: { key: fallback.key, reason: inWords(new Fault(fallback.key, fallback.data), language) },
    }),
  };
}
