import type { Position, RouteStep, Store } from "../contract/index.ts";

/** Why something is not as asked: a key of the catalogue and its data. */
export interface Reason {
  key: string;
  data: Readonly<Record<string, string | number>>;
}

/** A map and what is known about its way. */
export interface MapPicture {
  /** The store shown: the nearest by road. */
  store: Store;
  /** Where a screen size was asked for. */
  image?: Uint8Array;
  imageType: "image/jpeg" | "image/png";
  /** PDF of one page, where a print size was asked for. */
  vector?: Uint8Array;
  /** JPEG, where a video size was asked for. */
  video?: Uint8Array;
  /** `geo:` URI (RFC 5870) of the store; never the recipient's position. */
  link: string;
  /** Address of the store on the provider's own site, without a key; never the recipient's position. */
  webLink: string;
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
  /** West, south, east, north of the screen picture in degrees, where one was asked for. */
  extent?: [number, number, number, number];
  /** What could not be done as asked: no way was found, or the service did not answer and the area file stepped in. */
  fallback?: Reason;
  /** Whether this picture may be printed; otherwise why not, as a key of the catalogue. */
  print: true | { reason: string };
}
