import type { Node, NodeAPI, NodeDef } from "node-red";
import { systemClock } from "../../src/clock.ts";
import { CampaignMessage, Fault } from "../../src/contract/index.ts";
import type { Batching, Performer } from "../../src/journey/index.ts";
import { usePool } from "../../src/pool.ts";
import { handleInput } from "../shared/handle-input.ts";
import { inWords } from "../shared/in-words.ts";
import { queueSend } from "../shared/queue-send.ts";
import { sayStatus } from "../shared/say-status.ts";
import { faultStatus } from "../shared/send-status.ts";
import { toldSend } from "../shared/told-send.ts";
import { type CampaignNode, campaignOf, takeOn } from "../shared/with-campaign.ts";
import { batchingOf } from "./batch/batching.ts";
import { commandOf, obey } from "./batch/command.ts";
import { migrate, type SendPrintJobConfig } from "./config.ts";
import { type Following, followJobs } from "./follow-jobs.ts";
import { hearEvent } from "./hear-events.ts";
import { showsHeld } from "./held.ts";
import { contentOf, paperOf } from "./job-of.ts";
import { performerOf } from "./performer.ts";
import { type Press, pressOf } from "./press.ts";
import { printRehearsal } from "./rehearsal.ts";

type Settled = Parameters<NonNullable<Batching["settled"]>>;

/** Asks the printer once whether it can do what the node wants, and shows what it cannot; nothing waits for the answer. */
function askOnce(node: Node, press: Press, config: SendPrintJobConfig, { part }: CampaignNode): void {
  const asked = press.real?.check?.(paperOf(config));
  let open = true;
  node.on("close", () => {
    open = false;
  });
  asked?.catch((error: unknown) => {
    if (!open) return;
    node.warn(inWords(error, part.locale));
    if (error instanceof Fault) sayStatus(node, faultStatus(error), part.locale);
  });
}

/** Tells what becomes of letters after they were taken, as long as the node is there. */
function follow(node: Node, press: Press, campaign: CampaignNode): () => void {
  const { real } = press;
  let following: Following | undefined;
  const deaf = press.events?.((event) => hearEvent(event, node.id, campaign, following));
  if (deaf !== undefined) node.on("close", deaf);
  // A folder of the node itself tells nothing of its letters.
  if (real === undefined || press.service === undefined) return () => {};
  const { part } = campaign;
  let open = true;
  let needed: string | undefined;
  const needs = (fault: Fault | undefined) => {
    const now = fault && JSON.stringify([fault.key, fault.data]);
    if (now === needed) return;
    needed = now;
    if (fault === undefined) node.status({ fill: "green", shape: "dot", text: "status.sent" });
    else sayStatus(node, faultStatus(fault), part.locale);
  };
  campaign.house.then(
    ({ store, engine }) => {
      if (!open) return;
      const around = { store, node: node.id, way: real, clock: systemClock, locale: part.locale, needs };
      following = followJobs({ ...around, kept: () => engine.wake("event") });
    },
    // That the store cannot be opened is told by the campaign.
    () => {},
  );
  node.on("close", () => {
    open = false;
    following?.close();
  });
  return () => following?.wake();
}

/** Send print job: a letter goes to a print folder or a printer once, whatever crashes or is redeployed. */
export default function register(RED: NodeAPI): void {
  RED.nodes.registerType("send-print-job", function (this: Node, def: NodeDef & SendPrintJobConfig) {
    RED.nodes.createNode(this, def);
    const config = migrate(def);
    const campaign = campaignOf(RED, this, config.campaign);
    if (campaign !== undefined) {
      const leavePool = usePool();
      this.on("close", (_removed: boolean, done: () => void) => {
        leavePool().then(() => done());
      });
      let performer: Performer | undefined;
      try {
        const press = pressOf(RED, config, campaign);
        const wake = follow(this, press, campaign);
        const batching = batchingOf(this, press, config, campaign);
        const followed = { ...batching, settled: async (...of: Settled) => batching.settled?.(...of).finally(wake) };
        const own = performerOf(press, config, campaign, followed);
        performer = { ...own, settled: async (task) => own.settled?.(task).finally(wake) };
        if (press.real === undefined) this.status({ fill: "blue", shape: "ring", text: "status.trial" });
        askOnce(this, press, config, campaign);
      } catch (error) {
        this.status({ fill: "red", shape: "ring", text: "status.error" });
        this.error(inWords(error, campaign.part.locale));
      }
      // Letters that are kept already, and those that still come, wait until the service can be used.
      takeOn(RED, this, campaign, 3, {
        ...(performer !== undefined && { performer }),
        held: showsHeld(this, campaign),
        sentStatus: "status.sent",
        play: { rehearsal: printRehearsal(config) },
      });
    }
    handleInput(this, async (message, send) => {
      if (campaign === undefined) throw new Fault("campaign.missing");
      const command = commandOf(message);
      if (command !== undefined) {
        const batch = await obey(this, campaign, command);
        send([null, null, { ...message, batch, payload: batch }]);
        return;
      }
      const parsed = CampaignMessage.parse(message);
      const content = contentOf(parsed, config);
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
