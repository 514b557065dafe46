import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { basename } from "node:path";
import * as z from "zod";
import { Fault } from "../../contract/index.ts";

const Box = z
  .tuple([
    z.number().min(-180).max(180),
    z.number().min(-90).max(90),
    z.number().min(-180).max(180),
    z.number().min(-90).max(90),
  ])
  .refine(([west, south, east, north]) => west < east && south < north);

/** What an area is made of, and how. Paths are as the process sees them. */
export const ImportOptions = z.object({
  /** The extract, an `.osm.pbf`. */
  osm: z.string().min(1),
  /** A CSV of addresses, plain or `.gz`: the Base Adresse Nationale, or one like it. */
  addresses: z.string().min(1).optional(),
  /** A zip with a shapefile of water polygons: the sea. */
  water: z.string().min(1).optional(),
  /** A CSV of stores. */
  stores: z.string().min(1).optional(),
  /** The area file that is made, or replaced. */
  out: z.string().min(1),
  /** Absent: the largest place of the extract. */
  name: z.string().min(1).max(200).optional(),
  /** ISO 3166-1 alpha-2; absent: what most addresses of the extract say, else FR. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/u)
    .optional(),
  /** west, south, east, north in degrees: what lies outside is cut off; absent: what the extract says of itself */
  bbox: Box.optional(),
  /** Language of names that the map has in several (`name:fr`); absent: as they are written on the spot. */
  language: z
    .string()
    .regex(/^[a-z]{2,3}(?:-[A-Za-z]{2,8})?$/u)
    .optional(),
});
export type ImportOptions = z.infer<typeof ImportOptions>;

/** @throws Fault map.import-option */
export function parseOptions(options: unknown): ImportOptions {
  const parsed = ImportOptions.safeParse(options);
  if (parsed.success) return parsed.data;
  throw new Fault("map.import-option", { option: String(parsed.error.issues[0]?.path[0] ?? "?") });
}

/** Changes with every change to what an import makes of the same input. */
const importerVersion = 2;

/** Stands for everything that the result depends on: another key, another result. */
export async function keyOf(options: ImportOptions): Promise<string> {
  const { osm, addresses, water, stores, out: _, ...rest } = options;
  const files = [
    fingerprint(osm, "map.import-missing"),
    fingerprint(addresses, "map.csv-missing"),
    fingerprint(water, "map.water-missing"),
    fingerprint(stores, "map.csv-missing"),
  ];
  return JSON.stringify([importerVersion, await Promise.all(files), rest]);
}

const headLength = 64 * 1024;

/** Size, time of the last change and the beginning of a file. */
async function fingerprint(path: string | undefined, missing: string): Promise<string> {
  if (path === undefined) return "";
  const handle = await open(path, "r").catch((error: unknown) => {
    throw new Fault(missing, { file: basename(path) }, { cause: error });
  });
  try {
    const { size, mtimeMs } = await handle.stat();
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headLength), 0, headLength, 0);
    return `${size} ${mtimeMs} ${createHash("sha256").update(buffer.subarray(0, bytesRead)).digest("hex")}`;
  } catch (error) {
    // A folder can be opened, but not read.
    throw new Fault(missing, { file: basename(path) }, { cause: error });
  } finally {
    await handle.close();
  }
}
