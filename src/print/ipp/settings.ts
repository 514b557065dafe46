/** A printer, or a queue of CUPS, and how it is spoken with. */
export interface IppSettings {
  /** `ipps://printer.example/ipp/print`, `ipp://cups.example/printers/letters`; port 631 where none is said. */
  address: string;
  /** It is meant to lie in a private network. */
  inside: boolean;
  /**
   * PEM certificates: of who signed the printer's own, beside those that come with Node.js, or the printer's own, which
   * is then taken whatever name it bears. Empty: none.
   */
  authority: string;
  /** Empty: the printer asks for no password. */
  user: string;
  /** Name that jobs are sent under, where no user logs in. */
  sender: string;
}

/** What no flow file holds. */
export interface IppSecrets {
  password?: string;
}

/** Milliseconds that a printer has, and bytes of its answer. */
export interface IppLimits {
  /** Until the connection stands, with TLS. */
  connect: number;
  /** That it may say and take nothing. A printer takes a document as fast as it prints where it keeps none. */
  silence: number;
  /** For a question and its answer, neither of which is long. */
  question: number;
  /** For one request with its document and its answer. */
  whole: number;
  answer: number;
}

export const usualIppSettings: IppSettings = {
  address: "",
  inside: true,
  authority: "",
  user: "",
  sender: "belle-histoire",
};

export const usualIppLimits: IppLimits = {
  connect: 10_000,
  silence: 60_000,
  question: 120_000,
  whole: 3_600_000,
  answer: 16_000_000,
};
