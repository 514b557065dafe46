import type { Node, NodeAPI, NodeMessage } from "node-red";
import type { Recipient, Store } from "../../src/contract/index.ts";
import { Fault } from "../../src/contract/index.ts";
import { storesOfMessage } from "../../src/map/stores/from-message.ts";
import { homeOf, type MapAsk } from "../shared/draw-map.ts";
import type { Message } from "../shared/handle-input.ts";
import { placeOfValue } from "../shared/written-place.ts";
import type { PropertyType, RouteMapConfig } from "./config.ts";

/** What a typed input names: a property of the message or of the context, or the answer of an expression. */
function propertyOf(
  RED: NodeAPI,
  node: Node,
  type: PropertyType,
  property: string,
  message: Message,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    RED.util.evaluateNodeProperty(property, type, node, message as NodeMessage, (error, value) =>
      error === null || error === undefined ? resolve(value) : reject(error),
    );
  });
}

/** Where the way begins, or why nobody can tell; an empty place where the message says nothing of it. */
export async function originOf(
  RED: NodeAPI,
  node: Node,
  config: RouteMapConfig,
  message: Message,
): Promise<Pick<MapAsk, "place" | "unknown">> {
  if (config.origin === "recipient") return { place: homeOf(message.recipient as Recipient | undefined) };
  try {
    const value = await propertyOf(RED, node, config.originType, config.originProperty, message);
    return { place: placeOfValue(value, config.country) };
  } catch (error) {
    return { unknown: error instanceof Fault ? error : new Fault("map.origin") };
  }
}

/**
 * The stores that the message brings; undefined where the settings have them. Rows that do not fit are left out.
 * @throws Fault map.stores-message, map.no-stores, and those of `readStoresCsv`
 */
export async function storesFor(
  RED: NodeAPI,
  node: Node,
  config: RouteMapConfig,
  message: Message,
): Promise<Store[] | undefined> {
  if (config.storesFrom !== "property") return undefined;
  const value = await propertyOf(RED, node, config.storesType, config.storesProperty, message).catch(() => {
    throw new Fault("map.stores-message");
  });
  const { stores, problems } = storesOfMessage(value);
  // A list without one whole row: its first problem says more than that it is empty.
  if (stores.length === 0 && problems[0] !== undefined) throw problems[0];
  return stores;
}
