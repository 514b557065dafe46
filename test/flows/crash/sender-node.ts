import type { Node, NodeAPI, NodeDef } from "node-red";
import type { Performer } from "../../../src/journey/index.ts";
import type { Task } from "../../../src/store/index.ts";
import type { Job } from "./printer-process.ts";

/** Of the built package: one copy of each in the process that loads it. */
type SenderParts = typeof import("../../../nodes/parts.ts");

interface SenderConfig extends NodeDef {
  campaign: string;
  recovery: "lookup" | "park";
  /** Address of a queue of the printer. */
  queue: string;
}

/** A sender to the printer of the crash campaign. */
export function registerSender(RED: NodeAPI, parts: SenderParts): void {
  RED.nodes.registerType("crash-sender", function (this: Node, config: SenderConfig) {
    RED.nodes.createNode(this, config);
    const campaign = parts.campaignOf(RED, this, config.campaign);
    if (campaign === undefined) return;
    parts.takeOn(RED, this, campaign, 2, { performer: performerOf(config, parts) });
    parts.handleInput(this, (message) =>
      parts.queueSend(this, campaign, message, {
        part: "letter",
        message: () => message,
        told: { channel: "print" },
        status: { queued: "queued", taken: "taken", over: "over" },
      }),
    );
  });
}

function performerOf({ recovery, queue }: SenderConfig, parts: SenderParts): Performer {
  const failed = (again: boolean) => ({ reason: new parts.Fault("send.unknown"), again });
  return {
    channel: "print",
    recovery,
    async perform(task) {
      try {
        const answer = await fetch(queue, { method: "POST", body: JSON.stringify(jobOf(task, parts)) });
        const { reference } = (await answer.json()) as { reference: string };
        return { state: "sent", reference };
      } catch (error) {
        // A printer that was not there has printed nothing; of one that went silent only a lookup knows more.
        if (recovery === "lookup" || refused(error)) return { state: "not-sent", ...failed(true) };
        return { state: "unknown", reason: failed(false).reason };
      }
    },
    async lookup(task) {
      const answer = await fetch(`${queue}/${task.id}`);
      if (answer.status === 404) return { state: "never-seen" };
      const { reference } = (await answer.json()) as { reference: string };
      return { state: "sent", reference };
    },
  };
}

function jobOf(task: Task, { CampaignMessage }: SenderParts): Job {
  const { decision } = CampaignMessage.parse(task.message);
  return { id: task.id, caseKey: task.journey.caseKey ?? "", label: decision?.label ?? "" };
}

function refused(error: unknown): boolean {
  const { cause } = error as { cause?: { code?: string } };
  return cause?.code === "ECONNREFUSED";
}
