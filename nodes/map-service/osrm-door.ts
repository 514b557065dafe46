import { Fault } from "../../src/contract/index.ts";
import { serveOsrm } from "../../src/map/index.ts";

/** A port of this machine at which an area file answers as an OSRM server does. */
export interface OsrmDoor {
  /** Resolves once it is open. @throws Fault map.osrm-port, map.service-setting, map.area-… */
  opened: Promise<void>;
  close(): Promise<void>;
}

/** @param failed hears of questions that could not be answered */
export function openOsrmDoor(area: string, port: number, failed: (error: unknown) => void): OsrmDoor {
  const open = async () => {
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw new Fault("map.service-setting", { setting: "osrmPort" });
    try {
      return await serveOsrm(area, { port, onError: failed });
    } catch (error) {
      if (error instanceof Fault) throw error;
      const { code = "" } = error as { code?: string };
      throw new Fault("map.osrm-port", { port: String(port), code });
    }
  };
  const server = open();
  return {
    opened: server.then(() => {}),
    async close() {
      // One that could not be opened has nothing to close.
      await (await server.catch(() => undefined))?.close();
    },
  };
}
