import {
  type EventSettings,
  type MappingSettings,
  type PingenSettings,
  usualEvents,
  usualMapping,
  usualPingen,
} from "../provider/settings.ts";

/** Where letters are printed, for all nodes that choose it. */
export interface PrintServiceSettings {
  kind: PrintServiceKind;
  /** Of a folder. */
  folder: string;
  /** Of a printer or a queue of CUPS: `ipps://printer.example/ipp/print`. */
  address: string;
  /** The printer is meant to lie in a private network. */
  inside: boolean;
  /** PEM of who signed the printer's certificate, or of that itself; empty: the usual ones. */
  authority: string;
  user: string;
  pingen: PingenSettings;
  mapping: MappingSettings;
  events: EventSettings;
  /** A provider is meant to lie in a private network. */
  providerInside: boolean;
  /** False: every letter goes into the campaign's folder of tests, and none to the service. */
  live: boolean;
  /** Most pieces of a day; 0: no limit. */
  pieces: number;
  /** Most that a day may cost, in units of the currency; 0: no limit. */
  budget: number;
  /** What a piece costs, whatever its sheets. */
  pricePiece: number;
  pricePerSheet: number;
  /** ISO 4217. */
  currency: string;
}

/** `provider`: a print-and-mail provider whose calls are described. */
export const printServiceKinds = ["folder", "ipp", "pingen", "provider"] as const;
type PrintServiceKind = (typeof printServiceKinds)[number];

export const usualPrintService: PrintServiceSettings = {
  kind: "folder",
  folder: "",
  address: "",
  inside: true,
  authority: "",
  user: "",
  pingen: usualPingen,
  mapping: usualMapping,
  events: usualEvents,
  providerInside: false,
  live: true,
  pieces: 0,
  budget: 0,
  pricePiece: 0,
  pricePerSheet: 0,
  currency: "EUR",
};

export const mostPieces = 10_000_000;
export const mostMoney = 10_000_000;
