import type { NodeAPI } from "node-red";
import type { CampaignPart } from "../../../src/contract/index.ts";
import { localeOf, sentence } from "../../../src/language/index.ts";
import type { Message } from "../../shared/handle-input.ts";
import { inWords } from "../../shared/in-words.ts";
import type { Links } from "../../shared/links.ts";
import type { InFolder } from "../../shared/map-services.ts";
import { migrate } from "../config.ts";
import type { FlowBefore } from "../flow-before.ts";
import { type Occasion, openMessage } from "../open-message.ts";
import type { PlacedProblem } from "../preview-answer.ts";
import { hasLinksFor } from "../templates.ts";
import { memoryAssets } from "./memory-assets.ts";
import { readSample, withSample } from "./own-sample.ts";
import type { Question } from "./preview-question.ts";
import { sampleFilms } from "./sample-film.ts";
import { sampleMaps } from "./sample-map.ts";
import { anywhere, madeUpMessage } from "./samples.ts";

/** A message that somebody who does not exist brings to a node, and all that belongs to its writing. */
export interface SampleMessage {
  message: Message;
  occasion: Occasion;
  problems: PlacedProblem[];
}

/** The links of a sample are nobody's: whoever follows one in a test ends nothing. */
const exampleLinks: Links = {
  unsubscribe: () => "https://example.org/unsubscribe",
  page: () => "https://example.org/p/0123456789abcdefghjkmnpqrs",
  asset: ({ hash }) => `https://example.org/${hash}`,
};

/** A letter to be attached, as a message would bring it. */
async function letterFor(message: Message, occasion: Occasion) {
  const body = sentence("message.sample-letter", {}, occasion.language);
  const { write, template } = await openMessage(migrate({ body, mapName: "" }), occasion.language);
  const { content } = await write(message, occasion);
  return { id: "sample", channel: "print" as const, ...content, template };
}

/** @param reader language of the form's user, BCP 47 */
export async function sampleMessage(
  RED: NodeAPI,
  question: Question,
  before: FlowBefore,
  reader: string,
  inFolder: InFolder,
): Promise<SampleMessage> {
  const { config, sample } = question;
  const now = Date.now();
  const made = madeUpMessage("name" in sample ? sample.name : "plain", before, now, reader);
  const own = "message" in sample ? readSample(sample.message, reader) : { sample: {}, problems: [] };
  const { recipient, ...parts } = withSample(made, own.sample);
  const { campaign: node } = before;
  const campaign: CampaignPart = node?.part ?? {
    id: "",
    name: "",
    locale: reader,
    timeZone: "Europe/Paris",
    test: true,
  };
  const language = localeOf(question.language ?? "") ?? recipient.locale ?? campaign.locale;
  const assets = memoryAssets();
  const given = own.sample.recipient === undefined ? undefined : recipient;
  const around = await sampleMaps(RED, question, config.channel, given, language, inFolder, assets);
  const home = { ...around.home, postalAddress: around.home.postalAddress ?? anywhere };
  const message = {
    ...parts,
    campaign,
    recipient: given ?? { ...recipient, postalAddress: home.postalAddress, location: home.location },
    ...(around.map !== undefined && { map: around.map }),
    video: await sampleFilms(before, assets, language),
  } as unknown as Message;
  const hasLinks = (await hasLinksFor(node)) ?? true;
  const occasion: Occasion = {
    language,
    timeZone: campaign.timeZone,
    now,
    test: true,
    problemLanguage: reader,
    assets,
    ...(node !== undefined && { media: node }),
    ...(hasLinks && { links: exampleLinks }),
    ...(hasLinks && config.pageNode !== "" && { page: exampleLinks.page("", "", "") }),
  };
  if (config.channel === "email" && config.attachLetter) message.content = await letterFor(message, occasion);
  const problems = [...own.problems];
  if (around.fault !== undefined)
    problems.push({ text: "mapName", line: 1, column: 1, detail: inWords(around.fault, reader), overcome: true });
  return { message, occasion, problems };
}
