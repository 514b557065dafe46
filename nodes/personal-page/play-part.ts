import { CampaignMessage, idFrom, type JsonObject } from "../../src/contract/index.ts";
import { pagePreview } from "../../src/page/index.ts";
import { compileFields, sampleData } from "../../src/webhook/index.ts";
import type { Message } from "../shared/handle-input.ts";
import type { Heard, HeardWord, PlayPart } from "../shared/play-role.ts";
import { type Playing, playOf, tellPlay, wordsOf } from "../shared/plays.ts";
import type { CampaignNode } from "../shared/with-campaign.ts";
import type { PersonalPageConfig } from "./config.ts";
import { formOf } from "./form-of.ts";
import { responseType } from "./page-behind.ts";

/** What a page does when somebody is played: its person looks at it, and answers its form. */
export function playPart(node: string, config: PersonalPageConfig, campaign: CampaignNode): PlayPart {
  return {
    tells: [undefined, "answer", "answer"],
    example: () => sampleData(config.fields),
    hears: (word, play) => hear(word, play, node, config, campaign),
  };
}

async function hear(
  { data }: HeardWord,
  play: Playing,
  node: string,
  config: PersonalPageConfig,
  campaign: CampaignNode,
): Promise<Heard> {
  const say = wordsOf(play);
  const refused = (says: string, text: string): Heard => ({ taken: false, says, text });
  const { store, engine, clock } = play.house;
  const { hash } = await campaign.pageLinks();
  const tokens = [...play.journeys].map((journey) => hash(node, journey));
  const pages = await Promise.all(tokens.map((token) => store.page(token, clock.now())));
  const token = tokens[pages.findIndex((page) => page !== undefined)];
  if (token === undefined) return refused("none", say("play.page-none"));
  const { fields, country, currency, again } = formOf(config);
  const read = compileFields(fields, { keyless: true, country, currency }).read(data, play.language);
  if (!read.ok) {
    const why = read.problems.map(({ pointer, detail }) => `${pointer}: ${detail}`).join(" ");
    return refused("invalid", say("play.page-invalid", { why }));
  }
  await store.visited(token, clock.now(), false);
  const said = { token, id: idFrom("play", play.id, JSON.stringify(data)), data: read.data as JsonObject };
  const recipient = read.recipient as JsonObject;
  const state = await store.responded({ ...said, recipient, form: data, again, type: responseType, at: clock.now() });
  engine.wake("event");
  if (state === "kept" || state === "same") return { taken: true, says: state, text: say("play.page-answered") };
  return refused(state, say(`play.page-${state}`));
}

/** The page as its person sees it. */
export async function tellPublished(node: string, message: Message, config: PersonalPageConfig): Promise<void> {
  const play = playOf(message);
  if (play === undefined) return;
  const { content } = CampaignMessage.parse(message);
  const files: Record<string, string> = {};
  for (const asset of content?.assets ?? []) files[`asset:${asset.hash}`] = await play.keep("picture", asset);
  const { subject, language = "", assets = [] } = content ?? {};
  const { choices, accentColour } = config;
  const behind = { form: formOf(config), choices, accentColour };
  const about = { title: subject ?? "", language, assets };
  const html = content?.html === undefined ? undefined : pagePreview(content.html, about, behind);
  const shown = { ...(subject !== undefined && { subject }), ...(html !== undefined && { html }) };
  tellPlay(message, node, (say) => ({
    kind: "page",
    text: say("play.step.page"),
    content: { channel: "page", ...shown, files },
  }));
}
