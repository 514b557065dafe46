import type { Position, Store } from "../contract/index.ts";
import type { MapPicture, Reason } from "./map-picture.ts";
import type { ParsedRequest } from "./request.ts";
import type { MapView } from "./service/map-view.ts";
import type { ProvidedPicture, ProvidedRoute, VectorTile } from "./service/provider.ts";

/** What a worker draws: a request, with what a service has found already. Survives structured cloning. */
export interface DrawJob {
  request: ParsedRequest;
  /** Path of the area file that does what nobody else has done. */
  area: string;
  /** Store and way as a service told them; absent: the area finds them. */
  found?: Found;
  /** Credits beside those of the area file. */
  credits: readonly string[];
  /** What the map is drawn on instead of the area file; never without `found`. */
  tiles?: readonly VectorTile[];
}

export interface Found {
  store: Store;
  home?: Position;
  route?: ProvidedRoute;
  /** Why there is no way although one was asked for. */
  fallback?: Reason;
}

/** A picture of a provider on its way to the message. */
export interface FinishJob {
  picture: ProvidedPicture;
  /** Who made it, for people. */
  host: string;
  view: MapView;
  /** Device pixels in a CSS px of the view. */
  scale: number;
  type: "jpeg" | "png";
  /** Written on it; empty: nothing, the provider's own credits are in it. */
  credits: string;
  /** Drawn on it where the provider draws no markers. */
  marks?: { store: Position; home?: Position; way?: readonly Position[]; lineColour: string; markerColour: string };
  /** The picture fills a one-page PDF of this size in millimetres. */
  page?: { width: number; height: number };
}

/** What the worker makes; how the service links to itself and what it allows is none of its business. */
export type DrawnPicture = Omit<MapPicture, "webLink" | "print">;

/** What comes back: a fault as plain data, for structured cloning would strip an Error of its key. */
export type Worked<Answer> = { done: Answer } | { fault: Reason };
