import { createOSMStream } from "osm-pbf-parser-node";
import * as z from "zod";
import type { Position } from "../../../src/contract/index.ts";
import type { AreaAddress } from "../../../src/map/area/content.ts";

const tags = z.record(z.string(), z.string()).optional();
const Item = z.discriminatedUnion("type", [
  z.object({ type: z.literal("node"), id: z.number(), lon: z.number(), lat: z.number(), tags }),
  z.object({ type: z.literal("way"), id: z.number(), refs: z.array(z.number()), tags }),
  z.object({
    type: z.literal("relation"),
    id: z.number(),
    members: z.array(z.object({ type: z.string(), ref: z.number() })),
    tags,
  }),
]);

/**
 * Every house number of an extract, as it is written in the data; what is not written there is completed: the town is
 * Monaco, the postal code 98000, and the street the nearest one with a name.
 */
export async function monacoAddresses(path: string): Promise<AreaAddress[]> {
  const nodes = new Map<number, Position>();
  const ways = new Map<number, Position>();
  const streets: [name: string, at: Position][] = [];
  const found: [tags: Record<string, string>, at: Position][] = [];
  for await (const raw of createOSMStream(path, { withTags: true, withInfo: false })) {
    const parsed = Item.safeParse(raw);
    if (!parsed.success) continue;
    const item = parsed.data;
    let at: Position | undefined;
    if (item.type === "node") {
      at = [item.lon, item.lat];
      nodes.set(item.id, at);
    } else if (item.type === "way") {
      const line = item.refs.flatMap((ref) => nodes.get(ref) ?? []);
      at = middle(item.refs.flatMap((ref) => (nodes.has(ref) ? [nodes.get(ref)!] : [])));
      if (at === undefined || line.length === 0) continue;
      ways.set(item.id, at);
      const name = item.tags?.highway === undefined ? undefined : item.tags.name;
      if (name !== undefined) for (const ref of item.refs) if (nodes.has(ref)) streets.push([name, nodes.get(ref)!]);
    } else {
      at = middle(item.members.flatMap(({ type, ref }) => (type === "way" && ways.has(ref) ? [ways.get(ref)!] : [])));
    }
    if (at !== undefined && item.tags?.["addr:housenumber"] !== undefined) found.push([item.tags, at]);
  }
  return found.map(([tags, location]) => ({
    number: tags["addr:housenumber"]!,
    street: tags["addr:street"] ?? nearest(streets, location),
    postalCode: tags["addr:postcode"] ?? "98000",
    locality: tags["addr:city"] ?? "Monaco",
    location,
  }));
}

function middle(points: readonly Position[]): Position | undefined {
  if (points.length === 0) return undefined;
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  return [Math.round(mean(0) * 1e7) / 1e7, Math.round(mean(1) * 1e7) / 1e7];
}

function nearest(streets: readonly [string, Position][], [lon, lat]: Position): string {
  let [name, best] = ["", Infinity];
  for (const [street, at] of streets) {
    const away = ((at[0] - lon) * 0.72) ** 2 + (at[1] - lat) ** 2;
    if (away < best) [name, best] = [street, away];
  }
  return name;
}
