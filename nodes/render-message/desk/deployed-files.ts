import type { NodeAPI } from "node-red";
import { Fault } from "../../../src/contract/index.ts";
import type { MapSettings } from "../../shared/draw-map.ts";
import type { SavedNode } from "../flow-before.ts";

/**
 * Whoever may only read has no other files of a map read than deployed maps read: a list of stores, or a picture, could be any
 * file of this machine.
 * @throws Fault message.map-deploy
 */
export function checkFiles(
  RED: NodeAPI,
  { storesFrom, storesFile, logo, fallback, fallbackPicture }: MapSettings,
): void {
  const asked = {
    storesFile: storesFrom === "file" ? storesFile : "",
    logo,
    fallbackPicture: fallback === "picture" ? fallbackPicture : "",
  };
  const maps: SavedNode[] = [];
  RED.nodes.eachNode((node) => {
    if (node.type === "route-map") maps.push(node as unknown as SavedNode);
  });
  for (const [name, file] of Object.entries(asked))
    if (file !== "" && !maps.some((map) => map[name] === file)) throw new Fault("message.map-deploy");
}
