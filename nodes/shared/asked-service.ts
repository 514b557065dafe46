import type { Node, NodeAPI } from "node-red";
import * as z from "zod";
import { Fault } from "../../src/contract/index.ts";
import {
  type MapServiceConfig,
  type MapServiceCredentials,
  migrate,
  defaults as serviceDefaults,
} from "../map-service/config.ts";
import { valuesOf } from "./form-values.ts";
import { areaSettings, type InFolder, type OpenService, serviceSettings, useService } from "./map-services.ts";

/** What a deployed map service shows to the nodes that chose it. */
export interface MapServiceNode extends Node<MapServiceCredentials> {
  config: MapServiceConfig;
  /** Undefined where its settings do not fit; it says so itself. */
  opened: OpenService | undefined;
}

/** A map service as a form sends it, deployed or not; null: none was chosen. */
export const AskedService = z
  .object({
    id: z.string(),
    config: z.record(z.string(), z.unknown()),
    /** What was typed and not yet deployed. */
    secrets: z.object({ key: z.string().optional(), signingSecret: z.string().optional() }),
  })
  .nullable();
export type AskedService = z.infer<typeof AskedService>;

/** Where calls go, and what carries the key. */
const places = ["kind", "url", "tiles", "routeUrl", "geocodeUrl", "imageUrl", "keyHeader", "inside"] as const;

/**
 * Opens the service of a form. The deployed node's secrets go only where the deployed node would send them: a form cannot
 * have them sent elsewhere.
 *
 * @param area of a map that names no service
 * @param use `deployedOnly`: whoever may only read has no other address called than the deployed ones; `callsNothing`: the
 * service is asked for its terms only, which need no key
 * @throws Fault map.service-setting, map.service-deploy, map.service-variable, and those of opening
 */
export function openAsked(
  RED: NodeAPI,
  asked: AskedService,
  area: string,
  inFolder: InFolder,
  { deployedOnly = false, callsNothing = false }: { deployedOnly?: boolean; callsNothing?: boolean } = {},
): OpenService {
  if (asked === null) return useService(areaSettings(area, inFolder));
  const node = RED.nodes.getNode(asked.id) as MapServiceNode | null;
  const deployed = node?.config;
  // Whoever may only read is told of no variable that a deploy has not put into this very field.
  const readOnly = deployedOnly || callsNothing;
  const filled = (name: string, field: string) => {
    if (!readOnly) return process.env[name] ?? "";
    const value = deployed?.[field as keyof MapServiceConfig] ?? "";
    if (value === "") throw new Fault("map.service-variable", { setting: field });
    return value;
  };
  const config = migrate(valuesOf(asked.config, serviceDefaults, filled) as Partial<MapServiceConfig>);
  const settings = serviceSettings(config, inFolder);
  const same = deployed !== undefined && places.every((name) => deployed[name] === config[name]);
  if (deployedOnly && config.kind !== "area" && !same) throw new Fault("map.service-deploy");
  const { credentials } = node ?? {};
  const secret = (typed: string | undefined, kept: string | undefined) => {
    if (typed !== undefined && typed.trim() !== "") return typed.trim();
    return callsNothing ? "stand-in" : same ? kept : undefined;
  };
  return useService(settings, {
    key: secret(asked.secrets.key, credentials?.key),
    signingSecret: secret(asked.secrets.signingSecret, credentials?.signingSecret),
  });
}
