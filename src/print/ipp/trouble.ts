import { Fault } from "../../contract/index.ts";
import type { SeenJob } from "./job.ts";

/** `printer-state-reasons` that stop or will stop the paper, RFC 8011 §5.4.12 and PWG 5100.9; each has a sentence. */
const needs = [
  ...["media-empty", "media-needed", "media-jam", "media-low", "cover-open", "door-open", "interlock-open"],
  ...["input-tray-missing", "output-tray-missing", "output-area-full", "output-area-almost-full"],
  ...["toner-empty", "toner-low", "marker-supply-empty", "marker-supply-low", "marker-waste-full"],
  ...["developer-empty", "opc-life-over", "fuser-over-temp", "fuser-under-temp", "spool-area-full"],
  ...["paused", "moving-to-paused", "shutdown", "offline", "connecting-to-device", "timed-out", "stopped-partly"],
] as const;

/** More than anybody reads. */
const most = 20;
const wordForm = /^[a-z0-9][a-z0-9._-]{0,62}$/i;

const weights: Readonly<Record<string, number>> = { error: 0, "": 1, warning: 2 };

/** What a printer needs, the worst first. Reports, and what says nothing, are left out. */
export function troublesOf(host: string, reasons: readonly string[]): Fault[] {
  const read = reasons.filter(isWord).map((reason) => {
    const [, word = reason, kind = ""] = /^(.+?)(?:-(error|warning|report))?$/.exec(reason) ?? [];
    return { word, weight: weights[kind] ?? (word === "offline" ? 1 : 3) };
  });
  const telling = read.filter(({ word, weight }) => word !== "none" && weight < 3 && (weight === 0 || isNeed(word)));
  telling.sort((one, other) => one.weight - other.weight);
  return [...new Set(telling.map(({ word }) => word))]
    .slice(0, most)
    .map((reason) => new Fault("ipp.needs", { host, reason }));
}

/** RFC 8011 §5.1.4; what is none would be shown to people as it is. */
const isWord = (reason: string) => wordForm.test(reason);
const isNeed = (word: string) => (needs as readonly string[]).includes(word);

/** `job-state-reasons` of a job that was given up, RFC 8011 §5.3.8, which have a sentence. */
const endings = [
  ...["document-format-error", "unsupported-document-format", "document-access-error", "compression-error"],
  ...["unsupported-attributes-or-values", "job-canceled-by-user", "job-canceled-by-operator"],
  ...["job-canceled-at-device", "submission-interrupted", "aborted-by-system"],
];

/** Why a job did not print, where it did not. */
export function endOf(host: string, { state, reasons }: SeenJob): Fault | undefined {
  if (state !== "aborted" && state !== "canceled") return undefined;
  const reason = endings.find((one) => reasons.includes(one)) ?? "";
  return new Fault(state === "aborted" ? "ipp.aborted" : "ipp.canceled", { host, reason });
}
