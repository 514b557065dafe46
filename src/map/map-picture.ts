import type { Position, RouteStep, Store } from "../contract/index.ts";

/** A map and what is known about its way. */
export interface MapPicture {
  /** The store shown: the nearest by road. */
  store: Store;
  /** JPEG, where a screen size was asked for. */
  image?: Uint8Array;
  /** PDF of one page, where a print size was asked for. */
  vector?: Uint8Array;
  /** `geo:` URI (RFC 5870) of the store; never the recipient's position. */
  link: string;
  /** metres */
  distance?: number;
  /** seconds */
  duration?: number;
  steps?: RouteStep[];
  attribution: string;
  /** The picture in one sentence, in the language of the request. */
  alt: string;
  /** The recipient's home, as given or as found by its address. */
  origin?: Position;
  /** The way's line. */
  route?: Position[];
}
