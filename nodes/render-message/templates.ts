import { Fault, type Problem } from "../../src/contract/index.ts";
import type { Blocks } from "../../src/message/index.ts";
import type { CampaignNode } from "../shared/with-campaign.ts";
import { type BlocksRead, blocksOf } from "./blocks/blocks.ts";
import type { Surroundings } from "./check-settings.ts";
import type { RenderMessageConfig } from "./config.ts";
import { missingFiles } from "./film/missing-files.ts";
import { missingMedia } from "./media.ts";
import { type OpenMessage, openMessage } from "./open-message.ts";

const none: BlocksRead = { blocks: {}, faults: [] };

/** The texts that a campaign's templates share, and what is wrong with them. */
export async function blocksOfCampaign(campaign: CampaignNode | undefined): Promise<BlocksRead> {
  if (campaign === undefined || campaign.blocksFolder === "") return none;
  return blocksOf(campaign, campaign.inFolder(campaign.blocksFolder));
}

/** Whether a campaign has links; undefined where nobody knows, as with a store that cannot be opened, which says so itself. */
export async function hasLinksFor(campaign: CampaignNode | undefined): Promise<boolean | undefined> {
  if (campaign === undefined) return undefined;
  return campaign.links().then(
    (links) => links !== undefined,
    () => undefined,
  );
}

/** Problems that do not keep a message from being written well for those who get it. */
const doubts = new Set([
  ...["message.no-alt", "message.no-language", "message.no-way-out"],
  ...["film.empty", "film.caption-alone"],
  ...["print.picture-doubtful", "print.picture-rgb", "print.map-rgb", "print.background-no-bleed", "print.design-rgb"],
]);
export const isDoubt = ({ code }: Problem) => doubts.has(code);

/** The files that a message cannot show, each with why. */
export function missingOf(
  config: RenderMessageConfig,
  { media }: Pick<OpenMessage, "media">,
  campaign: CampaignNode,
): Promise<Map<string, Fault>> {
  return config.channel === "video" ? missingFiles(config, campaign) : missingMedia(media, campaign);
}

export interface Templates {
  /** The node's templates for a campaign, read again when the blocks that it shares have changed. */
  of(campaign: CampaignNode | undefined): Promise<OpenMessage>;
}

/**
 * Keeps the templates of a node read. Whenever they are read, what can be found without data is told: each problem once.
 * @param known what the templates will meet
 */
export function keepTemplates(
  config: RenderMessageConfig,
  known: (campaign: CampaignNode | undefined) => Surroundings,
  tell: (problems: Problem[], faults: Fault[], language: string) => void,
): Templates {
  const nobody = {};
  const opened = new WeakMap<object, { blocks: Blocks; message: Promise<OpenMessage> }>();
  const told = new Set<string>();
  const isNew = (text: string) => !told.has(text) && told.add(text) !== undefined;

  async function open(campaign: CampaignNode | undefined, blocks: Blocks, faults: readonly Fault[]) {
    const language = campaign?.part.locale ?? "en";
    const fresh = faults.filter(({ key, data }) => isNew(JSON.stringify([key, data])));
    try {
      const message = await openMessage(config, language, blocks, campaign);
      const hasLinks = await hasLinksFor(campaign);
      const missing = campaign === undefined ? undefined : await missingOf(config, message, campaign);
      const problems = message
        .problems({ ...known(campaign), blocks, language, hasLinks, ...(missing !== undefined && { missing }) })
        // Without its campaign nobody knows which texts are shared.
        .filter(({ code }) => campaign !== undefined || !code.startsWith("message.unknown-block"))
        .filter(({ pointer, code, detail }) => isNew(JSON.stringify([pointer, code, detail])));
      tell(problems, fresh, language);
      return message;
    } catch (error) {
      if (error instanceof Fault) tell([], [...fresh, error], language);
      throw error;
    }
  }

  return {
    async of(campaign) {
      const { blocks, faults } = await blocksOfCampaign(campaign);
      const key = campaign ?? nobody;
      const kept = opened.get(key);
      if (kept?.blocks === blocks) return kept.message;
      const message = open(campaign, blocks, faults);
      opened.set(key, { blocks, message });
      // What failed is tried again.
      message.catch(() => opened.get(key)?.message === message && opened.delete(key));
      return message;
    },
  };
}
