import { join } from "node:path";
import type { Node, NodeAPI, NodeDef } from "node-red";
import { importArea } from "../../src/map/import/index.ts";
import { usePool } from "../../src/pool.ts";
import type { MapServiceNode } from "../shared/asked-service.ts";
import { inWords } from "../shared/in-words.ts";
import { serviceSettings, useService } from "../shared/map-services.ts";
import { inUserFolder } from "../shared/user-folder.ts";
import { type MapServiceConfig, type MapServiceCredentials, migrate } from "./config.ts";
import { deskRoutes } from "./desk-routes.ts";
import { type Importer, openImporter, type RunImport, targetOf } from "./importer.ts";
import { type OsrmDoor, openOsrmDoor } from "./osrm-door.ts";
import { uploadsIn } from "./uploads.ts";

/** Map service: where ways, places and pictures come from, for all route maps that choose it. */
export default function register(RED: NodeAPI): void {
  const inFolder = (path: string) => inUserFolder(RED, path);
  // Imports belong to forms, not to deployed nodes: none goes on behind a deploy.
  const runImport: RunImport = async (options, onProgress, signal) => {
    const stop = () => void importer.cancelAll();
    RED.events.on("flows:stopping", stop);
    try {
      return await importArea(options, onProgress, signal);
    } finally {
      RED.events.off("flows:stopping", stop);
    }
  };
  const importer: Importer = openImporter((file) => targetOf(file, inFolder(""), inFolder), runImport);
  const uploads = uploadsIn(inFolder(join("belle-histoire", "uploads", "areas")));
  uploads.tidy().catch(() => {});

  RED.nodes.registerType<Node<MapServiceCredentials>, NodeDef & MapServiceConfig, object, MapServiceCredentials>(
    "map-service",
    function (def) {
      RED.nodes.createNode(this, def);
      const node = this as MapServiceNode;
      node.config = migrate(def);
      node.opened = undefined;
      const leavePool = usePool();
      const complain = (error: unknown) => this.error(inWords(error, "en"));
      let door: OsrmDoor | undefined;
      try {
        const settings = serviceSettings(node.config, inFolder);
        node.opened = useService(settings, this.credentials);
        const port = String(node.config.osrmPort).trim();
        if (settings.kind === "area" && port !== "") {
          door = openOsrmDoor(settings.area, Number(port), complain);
          door.opened.catch(complain);
        }
      } catch (error) {
        complain(error);
      }
      this.on("close", (_removed: boolean, done: () => void) => {
        Promise.allSettled([importer.cancelAll(), door?.close(), node.opened?.release(), leavePool()]).then(() =>
          done(),
        );
      });
    },
    { credentials: { key: { type: "password" }, signingSecret: { type: "password" } } },
  );
  deskRoutes(RED, importer, uploads);
}
