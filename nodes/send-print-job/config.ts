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
  /** Minutes for which a letter, or a batch from its closing on, can be taken back; 0: it goes at once. */
  hold: number;
  /** Each letter by itself, or many in a file. */
  mode: "letters" | "batches";
  /** Letters with which a batch is closed. */
  most: number;
  /** Minutes after its first letter at which a batch is closed; 0: never by age. */
  age: number;
  /** Times of day at which batches are closed, `HH:MM`, separated by commas; empty: none. */
  cutOffs: string;
  /** Times of day count on working days alone. */
  workingDays: boolean;
  /** Whose public holidays are no working days: `FR`, `DE-BY`; empty: weekends only. */
  country: string;
  /** A batch of more letters waits for a person's approval; 0: none does. */
  approveAbove: number;
  /** A batch that costs more, in the currency of the service, waits for it as well; 0: none does. */
  approveCost: number;
  /** In the order of postal codes. */
  presort: boolean;
  /** Of those of one name at one address, the first alone. */
  household: boolean;
  /** A letter that is not as it should be: left out and told, the whole batch stops, or printed all the same. */
  faults: "skip" | "stop" | "print";
  /** A code on each sheet that an inserter reads. */
  controlMarks: boolean;
  /** Letters of a proof: from the beginning, and those with the longest names and addresses. */
  proofFirst: number;
  proofWorst: number;
}

export const a4 = "iso_a4_210x297mm";
/** Minutes. */
export const longestHold = 43_200;
export const longestAge = 43_200;
/** A file has at most so many pages, and a letter at least one. */
export const mostPages = 8_000;
export const mostProof = 100;

export const defaults: SendPrintJobConfig = {
  version: 3,
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
  mode: "letters",
  most: 500,
  age: 60,
  cutOffs: "",
  workingDays: true,
  country: "",
  approveAbove: 0,
  approveCost: 0,
  presort: true,
  household: false,
  faults: "skip",
  controlMarks: false,
  proofFirst: 3,
  proofWorst: 3,
};

/**
 * Brings a node saved by an earlier version to the present shape; from an environment variable all comes as text. A node
 * of version 1 has a folder and no service: its letters go where they went, at once, whatever the address. One of version 2
 * prints letter by letter.
 */
export function migrate(saved: Partial<SendPrintJobConfig>): SendPrintJobConfig {
  // The editor gives a node of an earlier version the later settings, undefined.
  const given = Object.fromEntries(Object.entries(saved).filter(([, value]) => value !== undefined));
  const before: Partial<SendPrintJobConfig> = Number(saved.version ?? 1) < 2 ? { address: "print" } : {};
  const node: SendPrintJobConfig = { ...defaults, ...before, ...given, version: defaults.version };
  const isOn = (value: unknown) => String(value) === "true";
  return {
    ...node,
    copies: Number(node.copies),
    hold: between(node.hold, 0, longestHold, defaults.hold),
    most: Math.floor(between(node.most, 1, mostPages, defaults.most)),
    age: between(node.age, 0, longestAge, defaults.age),
    approveAbove: between(node.approveAbove, 0, Number.MAX_SAFE_INTEGER, defaults.approveAbove),
    approveCost: between(node.approveCost, 0, Number.MAX_SAFE_INTEGER, defaults.approveCost),
    proofFirst: Math.floor(between(node.proofFirst, 0, mostProof, defaults.proofFirst)),
    proofWorst: Math.floor(between(node.proofWorst, 0, mostProof, defaults.proofWorst)),
    workingDays: isOn(node.workingDays),
    presort: isOn(node.presort),
    household: isOn(node.household),
    controlMarks: isOn(node.controlMarks),
  };
}

/** A number as people write it, with a comma as well; what is none, or out of bounds, is `usual`. */
function between(value: unknown, least: number, most: number, usual: number): number {
  const number = Number(String(value).trim().replace(",", "."));
  return String(value).trim() !== "" && number >= least && number <= most ? number : usual;
}

const isTime = (text: string) => /^([01]?\d|2[0-3]):[0-5]\d$/.test(text);
const wordsOf = (text: string) =>
  text
    .split(/[,;\s]+/)
    .map((word) => word.trim())
    .filter((word) => word !== "");

/** Whether all that is written are times of day. */
export const areTimes = (text: string): boolean => wordsOf(text).every(isTime);

/** The times of day of a node, `HH:MM`, one by one. */
export const cutOffsOf = ({ cutOffs }: SendPrintJobConfig): string[] =>
  wordsOf(cutOffs)
    .filter(isTime)
    .map((time) => time.padStart(5, "0"));

/** The finishings of a node, one by one. */
export const finishingsOf = ({ finishing }: SendPrintJobConfig): string[] =>
  wordsOf(finishing).filter((word) => word !== "none");
