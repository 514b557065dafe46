import type { PrintServiceSettings } from "../../src/print/service/settings.ts";
import { usualPrintService } from "../../src/print/service/settings.ts";

/** The print service as Node-RED saves it; from an environment variable numbers come as text. */
export interface PrintServiceConfig extends Omit<PrintServiceSettings, Amount> {
  version: number;
  name: string;
  pieces: number | string;
  budget: number | string;
  pricePiece: number | string;
  pricePerSheet: number | string;
}

type Amount = "pieces" | "budget" | "pricePiece" | "pricePerSheet";

/** What Node-RED saves apart from the flow. */
export interface PrintServiceCredentials {
  password?: string;
}

export const defaults: PrintServiceConfig = {
  version: 1,
  name: "",
  ...usualPrintService,
  // Empty says what 0 says.
  pieces: "",
  budget: "",
  pricePiece: "",
  pricePerSheet: "",
};

/** Brings a service saved by an earlier version to the present shape; from an environment variable all comes as text. */
export function migrate(saved: Partial<PrintServiceConfig>): PrintServiceConfig {
  const given = Object.fromEntries(Object.entries(saved).filter(([, value]) => value !== undefined));
  const node: PrintServiceConfig = { ...defaults, ...given, version: defaults.version };
  const isOn = (value: unknown) => String(value) === "true";
  return { ...node, inside: isOn(node.inside), live: isOn(node.live) };
}

/** A number as people write it, with a comma as well; nothing is 0. */
function amount(value: number | string): number {
  const text = String(value).trim().replace(",", ".");
  return text === "" ? 0 : Number(text);
}

/** The settings as they count: a folder lies in the user directory. */
export function settingsOf(config: PrintServiceConfig, inFolder: (path: string) => string): PrintServiceSettings {
  const { kind, address, inside, authority, user, live } = config;
  return {
    ...{ kind, address, inside, authority, user, live },
    folder: inFolder(config.folder.trim() || "letters"),
    pieces: amount(config.pieces),
    budget: amount(config.budget),
    pricePiece: amount(config.pricePiece),
    pricePerSheet: amount(config.pricePerSheet),
    currency: config.currency.trim().toUpperCase(),
  };
}
