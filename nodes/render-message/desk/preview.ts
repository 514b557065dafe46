import type { NodeAPI } from "node-red";
import { Fault, type Problem } from "../../../src/contract/index.ts";
import { usePool } from "../../../src/pool.ts";
import type { InFolder } from "../../shared/map-services.ts";
import type { CampaignNode } from "../../shared/with-campaign.ts";
import { flowBefore } from "../flow-before.ts";
import { knownVariables } from "../known-variables.ts";
import { type Occasion, openMessage, type WrittenMessage } from "../open-message.ts";
import type { PlacedProblem } from "../preview-answer.ts";
import { NotWritten, placedProblem, problemsOfFault } from "../problems.ts";
import { blocksOfCampaign, isDoubt, missingOf } from "../templates.ts";
import type { Question } from "./preview-question.ts";
import { sampleMessage } from "./sample-message.ts";

/** A message for somebody who does not exist. */
export interface Previewed {
  campaign: CampaignNode | undefined;
  /** BCP 47 */
  language: string;
  problems: PlacedProblem[];
  /** Absent: it could not be written. */
  written?: WrittenMessage;
  assets: Occasion["assets"];
}

/** The text of the form that problems of a whole message are shown at. */
const mainText = { print: "body", email: "html", sms: "sms", page: "page", video: "scenes" } as const;

interface Findings {
  /** Why there is no message. */
  failed: readonly Problem[];
  /** What the policy dealt with. */
  overcome: readonly Problem[];
  /** Found without data. */
  checked: readonly Problem[];
}

/** All problems at their places, each place once: a check knows best what was probably meant. */
function placed({ failed, overcome, checked }: Findings, main: string): PlacedProblem[] {
  const atPlace = (some: readonly Problem[], { pointer }: Problem) => some.find((one) => one.pointer === pointer);
  const told = (some: readonly Problem[], isOvercome: boolean) =>
    some.map((problem) => placedProblem(atPlace(checked, problem) ?? problem, isOvercome, main));
  const others = checked.filter((problem) => atPlace([...failed, ...overcome], problem) === undefined);
  const grave = others.filter(keepsFromFilming);
  const doubts = others.filter((problem) => !grave.includes(problem));
  return [...told([...failed, ...grave], false), ...told([...overcome, ...doubts], true)];
}

/** The settings of a video are found wrong before it is filmed, and no text tells that. */
const keepsFromFilming = (problem: Problem) => /^(?:film|media)\./.test(problem.code) && !isDoubt(problem);

/** What an error says of a message. @throws whatever is no fault of it */
function problemsOf(error: unknown, language: string): Problem[] {
  if (error instanceof NotWritten) return error.problems;
  if (error instanceof Fault) return problemsOfFault(error, language);
  throw error;
}

/**
 * Writes what a form holds for one of its samples, as a test, and tells all that is wrong with it.
 * @param reader language of the form's user, BCP 47
 */
export function previewMessage(
  RED: NodeAPI,
  question: Question,
  reader: string,
  inFolder: InFolder,
): Promise<Previewed> {
  const leavePool = usePool();
  return preview(RED, question, reader, inFolder).finally(leavePool);
}

async function preview(RED: NodeAPI, question: Question, reader: string, inFolder: InFolder): Promise<Previewed> {
  const { config, node } = question;
  const before = flowBefore(RED, node);
  const { campaign } = before;
  const { message, occasion, problems } = await sampleMessage(RED, question, before, reader, inFolder);
  const main = mainText[config.channel];
  const about = { campaign, language: occasion.language, assets: occasion.assets };
  const { blocks } = await blocksOfCampaign(campaign);
  let checked: Problem[] = [];
  try {
    // Whoever looks at it wants to see the paper.
    const opened = await openMessage({ ...config, draw: "at-once" }, campaign?.part.locale ?? reader, blocks, campaign);
    const missing = campaign === undefined ? {} : { missing: await missingOf(config, opened, campaign) };
    const hasLinks = occasion.links !== undefined;
    // What the form chose may not be deployed yet; whether it is there, its choice tells.
    const page = config.pageNode === "" ? "none" : "there";
    checked = opened.problems({
      variables: knownVariables(before),
      blocks,
      language: reader,
      hasLinks,
      page,
      ...missing,
    });
    const written = await opened.write(message, occasion);
    const { language, overcome = [] } = written.content;
    const findings = { failed: [], overcome, checked };
    return { ...about, language, written, problems: [...problems, ...placed(findings, main)] };
  } catch (error) {
    const findings = { failed: problemsOf(error, reader), overcome: [], checked };
    return { ...about, problems: [...problems, ...placed(findings, main)] };
  }
}
