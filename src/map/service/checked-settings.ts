import { Fault } from "../../contract/index.ts";
import { checkedAddress, hostOf, keepsSecrets } from "./address.ts";
import { googleAddresses } from "./google.ts";
import { ignAddresses } from "./ign.ts";
import type { ServiceSecrets, ServiceSettings } from "./settings.ts";

export type OnlineSettings = Exclude<ServiceSettings, { kind: "area" }>;

/** Header names of RFC 9110 §5.1. */
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/u;
/** Headers that a key may not take the place of. */
const taken = /^(host|content-.*|connection|transfer-encoding|cookie|user-agent|accept.*)$/iu;

/** The addresses of a service by the names of their settings, as they are called. */
function addressesOf(settings: OnlineSettings): [setting: string, address: string][] {
  const or = (written: string, own: string) => written.trim() || own;
  switch (settings.kind) {
    case "osrm":
      return [["url", settings.url], ...present(settings, ["tiles"])];
    case "ign":
      return [
        ["routeUrl", or(settings.routeUrl, ignAddresses.route)],
        ["geocodeUrl", or(settings.geocodeUrl, ignAddresses.geocode)],
        ...present(settings, ["tiles"]),
      ];
    case "google":
      return [
        ["routeUrl", or(settings.routeUrl, googleAddresses.route)],
        ["geocodeUrl", or(settings.geocodeUrl, googleAddresses.geocode)],
        ["imageUrl", or(settings.imageUrl, googleAddresses.image)],
      ];
    case "custom":
      return present(settings, ["routeUrl", "geocodeUrl", "imageUrl", "tiles"]);
  }
}

function present<Name extends string>(
  settings: Readonly<Record<Name, string>>,
  names: readonly Name[],
): [string, string][] {
  return names.map((name): [string, string] => [name, settings[name]]).filter(([, address]) => address.trim() !== "");
}

/**
 * The hosts that a service may call, with their ports, once everything that is wrong with its settings is told.
 * @throws Fault map.service-…
 */
export function hostsOf(settings: OnlineSettings, secrets: ServiceSecrets): ReadonlySet<string> {
  const addresses = addressesOf(settings).map(([setting, written]) => checkedAddress(written, setting));
  if (addresses.length === 0) throw new Fault("map.service-empty");
  const draws = settings.fallbackArea !== "" || settings.kind === "google" || settings.tiles.trim() !== "";
  if (!draws && !(settings.kind === "custom" && settings.imageUrl.trim() !== ""))
    throw new Fault("map.service-no-drawing");
  const key = secrets.key ?? "";
  const sent = settings.kind === "google" || (settings.kind === "custom" && settings.keyHeader.trim() !== "");
  if (sent && key === "") throw new Fault("map.service-key");
  if (
    settings.kind === "custom" &&
    sent &&
    (!token.test(settings.keyHeader.trim()) || taken.test(settings.keyHeader.trim()))
  )
    throw new Fault("map.service-key-header");
  if (sent && !/^[\x21-\x7e]+$/u.test(key)) throw new Fault("map.service-key-form");
  const open = sent && addresses.find((address) => !keepsSecrets(address, settings.inside));
  if (typeof open === "string") throw new Fault("map.service-key-open", { host: hostOf(open) });
  return new Set(addresses.map(hostOf));
}
