import * as z from "zod";
import { Fault, Position, PostalAddress, Store } from "../contract/index.ts";
import { profiles } from "./area/content.ts";

const Colour = z.string().regex(/^#[0-9a-f]{6}$/iu);

/** What a map is drawn from. */
export const MapRequest = z.object({
  /** Path of the area file. */
  area: z.string().min(1),
  /** The nearest by road is shown; without an origin the first. */
  stores: z.array(Store),
  /** The recipient's home; absent: a map of the store's surroundings. `location` wins over `address`. */
  origin: z.object({ location: Position.optional(), address: PostalAddress.optional() }).optional(),
  profile: z.enum(profiles),
  /** BCP 47; French for `fr…`, English otherwise. */
  language: z.string(),
  /** CSS px and device pixels in each */
  screen: z
    .object({
      width: z.number().min(160).max(2000),
      height: z.number().min(140).max(2000),
      scale: z.number().min(1).max(3),
    })
    .optional(),
  /** mm */
  print: z.object({ width: z.number().min(42).max(600), height: z.number().min(37).max(600) }).optional(),
  /** `#rrggbb` */
  style: z.object({ lineColour: Colour.optional(), markerColour: Colour.optional() }).optional(),
});
export type MapRequest = z.infer<typeof MapRequest>;

/**
 * The request as the map needs it.
 * @throws Fault map.no-stores, map.coordinates, map.request
 */
export function parseRequest(request: MapRequest): MapRequest {
  const parsed = MapRequest.safeParse(request);
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path ?? [];
    const where = `/${path.join("/")}`;
    throw path.includes("location") ? new Fault("map.coordinates", { where }) : new Fault("map.request", { where });
  }
  if (parsed.data.stores.length === 0) throw new Fault("map.no-stores");
  return {
    ...parsed.data,
    stores: parsed.data.stores.map((store) => ({ ...store, name: printable(store.name) || store.id })),
  };
}

/** Text without control characters and without marks that turn its direction; runs of white space become one space. */
function printable(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, "")
    .replace(/\s+/gu, " ")
    .trim();
}
