import * as z from "zod";
import { Fault, type JsonObject, Recipient } from "../contract/index.ts";
import { languageOf, sentence } from "../language/index.ts";
import { lengthOf } from "./length.ts";
import { stepKinds } from "./step.ts";

const text = z.string().trim().min(1).max(200);
const Values = z.record(z.string(), z.json()) as unknown as z.ZodType<JsonObject>;
/** Time since the beginning: weeks, days, hours, minutes and seconds. */
const Length = z.string().refine((value) => lengthOf(value) !== undefined, { params: { key: "play.case.length" } });

const Word = z.strictObject({
  /** ISO 8601 duration since the beginning, such as `P3D`; absent: as soon as the story stands still. */
  after: Length.optional(),
  /** Of a webhook: the call of an advertiser. Of a personal page: the answer of the person. Id or name of the node. */
  node: text,
  data: Values,
});

const Expectation = z.strictObject({
  kind: z.enum(stepKinds),
  /** Id or name. */
  node: text.optional(),
  channel: text.optional(),
  /** Label of the branch, name of the output, or the reason. */
  says: text.optional(),
  /** The subject or the text has these words. */
  contains: text.optional(),
  /** Nothing like it happens. */
  never: z.boolean().optional(),
});

const Case = z.strictObject({
  version: z.literal(1),
  name: text,
  entry: text,
  startsAt: z.iso.datetime({ offset: true }).optional(),
  recipient: z.record(z.string(), z.json()) as unknown as z.ZodType<JsonObject>,
  caseKey: z.string().trim().min(1).max(200).optional(),
  data: Values.optional(),
  // biome-ignore lint/suspicious/noThenProperty: a case file says what happens then.
  then: z.array(Word).max(100).default([]),
  answers: z.record(text, z.strictObject({ status: z.int().min(100).max(599).optional(), data: Values })).optional(),
  expect: z.array(Expectation).max(500).optional(),
});

/** A person and what happens to them. It is what a case file holds, and what the command line plays. */
export type PlayCase = z.infer<typeof Case>;
export type PlayWord = z.infer<typeof Word>;
/** One after the other, in this order; what is between them may be anything. */
export type PlayExpectation = z.infer<typeof Expectation>;

const pointerOf = (path: readonly PropertyKey[]) =>
  path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

const wording = { en: z.locales.en().localeError, fr: z.locales.fr().localeError };

/**
 * Reads a case. `language` is that of the problem in the fault (BCP 47).
 * @throws Fault `play.case` with the JSON Pointer of the first problem
 */
export function readCase(value: unknown, language: string): PlayCase {
  const read = Case.safeParse(value, { error: wording[languageOf(language)] });
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const own = issue?.code === "custom" ? (issue.params?.key as string | undefined) : undefined;
  const problem = own === undefined ? (issue?.message ?? "") : sentence(own, {}, language);
  throw new Fault("play.case", { pointer: pointerOf(issue?.path ?? []) || "/", problem });
}

/**
 * The person of a case, who is known by the case key where no id is said. `language` is that of the problem in the fault.
 * @throws Fault `play.recipient` with the JSON Pointer of the first problem
 */
export function personOf({ recipient, caseKey }: PlayCase, language: string): Recipient {
  const read = Recipient.safeParse({ id: caseKey ?? "play", ...recipient }, { error: wording[languageOf(language)] });
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Fault("play.recipient", {
    pointer: pointerOf(["recipient", ...(issue?.path ?? [])]),
    problem: issue?.message ?? "",
  });
}
