import type { NodeAPI } from "node-red";
import { rehearseCall } from "../../src/service/index.ts";
import type { Task } from "../../src/store/index.ts";
import { sampleData } from "../../src/webhook/index.ts";
import { callbackOf } from "../shared/callback.ts";
import type { Rehearsal } from "../shared/play-role.ts";
import type { Playing } from "../shared/plays.ts";
import type { CampaignNode } from "../shared/with-campaign.ts";
import type { CallServiceConfig } from "./config.ts";
import { occasionOf } from "./occasion.ts";

/** What the case lets the service answer, by the node's id or name; else what fits the fields that are asked for. */
function answerOf({ answers }: Playing, node: string, { name, answer, fields }: CallServiceConfig) {
  const named = [node, name.trim()].find((one) => Object.hasOwn(answers, one));
  const told = named === undefined ? undefined : answers[named];
  if (told !== undefined) return told;
  return answer === "json" && fields.length > 0 ? { data: sampleData(fields) } : {};
}

/** The call that would be made, to nobody. */
export function callRehearsal(
  RED: NodeAPI,
  node: string,
  config: CallServiceConfig,
  campaign: CampaignNode,
): Rehearsal {
  const callback = () => {
    try {
      return config.callback === "" ? undefined : callbackOf(RED, config.callback, campaign);
    } catch {
      // Nobody answers there in a play: the story goes on without a public address.
      return "https://campaign.invalid/webhook";
    }
  };
  return {
    channel: "service",
    async write(task: Task, play: Playing) {
      const occasion = occasionOf(task, campaign, callback(), play.house.clock.now());
      const { outcome, ...request } = rehearseCall(config, task.id, occasion, answerOf(play, node, config));
      return { content: { channel: "service", request }, outcome };
    },
  };
}
