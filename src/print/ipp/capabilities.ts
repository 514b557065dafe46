import * as z from "zod";
import type { Fault } from "../../contract/index.ts";
import { every, first, groupsOf, strings } from "./attributes.ts";
import type { IppClient } from "./client.ts";
import { keyOf } from "./codec/index.ts";
import { notNow, unfit } from "./ipp-fault.ts";
import { oneLine } from "./one-line.ts";
import { operations, pdf } from "./operations/codes.ts";
import { finishings, type IppTicket } from "./ticket.ts";
import { troublesOf } from "./trouble.ts";

/** What a printer can do, and how it is. A list that it does not tell is empty. */
export interface Capabilities {
  name: string;
  model: string;
  state: "idle" | "printing" | "stopped";
  accepting: boolean;
  /** What it needs, the worst first. */
  troubles: readonly Fault[];
  media: readonly string[];
  /** What is in its trays. */
  mediaReady: readonly string[];
  sides: readonly string[];
  colours: readonly string[];
  sources: readonly string[];
  finishings: readonly string[];
  outputBins: readonly string[];
  /** The most copies of a job; undefined: it does not say. */
  copies: number | undefined;
  formats: readonly string[];
  /** It tells of changes by itself, as far as it is asked for them: RFC 3996. */
  notifies: boolean;
}

const mostOfName = 127;
/** RFC 8011 §5.1.4. */
const mostOfWord = 255;
const words = every(z.string().max(mostOfWord));
const asked = strings(
  ...(["keyword", "requested-attributes"] as const),
  ...["printer-name", "printer-make-and-model", "printer-state", "printer-state-reasons", "printer-is-accepting-jobs"],
  ...["media-supported", "media-ready", "sides-supported", "print-color-mode-supported", "media-source-supported"],
  ...["finishings-supported", "output-bin-supported", "copies-supported", "document-format-supported"],
  ...["operations-supported", "notify-pull-method-supported"],
);

const Told = z.object({
  "printer-name": first(z.string()),
  "printer-make-and-model": first(z.string()),
  "printer-state": first(z.int()),
  "printer-state-reasons": words,
  "printer-is-accepting-jobs": first(z.boolean()),
  "media-supported": words,
  "media-ready": words,
  "sides-supported": words,
  "print-color-mode-supported": words,
  "media-source-supported": words,
  "finishings-supported": every(z.int()),
  "output-bin-supported": words,
  "copies-supported": first(z.object({ upper: z.int() })),
  "document-format-supported": words,
  "operations-supported": every(z.int()),
  "notify-pull-method-supported": words,
});

/** RFC 8011 §4.2.5. @throws IppFault */
export async function getCapabilities(client: IppClient): Promise<Capabilities> {
  const answer = await client.ask({ operation: operations["Get-Printer-Attributes"], attributes: [asked] });
  const [group] = groupsOf(answer, "printer");
  if (group === undefined) throw notNow("ipp.unclear", { host: client.host });
  const told = Told.parse(group);
  const state = told["printer-state"];
  const can = told["operations-supported"];
  return {
    name: oneLine(told["printer-name"] ?? "", mostOfName),
    model: oneLine(told["printer-make-and-model"] ?? "", mostOfName),
    state: state === 4 ? "printing" : state === 5 ? "stopped" : "idle",
    accepting: told["printer-is-accepting-jobs"] ?? true,
    troubles: troublesOf(client.host, told["printer-state-reasons"]),
    media: told["media-supported"],
    mediaReady: told["media-ready"],
    sides: told["sides-supported"],
    colours: told["print-color-mode-supported"],
    sources: told["media-source-supported"],
    finishings: told["finishings-supported"].flatMap((value) => keyOf(finishings, value) ?? []),
    outputBins: told["output-bin-supported"],
    copies: told["copies-supported"]?.upper,
    formats: told["document-format-supported"],
    notifies:
      told["notify-pull-method-supported"].includes("ippget") &&
      can.includes(operations["Create-Printer-Subscriptions"]),
  };
}

/**
 * Compares a ticket with what the printer tells of itself: CUPS takes a medium that its printer has not, and lets the
 * printer make of it what it likes.
 * @throws IppFault `ipp.unsupported`, `ipp.format`, `ipp.not-accepting`
 */
export function checkTicket(host: string, can: Capabilities, ticket: IppTicket): void {
  const missing: string[] = [];
  const check = (attribute: string, wanted: string | undefined, known: readonly string[]) => {
    if (wanted !== undefined && known.length > 0 && !known.includes(wanted)) missing.push(`${attribute} (${wanted})`);
  };
  // A custom size is in no list: PWG 5101.1 §4.
  if (!ticket.media?.startsWith("custom_")) check("media", ticket.media, can.media);
  check("sides", ticket.sides, can.sides);
  check("print-color-mode", ticket.colour, can.colours);
  check("media-source", ticket.source, can.sources);
  check("output-bin", ticket.outputBin, can.outputBins);
  for (const word of ticket.finishings ?? []) check("finishings", word, can.finishings);
  const { copies = 1 } = ticket;
  if (can.copies !== undefined && copies > can.copies) missing.push(`copies (${copies})`);
  if (missing.length > 0)
    throw unfit("ipp.unsupported", { host, status: "0x040b", said: "—", names: missing.join(", ") });
  if (can.formats.length > 0 && !can.formats.includes(pdf)) throw unfit("ipp.format", { host, said: "—" });
  if (!can.accepting) throw notNow("ipp.not-accepting", { host, said: "—" });
}
