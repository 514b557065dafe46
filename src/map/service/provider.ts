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

/** What a picture of a provider shows; sizes in CSS px. */
export interface PictureAsk {
  width: number;
  height: number;
  scale: number;
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

/** One tile of Mapbox Vector Tiles 2.1, unpacked. */
export interface VectorTile {
  z: number;
  x: number;
  y: number;
  bytes: Uint8Array;
}

/**
 * Who finds ways, places and pictures. Each part may be missing; what is missing is done by the area file, where there is one.
 * Every part throws Fault `map.provider-…` (see `src/language/map.ts`), or `http.…`; it never throws anything else.
 */
export interface Provider {
  terms: Terms;
  /** @throws Fault map.no-way, map.no-road too */
  route?(from: Position, to: Position, ask: Ask): Promise<ProvidedRoute>;
  /** Seconds from each origin to each target; undefined where there is no way. */
  table?(from: readonly Position[], to: readonly Position[], ask: Ask): Promise<(number | undefined)[][]>;
  /** Places that fit an address, the best first; none where nothing does. */
  geocode?(address: PostalAddress, language: string): Promise<Match[]>;
  /** A finished picture with marker and way. */
  staticImage?(ask: PictureAsk): Promise<ProvidedPicture>;
  /** The vector tiles that cover west, south, east, north. */
  tiles?(bbox: readonly [number, number, number, number], zoom: number): Promise<VectorTile[]>;
}
