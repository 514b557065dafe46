import type { NodeAPI } from "node-red";
import { Fault } from "../../src/contract/index.ts";
import type { MapPicture } from "../../src/map/index.ts";
import type { MapServiceNode } from "../shared/asked-service.ts";
import { drawFor, type MapAsk, type MapMaterials, readMaterials } from "../shared/draw-map.ts";
import { areaOf, areaSettings, type InFolder, type OpenService, useService } from "../shared/map-services.ts";
import type { RouteMapConfig } from "./config.ts";

/** What a deployed route map draws with. */
export interface OpenMap {
  /** Rejects with what is wrong with the settings; it is tried again, for a file may come later. */
  ready(): Promise<{ service: OpenService; materials: MapMaterials }>;
  /** `offline`: no provider is asked; its area file draws, where it has one. @throws Fault map.…, `play.no-provider` */
  draw(ask: MapAsk, offline?: boolean): Promise<MapPicture>;
  close(): Promise<void>;
}

/**
 * The map of a node: its service, and the files that its settings name, read once.
 * A map that may not be printed is no map where print is asked for.
 */
export function openMap(RED: NodeAPI, config: RouteMapConfig, inFolder: InFolder): OpenMap {
  let own: OpenService | undefined;
  let behind: OpenService | undefined;
  let read: Promise<MapMaterials> | undefined;

  function service(): OpenService {
    if (config.service === "") {
      own ??= useService(areaSettings(config.area, inFolder));
      return own;
    }
    const node = RED.nodes.getNode(config.service) as MapServiceNode | null;
    if (node?.opened === undefined) throw new Fault("map.service-missing");
    return node.opened;
  }
  async function ready() {
    const present = service();
    read ??= readMaterials(config, present, inFolder);
    try {
      return { service: present, materials: await read };
    } catch (error) {
      read = undefined;
      throw error;
    }
  }
  /** What draws without anybody being asked. */
  function areaBehind(online: OpenService): OpenService {
    const area = areaOf(online.settings);
    if (online.settings.kind === "area") return online;
    if (area === undefined) throw new Fault("play.no-provider");
    behind ??= useService({ kind: "area", area });
    return behind;
  }
  return {
    ready,
    async draw(ask, offline = false) {
      const { service: online, materials } = await ready();
      const present = offline ? areaBehind(online) : online;
      const { print } = present.map.terms;
      if (config.print && print !== true) throw new Fault(print.reason);
      const picture = await drawFor(config, present, materials, ask);
      if (config.print && picture.print !== true) throw new Fault(picture.print.reason);
      return picture;
    },
    async close() {
      await Promise.all([own?.release(), behind?.release()]);
    },
  };
}
