import { once } from "node:events";
import { serveOsrm } from "../src/map/index.ts";

export interface ServeSettings {
  port: string;
  host: string;
  "allow-origin"?: string;
}

/**
 * Answers the HTTP API v1 of OSRM (route, table, nearest; car, bike, foot) from an area file, until it is interrupted.
 * Answers false where the port is none.
 * @throws Fault map.area-…; the system's error where the port is taken
 */
export async function serveArea(file: string, settings: ServeSettings): Promise<boolean> {
  const port = Number(settings.port);
  if (!/^\d{1,5}$/u.test(settings.port) || port > 65_535) return false;
  const { host, "allow-origin": allowOrigin } = settings;
  const server = await serveOsrm(file, { port, host, allowOrigin, onError: (error) => console.error(error) });
  console.log(`${server.url}/route/v1/car/{longitude},{latitude};{longitude},{latitude}`);
  const stopped = new AbortController();
  const { signal } = stopped;
  await Promise.race(["SIGINT", "SIGTERM"].map((name) => once(process, name, { signal })));
  stopped.abort();
  await server.close();
  return true;
}
