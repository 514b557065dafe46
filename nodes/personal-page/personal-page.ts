import type { Node, NodeAPI, NodeDef } from "node-red";
import { CampaignMessage, Fault, idFrom } from "../../src/contract/index.ts";
import { messageToKeep } from "../../src/journey/index.ts";
import { handleInput, type Message } from "../shared/handle-input.ts";
import { inWords } from "../shared/in-words.ts";
import type { PageNode } from "../shared/page-address.ts";
import { playOf } from "../shared/plays.ts";
import { answerLost, awaitEndpoints, registerEndpoint, type Unregister } from "../shared/public-endpoint.ts";
import { flowRevision } from "../shared/running-flows.ts";
import { type CampaignNode, campaignOf, takeOn } from "../shared/with-campaign.ts";
import { checkSettings } from "./check-settings.ts";
import { migrate, type PersonalPageConfig, pageFolder, pagePath, slugOf } from "./config.ts";
import { playPart, tellPublished } from "./play-part.ts";
import { serveLost, servePages } from "./serve-page.ts";

const day = 86_400_000;

const statusOf = {
  published: "status.published",
  renewed: "status.renewed",
  over: "status.over",
  revoked: "status.revoked",
};

/** Personal page: a page of one recipient, where they look, answer and say what they want no more of. */
export default function register(RED: NodeAPI): void {
  RED.nodes.registerType("personal-page", function (this: PageNode, def: NodeDef & PersonalPageConfig) {
    RED.nodes.createNode(this, def);
    const config = migrate(def);
    const campaign = campaignOf(RED, this, config.campaign);
    if (campaign === undefined) {
      handleInput(this, () => {
        throw new Fault("campaign.missing");
      });
      return;
    }
    let close: Unregister = async () => {};
    let wrong: Fault | undefined;
    takeOn(RED, this, campaign, 3, { play: playPart(this.id, config, campaign) }, (removed) =>
      close({ gone: removed }),
    );
    try {
      close = open(RED, this, config, campaign);
      if (campaign.baseUrl.trim() === "") throw new Fault("personal-page.no-address", { campaign: campaign.part.name });
      this.status({ fill: "green", shape: "ring", text: "status.open" });
    } catch (error) {
      wrong = error instanceof Fault ? error : new Fault("store.failed", { message: String(error) });
      const text = wrong.key === "personal-page.no-address" ? "status.no-address" : "status.error";
      this.status({ fill: "red", shape: "ring", text });
      this.error(inWords(wrong, campaign.part.locale));
    }
    handleInput(this, async (message) => {
      // Whose page could not be seen has none.
      if (wrong !== undefined && playOf(message) === undefined) throw wrong;
      const state = await publish(this, config, campaign, message);
      await tellPublished(this.id, message, config);
      const fill = state === "published" || state === "renewed" ? "green" : "grey";
      this.status({ fill, shape: "dot", text: statusOf[state] });
    });
  });
  awaitEndpoints(RED, [pageFolder]);
  answerLost(RED, pageFolder, serveLost);
}

/** Opens the address of a node's pages; the answer closes it. @throws {Fault} what is wrong with its configuration */
function open(RED: NodeAPI, node: PageNode, config: PersonalPageConfig, campaign: CampaignNode): Unregister {
  checkSettings(config);
  const path = pagePath(node.id, config.slug);
  let closed = false;
  const handler = servePages(node.id, config, campaign, (error) => {
    if (!closed) node.error(inWords(error, campaign.part.locale));
  });
  const ended = campaign.hold();
  let closeAddress: Unregister;
  try {
    closeAddress = registerEndpoint(RED, { path, below: true, node: node.id, handler, ended });
  } catch (error) {
    ended();
    if (error instanceof Fault && error.key === "webhook.address-taken")
      throw new Fault("personal-page.slug-taken", { slug: slugOf(node.id, config.slug) });
    throw error;
  }
  node.pagesAt = { campaign: campaign.id, path };
  return (how) => {
    closed = true;
    return closeAddress(how);
  };
}

/**
 * Keeps the page of a message, or renews the one that its journey has here.
 * @throws {Fault} `personal-page.no-content`, `personal-page.no-journey`, `message.too-large`, `send.no-journey`
 */
async function publish(node: Node, config: PersonalPageConfig, campaign: CampaignNode, message: Message) {
  const { journey, content } = CampaignMessage.parse(message);
  if (content?.channel !== "page" || content.html === undefined)
    throw new Fault("personal-page.no-content", { reason: content === undefined ? "none" : "other" });
  if (journey === undefined) throw new Fault("personal-page.no-journey");
  // The recipient is read anew when they go on: the form may bring news of them.
  const { recipient: _recipient, ...kept } = messageToKeep(message);
  const [{ store, clock }, links] = await Promise.all([campaign.houseOf(message), campaign.pageLinks()]);
  const at = clock.now();
  return store.publish({
    id: idFrom("page", node.id, journey.id),
    campaign: campaign.part.id,
    journey: journey.id,
    root: journey.task,
    node: node.id,
    token: links.hash(node.id, journey.id),
    message: kept,
    expires: at + config.expires * day,
    flow: flowRevision(),
    at,
  });
}
