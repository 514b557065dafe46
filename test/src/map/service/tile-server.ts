import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../../free-port.ts";

export interface TileServer {
  /** Of the TileJSON of the tiles. */
  url: string;
  close(): Promise<void>;
}

/**
 * The npm package `tileserver-gl-light` and a file of vector tiles, in the folder that BELLE_HISTOIRE_TILESERVER names:
 * `node_modules/tileserver-gl-light` and `data/monaco.mbtiles` (Debian's `tilemaker` makes it of the extract, with the
 * configuration of OpenMapTiles that comes with it).
 */
export function tileServerFolder(): string | undefined {
  const folder = process.env.BELLE_HISTOIRE_TILESERVER;
  const needed = ["node_modules/tileserver-gl-light", "data/monaco.mbtiles"];
  return folder !== undefined && needed.every((path) => existsSync(join(folder, path))) ? folder : undefined;
}

/** Starts it on this machine and waits until it listens. */
export async function startTileServer(folder: string): Promise<TileServer> {
  const port = await freePort();
  const place = mkdtempSync(join(tmpdir(), "belle-histoire-tiles-"));
  const options = { paths: { root: place, mbtiles: join(folder, "data") } };
  const config = { options, styles: {}, data: { town: { mbtiles: "monaco.mbtiles" } } };
  writeFileSync(join(place, "config.json"), JSON.stringify(config));
  const main = join(folder, "node_modules/tileserver-gl-light/src/main.js");
  const command = [main, "--config", join(place, "config.json"), "--port", String(port), "--bind", "127.0.0.1"];
  const child: ChildProcess = spawn(process.execPath, command, { cwd: place, stdio: ["ignore", "pipe", "pipe"] });
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const hear = (part: Buffer) => {
      said.push(String(part));
      if (/Startup complete|Listening/u.test(said.join(""))) resolve();
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("exit", (code) =>
      reject(new Error(`the tile server ended with ${code}: ${said.join("").slice(-2000)}`)),
    );
  });
  return {
    url: `http://127.0.0.1:${port}/data/town.json`,
    async close() {
      child.removeAllListeners("exit");
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
      rmSync(place, { recursive: true, force: true });
    },
  };
}
