import * as z from "zod";

/**
 * The wire shape of OSRM's HTTP API v1 (docs/http.md of osrm-backend), as far as it is read here. Our own engine answers
 * in it, and the sentences of a way are made from its steps.
 */
export const Maneuver = z.looseObject({
  /** [lon, lat] */
  location: z.tuple([z.number(), z.number()]),
  /** Degrees clockwise from north. */
  bearing_before: z.number().optional(),
  bearing_after: z.number().optional(),
  type: z.string(),
  modifier: z.string().optional(),
  /** Of a roundabout: number of the way out. */
  exit: z.number().int().optional(),
});

export const OsrmStep = z.looseObject({
  /** metres */
  distance: z.number(),
  /** seconds */
  duration: z.number(),
  name: z.string().optional(),
  ref: z.string().optional(),
  destinations: z.string().optional(),
  exits: z.string().optional(),
  rotary_name: z.string().optional(),
  mode: z.string().optional(),
  driving_side: z.string().optional(),
  maneuver: Maneuver,
});
export type OsrmStep = z.infer<typeof OsrmStep>;
