import { groupsOf, type Plain } from "./attributes.ts";
import type { IppMessage } from "./codec/index.ts";
import { IppFault } from "./ipp-fault.ts";
import { oneLine } from "./one-line.ts";

/** Whether a status says that it was done, RFC 8011 §4.1.6.1. */
export const isSuccess = (status: number) => status < 0x0100;

interface Refusal {
  key: string;
  /** It may be done later, or once somebody has put it right. */
  again?: true;
  /** It says nothing of what became of a document that came with it. */
  vague?: true;
}

const forbidden: Refusal = { key: "ipp.forbidden", again: true };
const notFound: Refusal = { key: "ipp.not-found" };
const unsupported: Refusal = { key: "ipp.unsupported" };
const noSubscription: Refusal = { key: "ipp.no-subscription" };
const notAccepting: Refusal = { key: "ipp.not-accepting", again: true };
const busy: Refusal = { key: "ipp.busy", again: true };

/** RFC 8011 appendix B.1, RFC 3995 §8, PWG 5100.22. */
const refusals: ReadonlyMap<number, Refusal> = new Map([
  [0x0400, { key: "ipp.bad-request" }],
  [0x0401, forbidden],
  [0x0402, { key: "ipp.login", again: true }],
  [0x0403, forbidden],
  [0x0404, { key: "ipp.not-possible" }],
  [0x0405, { key: "ipp.gave-up-waiting", again: true }],
  [0x0406, notFound],
  [0x0407, notFound],
  [0x0408, { key: "ipp.document-too-large" }],
  [0x0409, unsupported],
  [0x040a, { key: "ipp.format" }],
  [0x040b, unsupported],
  [0x040e, { key: "ipp.conflicting" }],
  [0x0411, { key: "ipp.document-error" }],
  [0x0414, noSubscription],
  [0x0415, noSubscription],
  [0x0500, { key: "ipp.internal", again: true, vague: true }],
  [0x0501, { key: "ipp.operation-missing" }],
  [0x0502, { key: "ipp.unavailable", again: true }],
  [0x0503, { key: "ipp.version" }],
  [0x0504, { key: "ipp.device", again: true, vague: true }],
  [0x0505, { key: "ipp.unavailable", again: true, vague: true }],
  [0x0506, notAccepting],
  [0x0507, busy],
  [0x0508, { key: "ipp.canceled" }],
  [0x050a, notAccepting],
  [0x050b, busy],
] satisfies [number, Refusal][]);

const most = 200;

function inWords(value: Plain): string {
  if (value === null) return "";
  if (value instanceof Uint8Array) return "…";
  if (typeof value !== "object") return String(value);
  const members = Object.entries(value).map(([name, inner]) =>
    `${name} ${Array.isArray(inner) ? inner.map(inWords).join(" ") : inner}`.trim(),
  );
  return members.join(", ");
}

/** What the printer does not do, with the values that it was asked for: `media (iso_a0_841x1189mm), sides`. */
function unsupportedOf(answer: IppMessage): string {
  const named = groupsOf(answer, "unsupported").flatMap((group) => Object.entries(group));
  const told = named.map(([name, values]) => {
    const words = values.map(inWords).filter(Boolean).join(", ");
    return words === "" ? name : `${name} (${words})`;
  });
  return oneLine(told.join(", "), most);
}

/** What a printer said of its refusal, in its own words and on one line. */
function saidIn(answer: IppMessage): string {
  const [said] = groupsOf(answer, "operation")[0]?.["status-message"] ?? [];
  return typeof said === "string" ? oneLine(said, most) : "";
}

/**
 * What a refusal means. Nothing was taken, unless it is `vague` and the whole document had gone out.
 * @param gone all of a document was given away
 */
export function refusal(host: string, answer: IppMessage, gone: boolean): IppFault {
  const { code: status } = answer;
  const { key, again = false, vague = false } = refusals.get(status) ?? { key: "ipp.refused", vague: status >= 0x0500 };
  const names = unsupportedOf(answer);
  const data = {
    host,
    status: `0x${status.toString(16).padStart(4, "0")}`,
    said: saidIn(answer) || "—",
    ...(names !== "" && { names }),
  };
  const named = key !== "ipp.unsupported" || names !== "" ? key : "ipp.unsupported-silently";
  return new IppFault(named, data, { certainlyNot: !(vague && gone), again, status });
}
