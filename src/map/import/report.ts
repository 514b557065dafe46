import * as z from "zod";
import type { Staging } from "./staging.ts";

const Notice = z.object({ key: z.string(), data: z.record(z.string(), z.union([z.string(), z.number()])) });
/** Something a person should know of an area that was made nevertheless; a key of the catalogue and its data. */
export type Notice = z.infer<typeof Notice>;

/** What an import made. */
export interface ImportReport {
  name: string;
  country: string;
  /** west, south, east, north in degrees */
  bbox: readonly [number, number, number, number];
  /** Date of the map's data, "2021-04-21"; "" where the extract does not say. */
  version: string;
  counts: {
    nodes: number;
    roads: number;
    turns: number;
    features: number;
    /** Doors that only the map knew, and those of the register. */
    addresses: number;
    registerAddresses: number;
    stores: number;
  };
  notices: readonly Notice[];
}

export const noticesOf = (staging: Staging): Notice[] => z.array(Notice).parse(staging.kept("notices") ?? []);
