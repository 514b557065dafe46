import { Fault, isCurrency } from "../../contract/index.ts";
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
import type { PrintWay } from "../way.ts";
import { mostMoney, mostPieces, type PrintServiceSettings } from "./settings.ts";

export function ippSettingsOf({ address, inside, authority, user }: PrintServiceSettings): IppSettings {
  return { ...usualIppSettings, address: address.trim(), inside, authority, user: user.trim() };
}

/** All that is wrong with the settings of a service. */
export function checkPrintService(settings: PrintServiceSettings, secrets: IppSecrets): Fault[] {
  const { kind, pieces, budget, pricePiece, pricePerSheet, currency } = settings;
  const faults = kind === "ipp" ? checkIppSettings(ippSettingsOf(settings), secrets) : [];
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
  secrets: IppSecrets,
  title: string,
  limits?: IppLimits,
): PrintWay {
  const [fault] = checkPrintService(settings, secrets);
  if (fault !== undefined) throw fault;
  if (settings.kind === "folder") return folderWay(settings.folder, { followed: true });
  return ippWay(openIppPrinter(ippSettingsOf(settings), secrets, limits), title);
}
