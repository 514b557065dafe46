import type { Node, NodeAPI, NodeDef } from "node-red";
import { CampaignMessage, Fault } from "../../src/contract/index.ts";
import type { Performer } from "../../src/journey/index.ts";
import { type Carrier, type JobTicket, printFolder } from "../../src/print/index.ts";
import type { Assets, Task } from "../../src/store/index.ts";
import { handleInput } from "../shared/handle-input.ts";
import { queueSend } from "../shared/queue-send.ts";
import { toldSend } from "../shared/told-send.ts";
import { campaignOf, takeOn } from "../shared/with-campaign.ts";
import { migrate, type SendPrintJobConfig } from "./config.ts";

/** The print job of a claimed send. */
async function submit(task: Task, config: SendPrintJobConfig, carrier: Carrier, assets: Assets) {
  const { content } = CampaignMessage.parse(task.message);
  if (content?.pdf === undefined) throw new Fault("send.no-content", { channel: "print" });
  const pdf = await assets.get(content.pdf);
  const { caseKey } = task.journey;
  const ticket: JobTicket = {
    version: 1,
    id: task.id,
    campaign: task.campaign,
    ...(caseKey !== undefined && { caseKey }),
    recipient: task.recipient.id,
    document: { file: "", sha256: content.pdf.hash, bytes: content.pdf.bytes, pages: content.pages ?? 1 },
    media: "iso_a4_210x297mm",
    sides: config.sides,
    colour: config.colour,
    copies: config.copies,
    createdAt: new Date().toISOString(),
    test: task.journey.test,
    template: content.template,
    language: content.language,
  };
  return carrier.submit({ id: task.id, pdf, ticket });
}

/** Send print job: a letter goes to the print folder once, whatever crashes or is redeployed. */
export default function register(RED: NodeAPI): void {
  RED.nodes.registerType("send-print-job", function (this: Node, def: NodeDef & SendPrintJobConfig) {
    RED.nodes.createNode(this, def);
    const config = migrate(def);
    const campaign = campaignOf(RED, this, config.campaign);
    if (campaign !== undefined) {
      const places = {
        real: printFolder(campaign.inFolder(config.folder || "letters")),
        test: printFolder(campaign.inFolder(campaign.testFolder)),
      };
      const carrierOf = ({ journey }: Task) => (journey.test ? places.test : places.real);
      const performer: Performer = {
        channel: "print",
        recovery: "lookup",
        perform: async (task) => submit(task, config, carrierOf(task), (await campaign.house).assets),
        lookup: (task) => carrierOf(task).lookup(task.id),
        settled: (task) => carrierOf(task).settle(task.id),
      };
      takeOn(RED, this, campaign, 3, { performer, sentStatus: "status.sent" });
    }
    handleInput(this, async (message) => {
      if (campaign === undefined) throw new Fault("campaign.missing");
      const parsed = CampaignMessage.parse(message);
      const { content } = parsed;
      if (content?.channel !== "print" || content.pdf === undefined)
        throw new Fault("send.no-content", { channel: "print" });
      const { payload: _payload, ...rest } = message;
      await queueSend(this, campaign, message, {
        part: content.id,
        message: () => rest,
        told: toldSend("print", parsed),
        status: { queued: "status.queued", taken: "status.already-sent", over: "status.over" },
      });
    });
  });
}
