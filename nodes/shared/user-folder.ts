import { isAbsolute, join } from "node:path";
import type { NodeAPI } from "node-red";

/** A path of the configuration: relative ones count from Node-RED's user directory. */
export function inUserFolder(RED: NodeAPI, path: string): string {
  return isAbsolute(path) ? path : join(String(RED.settings.userDir ?? process.cwd()), path);
}
