import { join } from "node:path";
import type { Node, NodeAPI, NodeDef } from "node-red";
import { CampaignMessage, Fault, type JsonObject } from "../../src/contract/index.ts";
import { measureSms } from "../../src/sms/index.ts";
import { smsOutbox } from "../../src/sms-gateway/index.ts";
import type { SmsAccountNode } from "../shared/accounts.ts";
import { handleInput } from "../shared/handle-input.ts";
import { inWords } from "../shared/in-words.ts";
import { playOf } from "../shared/plays.ts";
import { queueSend } from "../shared/queue-send.ts";
import { toldSend } from "../shared/told-send.ts";
import { type CampaignNode, campaignOf, takeOn } from "../shared/with-campaign.ts";
import { migrate, type SendSmsConfig } from "./config.ts";
import { performerOf, type SmsWay, smsRehearsal } from "./performer.ts";

/** What the history tells of a text message, how long it is as well. */
function told(message: CampaignMessage): JsonObject {
  const { encoding, segments } = measureSms(message.content?.text ?? "");
  return { ...toldSend("sms", message), encoding, segments };
}

/** The way of the chosen account. @throws Fault `sms.account-missing`, and what is wrong with the account */
function wayOf(RED: NodeAPI, { account, most }: SendSmsConfig, campaign: CampaignNode): SmsWay {
  const ofTests = smsOutbox(campaign.inFolder(join(campaign.testFolder, "sms")));
  const country = () => campaign.rules.country;
  if (account === "") {
    const outbox = smsOutbox(campaign.inFolder("sms"));
    return { most, country, carrierOf: (test) => (test ? ofTests : outbox) };
  }
  const node = RED.nodes.getNode(account) as SmsAccountNode | null;
  if (typeof node?.carrier !== "function") throw new Fault("sms.account-missing");
  const carrier = node.carrier();
  // What stays in a folder of the house keeps tests apart; a provider gets them, at the number of tests.
  const inHouse = carrier.lookup !== undefined;
  return { most, country, carrierOf: (test) => (test && inHouse ? ofTests : carrier) };
}

/** Send SMS: a text message goes out once, whatever crashes or is redeployed. */
export default function register(RED: NodeAPI): void {
  RED.nodes.registerType("send-sms", function (this: Node, def: NodeDef & SendSmsConfig) {
    RED.nodes.createNode(this, def);
    const config = migrate(def);
    const campaign = campaignOf(RED, this, config.campaign);
    let wrong: unknown = campaign === undefined ? new Fault("campaign.missing") : undefined;
    if (campaign !== undefined) {
      let way: SmsWay | undefined;
      try {
        way = wayOf(RED, config, campaign);
      } catch (error) {
        wrong = error;
        this.status({ fill: "red", shape: "ring", text: "status.error" });
        this.error(inWords(error, campaign.part.locale));
      }
      // Messages that are kept already wait until the node can send them.
      takeOn(RED, this, campaign, 3, {
        ...(way !== undefined && { performer: performerOf(way) }),
        sentStatus: "status.sent",
        play: { rehearsal: smsRehearsal(() => campaign.rules.country, config.most) },
      });
    }
    handleInput(this, async (message) => {
      // A play has no use for the account.
      if (campaign === undefined || (wrong !== undefined && playOf(message) === undefined)) throw wrong;
      const parsed = CampaignMessage.parse(message);
      const { content } = parsed;
      if (content?.channel !== "sms" || content.text === undefined)
        throw new Fault("send.no-content", { channel: "sms" });
      const { payload: _payload, ...rest } = message;
      await queueSend(this, campaign, message, {
        part: content.id,
        message: () => rest,
        told: told(parsed),
        status: { queued: "status.queued", taken: "status.already-sent", over: "status.over" },
      });
    });
  });
}
