import * as z from "zod";
import { CampaignMessage, DecisionPart, EventPart, JourneyPart, Recipient } from "../../../src/contract/index.ts";
import { sentence } from "../../../src/language/index.ts";
import type { PlacedProblem } from "../preview-answer.ts";
import { JsonFault, readJson, type TextPlace } from "./read-json.ts";

/** What a sample may say; all that it leaves out is made up, but for the recipient's own data, which may be missing. */
const SampleMessage = z.strictObject({
  recipient: Recipient.partial().optional(),
  event: EventPart.partial().optional(),
  decision: DecisionPart.partial().optional(),
  journey: JourneyPart.partial().optional(),
  reminder: CampaignMessage.shape.reminder,
  service: CampaignMessage.shape.service,
});
type SampleMessage = z.infer<typeof SampleMessage>;

/** Nobody reads more at once. */
const mostProblems = 20;

const names = Object.keys(SampleMessage.shape).join(", ");

/**
 * Reads a sample that somebody has written.
 * @param language BCP 47, of the problems
 */
export function readSample(written: string, language: string): { sample: SampleMessage; problems: PlacedProblem[] } {
  const problem = ({ line, column }: TextPlace, key: string, data: Record<string, string> = {}): PlacedProblem => ({
    text: "sample",
    line,
    column,
    detail: sentence(key, data, language),
    overcome: false,
  });
  try {
    const { value, placeOf, placeOfName } = readJson(written);
    const read = SampleMessage.safeParse(value);
    if (read.success) return { sample: read.data, problems: [] };
    // One issue may name thousands of members.
    const issues = read.error.issues.slice(0, mostProblems);
    const problems = issues.flatMap((issue) => {
      const path = issue.path.filter((step) => typeof step !== "symbol");
      if (issue.code !== "unrecognized_keys")
        return [problem(placeOf(path), "message.sample-value", { path: path.join(".") || "{ }" })];
      return issue.keys
        .slice(0, mostProblems)
        .map((key) => problem(placeOfName([...path, key]), "message.sample-name", { name: key, names }));
    });
    return { sample: {}, problems: problems.slice(0, mostProblems) };
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    return { sample: {}, problems: [problem(error.place, "message.sample-json")] };
  }
}

/** A made-up message with what a sample says in place of it. */
export function withSample<Made extends Record<string, unknown> & { recipient: Recipient }>(
  made: Made,
  sample: SampleMessage,
): Made {
  const { recipient, event, decision, journey, reminder, service } = sample;
  return {
    ...made,
    recipient: recipient === undefined ? made.recipient : { id: made.recipient.id, ...recipient },
    event: { ...(made.event as object), ...event },
    decision: { ...(made.decision as object), ...decision },
    journey: { ...(made.journey as object), ...journey },
    ...(reminder !== undefined && { reminder }),
    ...(service !== undefined && { service }),
  };
}
