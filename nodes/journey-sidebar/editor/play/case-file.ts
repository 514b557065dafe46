import type { PlayCase, PlayExpectation, PlayStep } from "../../play/desk.ts";

/** A case as a file: what the desk saves is what the command line plays. */

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === "string";
const isMaybe = (value: unknown, is: (value: unknown) => boolean) => value === undefined || is(value);

/** Where a file is no case, by the name of the part that is wrong; undefined: it is one. */
function flawOf(value: unknown): string | undefined {
  if (!isObject(value) || value.version !== 1) return "version";
  const word = (one: unknown) => isObject(one) && isText(one.node) && isObject(one.data) && isMaybe(one.after, isText);
  const checks: Record<string, boolean> = {
    name: isText(value.name),
    entry: isText(value.entry),
    startsAt: isMaybe(value.startsAt, (at) => isText(at) && !Number.isNaN(Date.parse(at))),
    recipient: isObject(value.recipient),
    caseKey: isMaybe(value.caseKey, isText),
    data: isMaybe(value.data, isObject),
    // biome-ignore lint/suspicious/noThenProperty: the part of a case is called so.
    then: Array.isArray(value.then) && value.then.every(word),
    answers: isMaybe(
      value.answers,
      (all) => isObject(all) && Object.values(all).every((one) => isObject(one) && isObject(one.data)),
    ),
    expect: isMaybe(value.expect, (all) => Array.isArray(all) && all.every((one) => isObject(one) && isText(one.kind))),
  };
  return Object.keys(checks).find((name) => !checks[name]);
}

/** The case that a file holds, or the part that is wrong. */
export function readCase(text: string): { case: PlayCase } | { flaw: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { flaw: "json" };
  }
  const flaw = flawOf(value);
  return flaw === undefined ? { case: value as PlayCase } : { flaw };
}

/** As it is saved: always in the same order, so that a version control shows what changed. */
export function caseText({
  version,
  name,
  entry,
  startsAt,
  recipient,
  caseKey,
  data,
  then,
  answers,
  expect,
}: PlayCase): string {
  const ordered = { version, name, entry, startsAt, recipient, caseKey, data, then, answers, expect };
  return `${JSON.stringify(ordered, null, 2)}\n`;
}

/** `La décision d’assurance` is `la-decision-d-assurance`. */
export function fileNameOf(name: string): string {
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const words = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return words.slice(0, 60) || "case";
}

const lasting: readonly PlayStep["kind"][] = [
  ...(["branch", "would-send", "would-call", "page"] as const),
  ...(["not-sent", "kept-out", "too-late"] as const),
];

/** What a play has shown, as what the next one is to show: what is decided, what leaves, and what does not. */
export function expectationsOf(steps: readonly PlayStep[]): PlayExpectation[] {
  return steps
    .filter(({ kind }) => lasting.includes(kind))
    .map(({ kind, node, says, content }) => ({
      kind,
      node,
      ...(content !== undefined && { channel: content.channel }),
      ...(kind === "branch" && says && { says }),
      ...(content?.subject && { contains: content.subject }),
    }));
}
