import type { Position, PostalAddress, RouteStep } from "../../contract/index.ts";
import type { Match } from "../address/match.ts";
import type { Profile } from "../area/content.ts";

/** What a provider's terms of use say of its maps. */
export interface Terms {
  /** Whether its maps may be printed; otherwise why not, as a key of the catalogue. */
  print: true | { reason: string };
  /** Seconds for which answers may be kept; 0: not at all. */
  cacheFor: number;
  /** Shown on every map, in print as well. */
  attribution: string;
}

export interface Ask {
  profile: Profile;
  /** BCP 47 */
  language: string;
  /** What the way leads to, for people. */
  place?: string;
}

/** A way as a provider tells it. */
export interface ProvidedRoute {
  points: Position[];
  /** metres */
  distance: number;
  /** seconds */
  duration: number;
  steps: RouteStep[];
  /** Names of the streets along the way. */
  streets: string[];
}

/** What a picture of a provider shows; sizes in CSS px, whole numbers. */
export interface PictureAsk {
  width: number;
  height: number;
  /** Device pixels in each. */
  scale: number;
  type: "jpeg" | "png";
  /** The middle of the picture, and the zoom level of web maps with 256-pixel tiles, a whole number. */
  centre: Position;
  zoom: number;
  store: Position;
  home?: Position;
  way?: readonly Position[];
  lineColour: string;
  markerColour: string;
  language: string;
}

export interface ProvidedPicture {
  bytes: Uint8Array;
  type: "image/jpeg" | "image/png";
}

/** Which tile: zoom level, column, row. */
export interface TileName {
  z: number;
  x: number;
  y: number;
}

/** One tile of Mapbox Vector Tiles 2.1, unpacked. */
export interface VectorTile extends TileName {
  bytes: Uint8Array;
}

/** Vector tiles, one by one: recipients of one town share them. */
export interface TileSource {
  /** Those that cover west, south, east, north. */
  cover(bbox: readonly [number, number, number, number], zoom: number): Promise<TileName[]>;
  /** Empty where the server has none. */
  tile(name: TileName): Promise<VectorTile>;
}

/**
 * Who finds ways, places and pictures. Each part may be missing; what is missing is done by the area file, where there is one.
 * Every part throws Fault `map.provider-…` (see `src/language/map.ts`), or `http.…`; it never throws anything else.
 */
export interface Provider {
  /** For people: "Google Maps", or the host. */
  name: string;
  terms: Terms;
  /** Means of transport that it knows ways for; absent: all. */
  profiles?: readonly Profile[];
  /** @throws Fault map.no-way, map.no-road too */
  route?(from: Position, to: Position, ask: Ask): Promise<ProvidedRoute>;
  /** Seconds from each origin to each target; undefined where there is no way. */
  table?(from: readonly Position[], to: readonly Position[], ask: Ask): Promise<(number | undefined)[][]>;
  /** Places that fit an address, the best first; none where nothing does. */
  geocode?(address: PostalAddress, language: string): Promise<Match[]>;
  /** A finished picture with the way; `marked`: with markers too. */
  staticImage?: {
    (ask: PictureAsk): Promise<ProvidedPicture>;
    marked: boolean;
    /** Largest side in CSS px, and largest scale. */
    limits: { side: number; scale: number };
  };
  tiles?: TileSource;
}
