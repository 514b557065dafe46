import { sha256 } from "../../src/contract/index.ts";
import { languageOf } from "../../src/language/index.ts";
import type { PageBehind } from "../../src/page/index.ts";
import { forbidden } from "../../src/policy/index.ts";
import type { KeptPage } from "../../src/store/index.ts";
import type { PageLinks } from "../shared/links.ts";
import type { CampaignNode } from "../shared/with-campaign.ts";
import type { PersonalPageConfig } from "./config.ts";
import { formOf } from "./form-of.ts";

/** All by which one may be sent marketing. */
const channels = ["print", "email", "sms"] as const;

/** `msg.event.type` of a response. */
export const responseType = "response";

interface Wishes {
  /** Id of the page's node: a page of another one has no address here. */
  node: string;
  now(): number;
  failed(error: unknown): void;
}

/** What answers to the visitors of a node's pages: the store by hashes, and whatever follows is woken at once. */
export async function pageBehind(
  config: PersonalPageConfig,
  campaign: CampaignNode,
  { node, now, failed }: Wishes,
): Promise<Omit<PageBehind, "tooMany">> {
  const { store, engine } = await campaign.house;
  const links: PageLinks = await campaign.pageLinks();
  const personOf = ({ recipient }: KeptPage) => ({ campaign: campaign.part.id, id: recipient });
  /** Whoever goes on from a page does so now. */
  const waking = <Answer>(answer: Answer, follows: boolean): Answer => {
    if (follows) engine.wake("event");
    return answer;
  };
  return {
    form: formOf(config),
    choices: config.choices,
    accentColour: config.accentColour,
    async find(token) {
      const page = await store.page(sha256(token), now());
      return page?.node === node && page.campaign === campaign.part.id ? page : undefined;
    },
    async languageOf(page) {
      const person = await store.recipient(personOf(page));
      return person === undefined ? undefined : languageOf(person.locale ?? campaign.part.locale);
    },
    async openChannels(page) {
      const recipient = await store.recipient(personOf(page));
      if (recipient === undefined) return [];
      const suppressed = await store.suppressed(campaign.part.id, recipient);
      return channels.filter(
        (channel) => forbidden({ recipient, suppressed }, { channel, purpose: "marketing" }) === undefined,
      );
    },
    assetAt: links.assetPath,
    async visited(token, doubtful) {
      const state = await store.visited(sha256(token), now(), doubtful);
      return waking(state, state === "first");
    },
    async responded({ token, ...said }) {
      const { again } = config;
      const state = await store.responded({ ...said, token: sha256(token), again, type: responseType, at: now() });
      return waking(state, state === "kept");
    },
    async optOut(token, closing) {
      const closed = await store.pageOptOut({ token: sha256(token), channels: closing, at: now() });
      return waking(closed, closed.length > 0);
    },
    secret: links.secret,
    now,
    failed,
  };
}
