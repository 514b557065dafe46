import { systemClock } from "../../clock.ts";
import { Fault, isCurrency } from "../../contract/index.ts";
import { originOf } from "../../service/index.ts";
import { folderWay } from "../folder-way.ts";
import {
  checkIppSettings,
  type IppLimits,
  type IppSecrets,
  type IppSettings,
  openIppPrinter,
  usualIppSettings,
} from "../ipp/index.ts";
import { ippWay } from "../ipp-way.ts";
import { eventFaults, mappingFaults, pingenFaults } from "../provider/check-settings.ts";
import {
  openProvider,
  type PrintProvider,
  type ProviderSecrets,
  type ProviderSettings,
  providerWay,
} from "../provider/index.ts";
import type { PrintWay } from "../way.ts";
import { mostMoney, mostPieces, type PrintServiceSettings, printServiceKinds } from "./settings.ts";

export function ippSettingsOf({ address, inside, authority, user }: PrintServiceSettings): IppSettings {
  return { ...usualIppSettings, address: address.trim(), inside, authority, user: user.trim() };
}

/** What secrets a service has, by its kind. */
export type PrintServiceSecrets = IppSecrets & ProviderSecrets;

function providerSettings({ kind, pingen, mapping, events, providerInside }: PrintServiceSettings): ProviderSettings {
  if (kind === "pingen") return { kind, pingen, inside: providerInside };
  return { kind: "provider", mapping: { ...mapping, ...events }, inside: providerInside };
}

export const isProvider = ({ kind }: Pick<PrintServiceSettings, "kind">): boolean =>
  kind === "pingen" || kind === "provider";

/** The provider of a service that has been checked. @throws Fault where its secret is missing */
export function providerOf(settings: PrintServiceSettings, secrets: PrintServiceSecrets): PrintProvider {
  return openProvider(providerSettings(settings), secrets, systemClock);
}

/** Where letters of a service go, in a word: another one knows nothing of them. */
export function placeOfService(settings: PrintServiceSettings): string {
  const { kind, folder, address, pingen, mapping } = settings;
  if (kind === "folder") return folder;
  if (kind === "ipp") return address.trim();
  if (kind === "pingen") return [pingen.server.trim() || pingen.environment, pingen.organisation.trim()].join(" ");
  return originOf(mapping.address);
}

/** What is wrong with where letters go. */
function placeFaults(settings: PrintServiceSettings, secrets: PrintServiceSecrets): Fault[] {
  const { kind, pingen, mapping, events } = settings;
  // From an environment variable it may be anything.
  if (!printServiceKinds.includes(kind))
    return [new Fault("print-service.kind", { kinds: printServiceKinds.join(", ") })];
  if (kind === "folder") return [];
  if (kind === "ipp") return checkIppSettings(ippSettingsOf(settings), secrets);
  const faults = kind === "pingen" ? pingenFaults(pingen) : mappingFaults(mapping);
  // Without a secret nobody listens.
  if (kind === "provider" && (secrets.eventSecret ?? "").trim() !== "") faults.push(...eventFaults(events));
  if (faults.length > 0) return faults;
  try {
    providerOf(settings, secrets);
    return [];
  } catch (error) {
    if (error instanceof Fault) return [error];
    throw error;
  }
}

/** All that is wrong with the settings of a service. */
export function checkPrintService(settings: PrintServiceSettings, secrets: PrintServiceSecrets): Fault[] {
  const { pieces, budget, pricePiece, pricePerSheet, currency } = settings;
  const faults = placeFaults(settings, secrets);
  const isAmount = (value: number) => value >= 0 && value <= mostMoney;
  if (!(Number.isInteger(pieces) && pieces >= 0 && pieces <= mostPieces))
    faults.push(new Fault("print-service.pieces"));
  if (![budget, pricePiece, pricePerSheet].every(isAmount)) faults.push(new Fault("print-service.money"));
  if (!isCurrency(currency)) faults.push(new Fault("print-service.currency", { currency }));
  if (budget > 0 && pricePiece === 0 && pricePerSheet === 0) faults.push(new Fault("print-service.no-price"));
  return faults;
}

/**
 * The way of a service.
 * @param title what a printer's display says of a job
 * @param limits what a printer has time for; absent: the usual
 * @throws Fault where the settings do not do
 */
export function openPrintService(
  settings: PrintServiceSettings,
  secrets: PrintServiceSecrets,
  title: string,
  limits?: IppLimits,
): PrintWay {
  const [fault] = checkPrintService(settings, secrets);
  if (fault !== undefined) throw fault;
  if (settings.kind === "folder") return folderWay(settings.folder, { followed: true });
  if (isProvider(settings)) return providerWay(providerOf(settings, secrets), systemClock);
  return ippWay(openIppPrinter(ippSettingsOf(settings), secrets, limits), title);
}
