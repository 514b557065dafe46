import type { PostalAddress } from "../../contract/index.ts";
import type { Match } from "../address/match.ts";
import type { MapPicture } from "../map-picture.ts";
import type { MapRequest } from "../request.ts";
import type { Terms } from "./provider.ts";

/** The one way from a request to a picture, whoever finds the way and draws. */
export interface MapService {
  terms: Terms;
  /**
   * The way from a recipient's home to the nearest store by road, or a store's surroundings.
   * @throws Fault map.… (see `src/language/map.ts`), http.…
   */
  draw(request: MapRequest): Promise<MapPicture>;
  /** Places that fit an address, the best first; none where nothing does. @throws Fault as `draw` */
  find(address: PostalAddress, language: string): Promise<Match[]>;
  /** Ends what is under way; a service is not used after it. */
  close(): Promise<void>;
}
