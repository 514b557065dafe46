import type { NodeAPI } from "node-red";
import { Fault, type MapPart, type Recipient } from "../../../src/contract/index.ts";
import type { Assets } from "../../../src/store/index.ts";
import { type AskedService, openAsked } from "../../shared/asked-service.ts";
import {
  drawFor,
  homeOf,
  type MapSettings,
  mapSettings,
  readMaterials,
  sampleRecipient,
} from "../../shared/draw-map.ts";
import { mapWords } from "../../shared/map-part.ts";
import type { InFolder, OpenService } from "../../shared/map-services.ts";
import type { MessageChannel } from "../config.ts";
import { checkFiles } from "./deployed-files.ts";

/** The settings of a route map with the pictures that a channel shows, and no others. */
function shownBy(channel: MessageChannel, settings: MapSettings): MapSettings {
  const print = settings.print && channel === "print";
  const video = settings.video && channel === "video";
  const screen = settings.screen && (channel === "email" || channel === "page" || (channel === "video" && !video));
  // What a message will bring is not known here.
  const storesFrom = settings.storesFrom === "property" ? "table" : settings.storesFrom;
  return { ...settings, storesFrom, print, screen, video };
}

async function draw(
  settings: MapSettings,
  service: OpenService,
  recipient: Recipient,
  language: string,
  inFolder: InFolder,
  assets: Pick<Assets, "put">,
): Promise<MapPart> {
  const { print } = service.map.terms;
  if (settings.print && print !== true) throw new Fault(print.reason);
  const materials = await readMaterials(settings, service, inFolder);
  const { location, address } = homeOf(recipient);
  const known = location !== undefined || address !== undefined;
  const drawn = await drawFor(settings, service, materials, {
    ...(known && { place: { location, address } }),
    language,
  });
  const { vector, image, imageType, video } = drawn;
  return {
    ...mapWords(drawn, language),
    ...(vector !== undefined && { vector: await assets.put(vector, "application/pdf") }),
    ...(image !== undefined && { image: await assets.put(image, imageType) }),
    ...(video !== undefined && { video: await assets.put(video, "image/jpeg") }),
  };
}

/** What a form sends of the route map before its node. */
export interface AskedMap {
  /** Its values; null: there is none. */
  map: Record<string, unknown> | null;
  service: AskedService;
}

type Home = Pick<Recipient, "postalAddress" | "location">;

export interface SampleMaps {
  home: Home;
  map?: Record<string, MapPart>;
  /** Why there is none. */
  fault?: Fault;
}

/**
 * A home that the map before the node knows, and the map that it would write. A service without an area knows nobody: the
 * map shows the store.
 * @param given somebody's own; absent: somebody's in the area of the map
 */
export async function sampleMaps(
  RED: NodeAPI,
  asked: AskedMap,
  channel: MessageChannel,
  given: Home | undefined,
  language: string,
  inFolder: InFolder,
  assets: Pick<Assets, "put">,
): Promise<SampleMaps> {
  let home = given ?? {};
  try {
    const settings = asked.map === null ? undefined : shownBy(channel, mapSettings(asked.map));
    const service = openAsked(RED, asked.service, settings?.area ?? "", inFolder, { deployedOnly: true });
    try {
      home = given ?? sampleRecipient(service);
      if (settings === undefined) return { home };
      checkFiles(RED, settings);
      const part = await draw(settings, service, { id: "sample", ...home }, language, inFolder, assets);
      return { home, map: { [settings.mapName]: part } };
    } finally {
      await service.release();
    }
  } catch (error) {
    if (error instanceof Fault) return { home, fault: error };
    throw error;
  }
}
