import { join } from "node:path";
import type { Node, NodeAPI, NodeDef } from "node-red";
import { CampaignMessage, Fault } from "../../src/contract/index.ts";
import type { Performer } from "../../src/journey/index.ts";
import { openMailCarrier, usualMailSettings } from "../../src/mail/index.ts";
import type { Task } from "../../src/store/index.ts";
import type { MailAccountNode } from "../shared/accounts.ts";
import { handleInput } from "../shared/handle-input.ts";
import { inWords } from "../shared/in-words.ts";
import type { Rehearsal } from "../shared/play-role.ts";
import { queueSend } from "../shared/queue-send.ts";
import { toldSend } from "../shared/told-send.ts";
import { type CampaignNode, campaignOf, takeOn } from "../shared/with-campaign.ts";
import { mailPerformer } from "./carry-mail.ts";
import { migrate, type SendEmailConfig } from "./config.ts";
import { hearReport } from "./hear-report.ts";
import { mailOf } from "./mail-of.ts";

/** The chosen account; undefined: none was chosen. @throws Fault `send-email.account-missing` */
function accountOf(RED: NodeAPI, { account }: SendEmailConfig): MailAccountNode | undefined {
  if (account === "") return undefined;
  const node = RED.nodes.getNode(account) as Partial<MailAccountNode> | null;
  if (node?.carrier === undefined) throw new Fault("send-email.account-missing");
  return node as MailAccountNode;
}

/** Where mails go that no account sends: folders of the campaign, to be looked at. */
function outboxOf(config: SendEmailConfig, campaign: CampaignNode) {
  const outbox = (path: string) =>
    openMailCarrier({
      ...usualMailSettings,
      folder: campaign.inFolder(path),
      fromName: campaign.part.name,
      fromAddress: "campaign@localhost",
    });
  return { real: outbox(config.folder.trim() || "mails"), test: outbox(join(campaign.testFolder, "mails")) };
}

/** @throws Fault where the account cannot be used */
function performerOf(account: MailAccountNode | undefined, config: SendEmailConfig, campaign: CampaignNode): Performer {
  const own = account?.carrier();
  const ways = own === undefined ? outboxOf(config, campaign) : { real: own, test: own };
  const carrierOf = ({ journey }: Task) => (journey.test ? ways.test : ways.real);
  const unsubscribe = async ({ recipient, journey }: Task) =>
    (await campaign.links())?.unsubscribe(recipient.id, "email", journey.test);
  const canTell = ways.real.lookup !== undefined;
  return mailPerformer(carrierOf, {
    store: async () => (await campaign.house).store,
    async mailOf(task) {
      const { assets } = await campaign.house;
      return mailOf(task, { assets, unsubscribe, takesUnsubscriptions: account?.takesUnsubscriptions ?? false });
    },
    canTell,
    ...(!canTell && { atOnce: account?.connections }),
  });
}

/** The mail that would be handed over, to nobody. */
function rehearsalOf(campaign: CampaignNode): Rehearsal {
  const unsubscribe = async ({ recipient, journey }: Task) =>
    (await campaign.links())?.unsubscribe(recipient.id, "email", journey.test);
  return {
    channel: "email",
    async write(task, play) {
      // What the account adds to a mail is its own affair.
      const mail = await mailOf(task, { assets: play.house.assets, unsubscribe, takesUnsubscriptions: true });
      const { content } = CampaignMessage.parse(task.message);
      const files: Record<string, string> = {};
      for (const { cid, name, asset } of content?.inline ?? []) files[`cid:${cid}`] = await play.keep(name, asset);
      for (const { name, asset } of content?.attachments ?? []) files[name] = await play.keep(name, asset);
      const { to, subject, text, html } = mail;
      return {
        content: {
          ...{ channel: "email", to: to.address, subject, text, files },
          ...(html !== undefined && { html }),
          ...(content?.preheader !== undefined && { preheader: content.preheader }),
        },
      };
    },
  };
}

/** Send email: a mail goes to its server, or to a folder, once, whatever crashes or is redeployed. */
export default function register(RED: NodeAPI): void {
  RED.nodes.registerType("send-email", function (this: Node, def: NodeDef & SendEmailConfig) {
    RED.nodes.createNode(this, def);
    const config = migrate(def);
    const campaign = campaignOf(RED, this, config.campaign);
    if (campaign !== undefined) {
      let performer: Performer | undefined;
      try {
        const account = accountOf(RED, config);
        performer = performerOf(account, config, campaign);
        const deafen = account?.reports((report) => hearReport(campaign, report));
        this.on("close", () => deafen?.());
      } catch (error) {
        this.status({ fill: "red", shape: "ring", text: "status.error" });
        this.error(inWords(error, campaign.part.locale));
      }
      // Mails that are kept already, and those that still come, wait until the account can be used.
      takeOn(RED, this, campaign, 3, {
        ...(performer !== undefined && { performer }),
        sentStatus: "status.sent",
        play: { rehearsal: rehearsalOf(campaign) },
      });
    }
    handleInput(this, async (message) => {
      if (campaign === undefined) throw new Fault("campaign.missing");
      const parsed = CampaignMessage.parse(message);
      const { content } = parsed;
      if (content?.channel !== "email") throw new Fault("send.no-content", { channel: "email" });
      const { payload: _payload, ...rest } = message;
      await queueSend(this, campaign, message, {
        part: content.id,
        message: () => rest,
        told: toldSend("email", parsed),
        status: { queued: "status.queued", taken: "status.already-sent", over: "status.over" },
      });
    });
  });
}
