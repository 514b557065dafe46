import { canonicalJson, type JsonObject, sha256 } from "../../src/contract/index.ts";
import { pathOf, sampleData } from "../../src/webhook/index.ts";
import type { Heard, HeardWord, PlayPart } from "../shared/play-role.ts";
import { type Playing, wordsOf } from "../shared/plays.ts";
import type { CampaignNode } from "../shared/with-campaign.ts";
import type { InboundWebhookConfig } from "./config.ts";
import { accept } from "./keep-event.ts";
import { fieldsOf } from "./open-endpoint.ts";

/** Receipts of a word that goes on, or is kept until it does. */
const taken: ReadonlySet<string> = new Set(["accepted", "early", "held"]);

/** What a webhook does when somebody is played: it reads the advertiser's word by its table, and needs no proof of it. */
export function playPart(node: string, config: InboundWebhookConfig, campaign: CampaignNode): PlayPart {
  const starts = config.mode === "start";
  return {
    tells: [starts ? "entered" : "event"],
    ...(starts && { entry: "word" as const }),
    example: () => sampleData(config.fields),
    hears: (word, play) => hear(word, play, node, config, campaign),
  };
}

async function hear(
  { data, caseKey, recipient = {} }: HeardWord,
  play: Playing,
  node: string,
  config: InboundWebhookConfig,
  campaign: CampaignNode,
): Promise<Heard> {
  const say = wordsOf(play);
  const body = withKey(data, caseKey, config);
  const read = fieldsOf(config).read(body, play.language);
  if (!read.ok) {
    const why = read.problems.map(({ pointer, detail }) => `${pointer}: ${detail}`).join(" ");
    return { taken: false, says: "invalid", text: say("play.word-invalid", { why }) };
  }
  const { house } = play;
  const at = house.clock.now();
  const answer = await accept(
    {
      eventId: `play_${play.story.steps.length}`,
      idProven: true,
      bodyHash: sha256(canonicalJson(body)),
      caseKey: read.caseKey,
      data: read.data,
      recipient: { ...(recipient as typeof read.recipient), ...read.recipient },
      unknown: read.unknown,
      test: true,
      receivedAt: at,
    },
    node,
    config,
    campaign,
    Promise.resolve(house),
  );
  const { receipt } = answer;
  const values = Object.entries(read.data).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  const text = say(`play.word.${taken.has(receipt) ? "taken" : "refused"}`, { receipt, values: values.join(", ") });
  return { taken: taken.has(receipt), says: receipt, text };
}

/** The body with the case key of the case, where it names none. */
function withKey(data: JsonObject, caseKey: string | undefined, { fields }: InboundWebhookConfig): JsonObject {
  const field = fields.find(({ target }) => target === "case-key");
  if (field === undefined || caseKey === undefined) return data;
  const body = structuredClone(data);
  const names = pathOf(field);
  const last = names.pop() ?? field.name;
  let inside = body;
  for (const name of names) {
    const inner = inside[name];
    const open = typeof inner === "object" && inner !== null && !Array.isArray(inner) ? inner : {};
    inside[name] = open;
    inside = open;
  }
  inside[last] ??= caseKey;
  return body;
}
