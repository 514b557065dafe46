/** Where letters are printed, for all nodes that choose it. */
export interface PrintServiceSettings {
  kind: "folder" | "ipp";
  /** Of a folder. */
  folder: string;
  /** Of a printer or a queue of CUPS: `ipps://printer.example/ipp/print`. */
  address: string;
  /** The printer is meant to lie in a private network. */
  inside: boolean;
  /** PEM of who signed the printer's certificate, or of that itself; empty: the usual ones. */
  authority: string;
  user: string;
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

export const usualPrintService: PrintServiceSettings = {
  kind: "folder",
  folder: "",
  address: "",
  inside: true,
  authority: "",
  user: "",
  live: true,
  pieces: 0,
  budget: 0,
  pricePiece: 0,
  pricePerSheet: 0,
  currency: "EUR",
};

export const mostPieces = 10_000_000;
export const mostMoney = 10_000_000;
