import * as z from "zod";
import { Fault, Position, PostalAddress, Store } from "../contract/index.ts";
import { profiles } from "./area/content.ts";

const Colour = z.string().regex(/^#[0-9a-f]{6}$/iu);

/** Far more than a campaign has; a search each. */
const mostStores = 5000;

/** What a map is drawn from. */
export const MapRequest = z.object({
  /** The nearest by road is shown; without an origin the first. */
  stores: z.array(Store).max(mostStores),
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
      type: z.enum(["jpeg", "png"]).default("jpeg"),
    })
    .optional(),
  /** mm; `raster`: a picture of 300 dpi in the same one-page PDF. */
  print: z
    .object({
      width: z.number().min(42).max(600),
      height: z.number().min(37).max(600),
      form: z.enum(["vector", "raster"]).default("vector"),
    })
    .optional(),
  /** px, 16:9, JPEG */
  video: z
    .object({ width: z.int().min(320).max(3840).default(1280), height: z.int().min(180).max(2160).default(720) })
    .refine(({ width, height }) => Math.abs(width / height - 16 / 9) < 0.02)
    .optional(),
  style: z
    .object({
      /** `#rrggbb` */
      lineColour: Colour.optional(),
      markerColour: Colour.optional(),
      /** PNG or JPEG, drawn in the marker. */
      logo: z.instanceof(Uint8Array).optional(),
      /** Names of streets and places. */
      labels: z.boolean().optional(),
    })
    .optional(),
  /** How exactly an address has to be known. */
  precision: z.enum(["house", "street"]).default("house"),
  /** 0 to 1: what fits an address less well is not it. */
  minScore: z.number().min(0).max(1).default(0.8),
  /** Where no way can be shown: nothing, or the store's surroundings instead. */
  fallback: z.enum(["none", "store"]).default("none"),
});
export type MapRequest = z.input<typeof MapRequest>;
/** A request whose every default is filled in. */
export type ParsedRequest = z.output<typeof MapRequest>;

/**
 * The request as the map needs it.
 * @throws Fault map.no-stores, map.coordinates, map.request
 */
export function parseRequest(request: MapRequest): ParsedRequest {
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
