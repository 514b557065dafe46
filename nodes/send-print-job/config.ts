/** Send print job as Node-RED saves it. */
export interface SendPrintJobConfig {
  version: number;
  name: string;
  campaign: string;
  /** Id of the print service; empty: `folder`. */
  service: string;
  /** Without a service: print folder, relative to the user directory; empty: `letters`. */
  folder: string;
  /** PWG 5101.1; empty: A4. */
  media: string;
  /** IPP keywords, RFC 8011. */
  sides: "one-sided" | "two-sided-long-edge" | "two-sided-short-edge";
  colour: "color" | "monochrome";
  copies: number;
  /** IPP `media-source`; empty: the printer chooses. */
  tray: string;
  /** Words of IPP `finishings`, separated by commas; empty: none. */
  finishing: string;
  /** As the print room calls it; for the ticket of a print folder alone. */
  envelope: string;
  postage: string;
  /** An address at which no letter arrives: `report` sends none and says why, `print` prints it all the same. */
  address: "report" | "print";
  /** Minutes for which a letter can be taken back; 0: it goes at once. */
  hold: number;
}

export const a4 = "iso_a4_210x297mm";
/** Minutes. */
export const longestHold = 43_200;

export const defaults: SendPrintJobConfig = {
  version: 2,
  name: "",
  campaign: "",
  service: "",
  folder: "",
  media: "",
  sides: "one-sided",
  colour: "color",
  copies: 1,
  tray: "",
  finishing: "",
  envelope: "",
  postage: "",
  address: "report",
  hold: 0,
};

/**
 * Brings a node saved by an earlier version to the present shape; from an environment variable numbers come as text. A node
 * of version 1 has a folder and no service: its letters go where they went, at once, whatever the address.
 */
export function migrate(saved: Partial<SendPrintJobConfig>): SendPrintJobConfig {
  // The editor gives a node of an earlier version the later settings, undefined.
  const given = Object.fromEntries(Object.entries(saved).filter(([, value]) => value !== undefined));
  const before: Partial<SendPrintJobConfig> = Number(saved.version ?? 1) < 2 ? { address: "print" } : {};
  const node: SendPrintJobConfig = { ...defaults, ...before, ...given, version: defaults.version };
  const hold = Number(node.hold);
  const fits = hold >= 0 && hold <= longestHold;
  return { ...node, copies: Number(node.copies), hold: fits ? hold : defaults.hold };
}

/** The finishings of a node, one by one. */
export const finishingsOf = ({ finishing }: SendPrintJobConfig): string[] =>
  finishing
    .split(/[,\s]+/)
    .map((word) => word.trim())
    .filter((word) => word !== "" && word !== "none");
