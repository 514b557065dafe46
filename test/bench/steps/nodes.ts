import type { Node, NodeAPI, NodeDef } from "node-red";
import type { accept } from "../../../nodes/inbound-webhook/keep-event.ts";
import type { handleInput } from "../../../nodes/shared/handle-input.ts";
import type { queueSend } from "../../../nodes/shared/queue-send.ts";
import type { CampaignNode, campaignOf, takeOn } from "../../../nodes/shared/with-campaign.ts";
import { answer } from "../in-node-red/answer.ts";
import { type Layers, layersOf } from "../in-node-red/layers.ts";
import { profileWhile } from "../in-node-red/profile.ts";
import { caseOf, dataOf } from "./cases.ts";

/** Of the built package. */
interface Parts {
  accept: typeof accept;
  handleInput: typeof handleInput;
  campaignOf: typeof campaignOf;
  takeOn: typeof takeOn;
  queueSend: typeof queueSend;
}

interface BenchConfig extends NodeDef {
  campaign: string;
}

/** What is asked of the feed. */
export interface StepsOrder {
  /** Id and configuration of the webhook that the events come to. */
  webhook: string;
  config: Parameters<typeof accept>[2];
  /** Events under way at the same time, each until its send has ended. */
  most: number;
  /** Cases that can be decided. */
  cases: number;
  /** Milliseconds. */
  warmUp: number;
  measured: number;
  profiled: number;
}

/** Instants are milliseconds since the epoch, CPU time is in microseconds; `sent`: sends that ended meanwhile. */
export interface StepsMeasured {
  accepted: number;
  window: { from: number; to: number; sent: number; cpu: number; mainCpu: number };
  profile: { sent: number; main: Layers; workers: Layers };
}

/** Sends that have ended. */
let sent = 0;
let oneSent = () => {};

export function register(RED: NodeAPI, parts: Parts): void {
  RED.nodes.registerType("bench-sender", function (this: Node, config: BenchConfig) {
    RED.nodes.createNode(this, config);
    sender(RED, this, config, parts);
  });
  RED.nodes.registerType("bench-feed", function (this: Node, config: BenchConfig) {
    RED.nodes.createNode(this, config);
    const campaign = parts.campaignOf(RED, this, config.campaign);
    if (campaign === undefined) return;
    answer<StepsOrder>(RED, "/bench/steps", (order) => feed(order, campaign, parts));
  });
}

/** A sender as they all are, whose carrier answers at once: what is left is what the engine costs. */
function sender(RED: NodeAPI, node: Node, config: BenchConfig, parts: Parts): void {
  const campaign = parts.campaignOf(RED, node, config.campaign);
  if (campaign === undefined) return;
  parts.takeOn(RED, node, campaign, 3, {
    performer: {
      channel: "service",
      recovery: "key",
      perform: async ({ id }) => ({ state: "sent", reference: id }),
    },
    emitted: () => {
      sent += 1;
      oneSent();
    },
  });
  parts.handleInput(node, async (message) => {
    await parts.queueSend(node, campaign, message, {
      part: "bench",
      message: () => message,
      told: { channel: "service" },
      status: { queued: "queued", taken: "taken", over: "over" },
    });
  });
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Feeds events as the webhook does once it has checked a call, keeps so many under way, and measures meanwhile. */
async function feed(order: StepsOrder, campaign: CampaignNode, parts: Parts): Promise<StepsMeasured> {
  let accepted = 0;
  let failed: unknown;
  let stopped = false;
  let planned = false;

  async function one(index: number): Promise<void> {
    const { receipt } = await parts.accept(
      {
        ...{ eventId: `msg_${index}`, idProven: true, bodyHash: "0".repeat(64), caseKey: caseOf(index, order.cases) },
        ...{ data: dataOf(index), recipient: {}, unknown: [], test: false, receivedAt: Date.now() },
      },
      order.webhook,
      order.config,
      campaign,
    );
    if (receipt !== "accepted") throw new Error(`event ${index}: ${receipt}`);
  }
  function fill(): void {
    planned = false;
    while (!stopped && accepted - sent < order.most) {
      if (accepted === order.cases) failed ??= new Error(`${order.cases} cases were not enough`);
      if (failed !== undefined) return;
      one(accepted).catch((error: unknown) => {
        failed ??= error;
      });
      accepted += 1;
    }
  }
  oneSent = () => {
    if (!planned) setImmediate(fill);
    planned = true;
  };
  fill();
  await pause(order.warmUp);
  const [from, before, cpu, mainCpu] = [Date.now(), sent, process.cpuUsage(), process.threadCpuUsage()];
  await pause(order.measured);
  const used = process.cpuUsage(cpu);
  const main = process.threadCpuUsage(mainCpu);
  const window = {
    from,
    to: Date.now(),
    sent: sent - before,
    cpu: used.user + used.system,
    mainCpu: main.user + main.system,
  };
  let sends = 0;
  const profiles = await profileWhile(async () => {
    const first = sent;
    await pause(order.profiled);
    sends = sent - first;
  });
  stopped = true;
  if (failed !== undefined) throw failed;
  const workers: Layers = {};
  for (const profile of profiles.workers)
    for (const [layer, time] of Object.entries(layersOf(profile))) workers[layer] = (workers[layer] ?? 0) + time;
  return { accepted, window, profile: { sent: sends, main: layersOf(profiles.main), workers } };
}
