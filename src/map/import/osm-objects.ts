import { basename } from "node:path";
import { parse } from "osm-pbf-parser-node";
import { Fault } from "../../contract/index.ts";
import { denseNodesAreWhole } from "./dense-nodes.ts";

/** Tags of an OpenStreetMap object; the readers of tags know no other type. */
export type Tags = Readonly<Record<string, string>>;

export interface OsmNode {
  type: "node";
  id: number;
  lon: number;
  lat: number;
  tags?: Tags;
}
export interface OsmWay {
  type: "way";
  id: number;
  refs: number[];
  tags?: Tags;
}
export interface OsmMember {
  type: "node" | "way" | "relation";
  ref: number;
  role: string;
}
export interface OsmRelation {
  type: "relation";
  id: number;
  members: OsmMember[];
  tags?: Tags;
}
export type OsmObject = OsmNode | OsmWay | OsmRelation;

const list = (keys: string): string[] => keys.trim().split(/\s+/u);
const address = list("housenumber street place city postcode country interpolation").map((key) => `addr:${key}`);
const access = list("access vehicle motor_vehicle motorcar bicycle foot");
const kinds = list("amenity shop tourism historic railway natural man_made leisure office");

const nodeKeys = [...address, ...access, ...kinds, ...list("barrier locked entrance name place population station")];
const wayKeys = [
  ...address,
  ...access,
  ...kinds,
  ...list(`highway name ref junction service surface tracktype smoothness oneway oneway:bicycle cycleway cycleway:left
    cycleway:right cycleway:both maxspeed maxspeed:type source:maxspeed zone:maxspeed zone:traffic lit sidewalk
    sidewalk:left sidewalk:right sidewalk:both bridge tunnel covered layer area motorroad indoor toll route sac_scale
    mtb:scale building building:part landuse waterway water wetland aeroway place boundary admin_level location parking
    type postal_code intermittent ISO3166-1 ISO3166-1:alpha2`),
];
const relationKeys = [
  ...wayKeys,
  "except",
  ...["", ":motorcar", ":motor_vehicle", ":bicycle", ":foot"].map((vehicle) => `restriction${vehicle}`),
];

/**
 * The objects of an inflated block, with the tags that anything is made of. (The library's function takes the filter of
 * tags itself where its types name an options object.)
 * @throws Fault map.import-damaged
 */
export function objectsOf(data: Buffer, language: string | undefined, path: string, at: number): OsmObject[] {
  const translated = language === undefined ? [] : [`name:${language}`];
  const filter = {
    node: [...nodeKeys, ...translated],
    way: [...wayKeys, ...translated],
    relation: [...relationKeys, ...translated],
  };
  const damaged = (cause?: unknown) => new Fault("map.import-damaged", { file: basename(path), at }, { cause });
  let objects: OsmObject[];
  try {
    if (!denseNodesAreWhole(data)) throw damaged();
    objects = parse(data, filter as object) as OsmObject[];
  } catch (error) {
    throw error instanceof Fault ? error : damaged(error);
  }
  // Ids beyond are damage: no map has them, and no table could keep them.
  if (!objects.every(({ id }) => Number.isSafeInteger(id))) throw damaged();
  return objects;
}

/** The name that is written on the map: in the chosen language where there is one. */
export function nameOf(tags: Tags, language: string | undefined): string {
  return (language === undefined ? undefined : tags[`name:${language}`]) ?? tags.name ?? "";
}
