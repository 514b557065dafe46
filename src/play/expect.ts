import { fold } from "../contract/index.ts";
import { sentence } from "../language/index.ts";
import type { PlayExpectation } from "./case.ts";
import type { PlayStep } from "./step.ts";

const plain = (text: string | undefined) =>
  fold(text ?? "")
    .replace(/\s+/gu, " ")
    .trim();

/** Whether a step is what was expected. Words are compared without regard to case, accents and spaces. */
function fits(step: PlayStep, { kind, node, channel, says, contains }: PlayExpectation): boolean {
  if (step.kind !== kind) return false;
  if (node !== undefined && node !== step.node && plain(node) !== plain(step.label)) return false;
  if (channel !== undefined && channel !== step.content?.channel) return false;
  if (says !== undefined && plain(step.says) !== plain(says) && !plain(step.text).includes(plain(says))) return false;
  if (contains === undefined) return true;
  const { subject, preheader, text, html, request } = step.content ?? {};
  const words = [subject, preheader, text, html, request?.body, step.text].map(plain);
  return words.some((one) => one.includes(plain(contains)));
}

/** An expectation in words. */
function inWords(expectation: PlayExpectation, language: string): string {
  const { kind, node, channel, says, contains, never } = expectation;
  const parts = [
    sentence(`play.kind.${kind}`, {}, language),
    ...(node === undefined ? [] : [sentence("play.expect.node", { node }, language)]),
    ...(channel === undefined ? [] : [sentence("play.expect.channel", { channel }, language)]),
    ...(says === undefined ? [] : [sentence("play.expect.says", { says }, language)]),
    ...(contains === undefined ? [] : [sentence("play.expect.contains", { contains }, language)]),
  ];
  const what = parts.join(", ");
  return never ? sentence("play.expect.never", { what }, language) : what;
}

/**
 * Compares what happened with what was expected: each expectation is looked for after the one before it; one that says
 * `never` looks at the whole story.
 */
export function compare(
  steps: readonly PlayStep[],
  expectations: readonly PlayExpectation[],
  language: string,
): { text: string; held: boolean }[] {
  let from = 0;
  return expectations.map((expectation) => {
    const text = inWords(expectation, language);
    if (expectation.never) return { text, held: !steps.some((step) => fits(step, expectation)) };
    const found = steps.findIndex((step, index) => index >= from && fits(step, expectation));
    if (found >= 0) from = found + 1;
    return { text, held: found >= 0 };
  });
}
