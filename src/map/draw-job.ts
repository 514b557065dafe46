import type { Position, Store } from "../contract/index.ts";
import type { MapPicture, Reason } from "./map-picture.ts";
import type { ParsedRequest } from "./request.ts";
import type { ProvidedRoute, VectorTile } from "./service/provider.ts";

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

/** What the worker makes; how the service links to itself and what it allows is none of its business. */
export type DrawnPicture = Omit<MapPicture, "webLink" | "print">;

/** What comes back: a fault as plain data, for structured cloning would strip an Error of its key. */
export type Worked<Answer> = { done: Answer } | { fault: Reason };
