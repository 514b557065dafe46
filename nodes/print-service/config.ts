import {
  type EventSettings,
  type MappingSettings,
  type PingenSettings,
  type StateRow,
  usualEvents,
  usualMapping,
  usualPingen,
} from "../../src/print/provider/settings.ts";
import type { PrintServiceSettings } from "../../src/print/service/settings.ts";
import { usualPrintService } from "../../src/print/service/settings.ts";
import type { BodyRow, HeaderRow } from "../../src/service/settings.ts";

type Amount = "pieces" | "budget" | "pricePiece" | "pricePerSheet";
type Described = "pingen" | "mapping" | "events";
/** The address of a printer, and that of a provider's first call, are fields of their own. */
type Mapping = Omit<MappingSettings, "address" | "headers" | "rows" | "states" | "user" | "keyHours" | "absent">;

/** The print service as Node-RED saves it; from an environment variable numbers come as text. */
export interface PrintServiceConfig
  extends Omit<PrintServiceSettings, Amount | Described>,
    PingenSettings,
    Mapping,
    EventSettings {
  version: number;
  name: string;
  /** Of a provider: the address that a letter is made at. */
  create: string;
  /** Of a provider's `basic`. */
  account: string;
  headers: HeaderRow[];
  rows: BodyRow[];
  states: StateRow[];
  keyHours: number | string;
  absent: number | string;
  /** The unguessable last part of the address at which the provider tells what becomes of letters; empty: there is none. */
  endpoint: string;
  pieces: number | string;
  budget: number | string;
  pricePiece: number | string;
  pricePerSheet: number | string;
}

/** What Node-RED saves apart from the flow. */
export interface PrintServiceCredentials {
  password?: string;
  secret?: string;
  eventSecret?: string;
}

const { pingen: _pingen, mapping: _mapping, events: _events, ...place } = usualPrintService;
const { address: _address, user: _user, ...mapping } = usualMapping;

export const defaults: PrintServiceConfig = {
  version: 2,
  name: "",
  ...place,
  ...usualPingen,
  ...mapping,
  ...usualEvents,
  create: "",
  account: "",
  headers: [],
  rows: [...usualMapping.rows],
  states: [],
  endpoint: "",
  // Empty says what 0 says.
  pieces: "",
  budget: "",
  pricePiece: "",
  pricePerSheet: "",
};

/**
 * Brings a service saved by an earlier version to the present shape; from an environment variable all comes as text. Version
 * 1 knew no providers.
 */
export function migrate(saved: Partial<PrintServiceConfig>): PrintServiceConfig {
  const given = Object.fromEntries(Object.entries(saved).filter(([, value]) => value !== undefined));
  const node: PrintServiceConfig = { ...defaults, ...given, version: defaults.version };
  const isOn = (value: unknown) => String(value) === "true";
  return {
    ...node,
    ...{ inside: isOn(node.inside), live: isOn(node.live) },
    ...{ draft: isOn(node.draft), providerInside: isOn(node.providerInside) },
  };
}

/** A number as people write it, with a comma as well; nothing is 0. */
function amount(value: number | string): number {
  const text = String(value).trim().replace(",", ".");
  return text === "" ? 0 : Number(text);
}

function pingenOf(config: PrintServiceConfig): PingenSettings {
  const { environment, server, identity, organisation, clientId, position, product, draft } = config;
  return { environment, server, identity, organisation, clientId, position, product, draft };
}

function mappingOf(config: PrintServiceConfig): MappingSettings {
  const { create, method, headers, body, rows, file, authentication, account, header } = config;
  const { keyHeader, namePath, statusAddress, statePath, whyPath, states } = config;
  const { findAddress, findPath, keyPath, cancelAddress, cancelMethod, checkAddress } = config;
  return {
    ...{ address: create.trim(), method, headers, body, rows, file, authentication, user: account.trim(), header },
    ...{ keyHeader, keyHours: amount(config.keyHours), absent: amount(config.absent) },
    ...{ namePath, statusAddress, statePath, whyPath, states },
    ...{ findAddress, findPath, keyPath, cancelAddress, cancelMethod, checkAddress },
  };
}

function eventsOf(config: PrintServiceConfig): EventSettings {
  const { signatureHeader, signaturePrefix, encoding, time, timeHeader, timeUnit } = config;
  const { eventName, eventKey, eventState, eventWhy } = config;
  return {
    ...{ signatureHeader, signaturePrefix, encoding, time, timeHeader, timeUnit },
    ...{ eventName, eventKey, eventState, eventWhy },
  };
}

/** The settings as they count: a folder lies in the user directory. */
export function settingsOf(config: PrintServiceConfig, inFolder: (path: string) => string): PrintServiceSettings {
  const { kind, address, inside, authority, user, live, providerInside } = config;
  return {
    ...{ kind, address, inside, authority, user, live, providerInside },
    ...{ pingen: pingenOf(config), mapping: mappingOf(config), events: eventsOf(config) },
    folder: inFolder(config.folder.trim() || "letters"),
    pieces: amount(config.pieces),
    budget: amount(config.budget),
    pricePiece: amount(config.pricePiece),
    pricePerSheet: amount(config.pricePerSheet),
    currency: config.currency.trim().toUpperCase(),
  };
}

/** Below it, of `httpNodeRoot`, are the addresses at which providers tell what becomes of letters. */
export const eventFolder = "/letters";
export const eventPath = (endpoint: string): string => `${eventFolder}/${endpoint}`;
