import type { IncomingMessage, ServerResponse } from "node:http";
import type { NodeAPI } from "node-red";
import { systemClock } from "../../src/clock.ts";
import { Fault, sha256 } from "../../src/contract/index.ts";
import { languageOf } from "../../src/language/index.ts";
import {
  type Ask,
  answerAsset,
  answerFailed,
  answerUnsubscribe,
  type Behind,
  type Tokens,
  tokensOf,
} from "../../src/links/index.ts";
import { rates, spokenTo, writeReply } from "../../src/webhook/index.ts";
import type { Links, PageLinks } from "../shared/links.ts";
import { publicUrl, registerEndpoint, type Unregister } from "../shared/public-endpoint.ts";
import type { CampaignNode } from "../shared/with-campaign.ts";

/** Below this folder of `httpNodeRoot` are the addresses that recipients follow. */
export const linkFolder = "/link";

type What = "unsubscribe" | "asset";
const pathOf = (campaign: string, what: What) => `${linkFolder}/${encodeURIComponent(campaign)}/${what}`;

/**
 * Visits of one link, and of all links of a campaign, in a minute. A picture that all mails show is one link. Scanners look
 * at every link of a mailing: what somebody says is counted by itself, and never refused for the sake of all.
 */
const looks = { unsubscribe: { source: 30, webhook: 6_000 }, asset: { source: 0, webhook: 12_000 } } as const;
const words = { source: 30, webhook: 0 } as const;

const made = new WeakMap<CampaignNode, Promise<Tokens>>();

/** The tokens of a campaign; the secret is asked of the store once. */
function tokensFor(campaign: CampaignNode): Promise<Tokens> {
  const known = made.get(campaign);
  if (known !== undefined) return known;
  const secret = campaign.house.then(({ store }) => store.linkSecret());
  const tokens = secret.then((found) => tokensOf(found, campaign.id));
  made.set(campaign, tokens);
  // What failed is tried again.
  tokens.catch(() => made.delete(campaign));
  return tokens;
}

/** The addresses that a campaign gives to its messages; undefined where it has no public address of its own. */
export async function linksIn(RED: NodeAPI, campaign: CampaignNode): Promise<Links | undefined> {
  if (campaign.baseUrl.trim() === "") return undefined;
  const tokens = await tokensFor(campaign);
  const url = (what: What, token: string) =>
    publicUrl(RED, campaign.baseUrl.trim(), `${pathOf(campaign.id, what)}/${token}`);
  return {
    unsubscribe: (recipient, channel, test) => url("unsubscribe", tokens.unsubscribe({ recipient, channel, test })),
    page: (node, path, journey) => publicUrl(RED, campaign.baseUrl.trim(), `${path}/${tokens.page(node, journey)}`),
    asset: (asset) => url("asset", tokens.asset(asset)),
  };
}

/** What the pages of a campaign need. A proxy may serve this Node-RED below a path: that of the public address. */
export async function pageLinksIn(RED: NodeAPI, campaign: CampaignNode): Promise<PageLinks> {
  const { store } = await campaign.house;
  const [tokens, secret] = await Promise.all([tokensFor(campaign), store.linkSecret()]);
  const base = campaign.baseUrl.trim();
  const below = URL.canParse(base) ? new URL(base).pathname : "";
  return {
    hash: (node, journey) => sha256(tokens.page(node, journey)),
    assetPath: (asset) => publicUrl(RED, below, `${pathOf(campaign.id, "asset")}/${tokens.asset(asset)}`),
    secret,
  };
}

async function behind(campaign: CampaignNode, what: What, failed: (error: unknown) => void): Promise<Behind> {
  const tokens = await tokensFor(campaign);
  const { store, assets } = await campaign.house;
  const calls = {
    look: rates(`links ${what} look ${campaign.id}`, looks[what], systemClock.now),
    word: rates(`links ${what} word ${campaign.id}`, words, systemClock.now),
  };
  return {
    tokens,
    async languageOf(id) {
      const person = await store.recipient({ campaign: campaign.id, id });
      // As their messages are written: in theirs, else in the campaign's.
      return person === undefined ? undefined : languageOf(person.locale ?? campaign.part.locale);
    },
    optOut: (word) =>
      store.optOut({
        ...word,
        campaign: campaign.id,
        reason: "unsubscribed",
        source: "unsubscribe link",
        at: systemClock.now(),
      }),
    bytesOf: (asset) =>
      assets.get(asset).catch((error: unknown) => {
        if (error instanceof Fault && error.key === "asset.missing") return undefined;
        throw error;
      }),
    tooMany: async (link, how) => (await calls[how](link))?.retryAfter,
    failed,
  };
}

/**
 * Opens the addresses of a campaign's links; the answer closes them. They are there also where the campaign has no public
 * address any more, for messages that were sent before have them.
 * @throws Fault `webhook.no-server`
 */
export function openLinks(RED: NodeAPI, campaign: CampaignNode, failed: (error: unknown) => void): Unregister {
  const open = (what: What, answer: typeof answerAsset): Unregister => {
    let ready: Promise<Behind> | undefined;
    const ended = campaign.hold();
    const handler = async (request: IncomingMessage, response: ServerResponse) => {
      try {
        ready ??= behind(campaign, what, failed);
        await serve(request, response, await ready, answer);
      } catch (error) {
        ready = undefined;
        failed(error);
        const reply = answerFailed(spokenTo(request.headers["accept-language"]));
        await writeReply(request, response, reply, systemClock).catch(() => {});
      }
    };
    try {
      return registerEndpoint(RED, { path: pathOf(campaign.id, what), below: true, node: campaign.id, ended, handler });
    } catch (error) {
      ended();
      throw error;
    }
  };
  const close = [open("unsubscribe", answerUnsubscribe), open("asset", answerAsset)];
  return async (how) => void (await Promise.all(close.map((one) => one(how))));
}

/** Nothing of a body is needed: the address says all. */
async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  behind: Behind,
  answer: typeof answerAsset,
): Promise<void> {
  const ignore = () => {};
  request.on("error", ignore);
  response.on("error", ignore);
  const [path = "", query = ""] = (request.url ?? "").split("?");
  const ask: Ask = {
    method: request.method ?? "GET",
    token: path.split("/").at(-1) ?? "",
    language: spokenTo(request.headers["accept-language"]),
    by: query === "page" ? "page" : "one-click",
    range: request.headers.range,
  };
  const { status, headers, body } = await answer(ask, behind);
  const reply = { status, headers, body: ask.method === "HEAD" ? "" : body };
  await writeReply(request, response, reply, systemClock);
}
