import type { Node, NodeAPI, NodeDef } from "node-red";
import { instant, systemClock } from "../../src/clock.ts";
import { CampaignMessage, Fault } from "../../src/contract/index.ts";
import type { Performer } from "../../src/journey/index.ts";
import { bodyKindOf, compileService, type Service } from "../../src/service/index.ts";
import { callbackOf } from "../shared/callback.ts";
import { handleInput, type Message } from "../shared/handle-input.ts";
import { inWords } from "../shared/in-words.ts";
import { playOf } from "../shared/plays.ts";
import { queueSend } from "../shared/queue-send.ts";
import { type CampaignNode, campaignOf, takeOn } from "../shared/with-campaign.ts";
import { type CallServiceConfig, type CallServiceCredentials, migrate } from "./config.ts";
import { occasionOf } from "./occasion.ts";
import { previewRoute } from "./preview.ts";
import { callRehearsal } from "./rehearsal.ts";

type ServiceNode = Node<CallServiceCredentials>;

/** @throws Fault `service.no-callback` where the table asks for an address that is not chosen */
function checkCallback({ method, body, rows, callback }: CallServiceConfig): void {
  const kind = bodyKindOf({ method, body });
  const asked = (kind === "table" || kind === "form") && rows.some(({ source }) => source === "callback");
  if (asked && callback === "") throw new Fault("service.no-callback");
}

/** Calls of one task and node are told apart by the content they follow and by their place in a split. */
function partOf(message: Message): string {
  const { content, parts } = message as { content?: { id?: unknown }; parts?: { index?: unknown } };
  return JSON.stringify([content?.id ?? null, parts?.index ?? null]);
}

/** Calls of one node at the same time: a service of a partner is not stormed. */
const atOnce = 8;

/** The service of tests: at their address, without the secret of the real one; undefined: there is none. */
function serviceOfTests(config: CallServiceConfig, { rules }: CampaignNode): Service | undefined {
  const { service: address } = rules.testing;
  if (address === undefined) return undefined;
  return compileService({ ...config, address, authentication: "none" }, "", systemClock);
}

function performerOf(RED: NodeAPI, config: CallServiceConfig, campaign: CampaignNode, service: Service): Performer {
  const ofTests = serviceOfTests(config, campaign);
  return {
    channel: "service",
    // What only reads can be done twice.
    recovery: config.method === "GET" ? "key" : config.recovery,
    atOnce,
    tries: config.tries,
    async perform(task) {
      const called = task.journey.test ? ofTests : service;
      if (called === undefined) throw new Fault("policy.no-test-service");
      let callback: string | undefined;
      try {
        callback = config.callback === "" ? undefined : callbackOf(RED, config.callback, campaign);
      } catch (error) {
        // In a deploy the webhook may be there in a moment.
        const message = { service: { id: task.id } };
        if (error instanceof Fault) return { state: "not-sent", reason: error, again: true, message };
        throw error;
      }
      return called.call(task.id, occasionOf(task, campaign, callback));
    },
  };
}

/** Call service: hands the case to somebody's HTTP API, once, whatever crashes or is redeployed. */
export default function register(RED: NodeAPI): void {
  RED.nodes.registerType<ServiceNode, NodeDef & CallServiceConfig, object, CallServiceCredentials>(
    "call-service",
    function (this: ServiceNode, def) {
      RED.nodes.createNode(this, def);
      const config = migrate(def);
      const campaign = campaignOf(RED, this, config.campaign);
      let service: Service | undefined;
      let wrong: unknown = new Fault("campaign.missing");
      if (campaign !== undefined) {
        try {
          checkCallback(config);
          service = compileService(config, this.credentials?.secret ?? "", systemClock);
        } catch (error) {
          wrong = error;
          this.status({ fill: "red", shape: "ring", text: "status.error" });
          this.error(inWords(error, campaign.part.locale));
        }
        // Calls that are kept already wait until the node can make them.
        takeOn(RED, this, campaign, 3, {
          ...(service !== undefined && { performer: performerOf(RED, config, campaign, service) }),
          sentStatus: "status.answered",
          play: { tells: ["answer"], rehearsal: callRehearsal(RED, this.id, config, campaign) },
        });
      }
      handleInput(this, async (message) => {
        // A play has no use for the secret.
        if (campaign === undefined || (service === undefined && playOf(message) === undefined)) throw wrong;
        const { service: before } = CampaignMessage.parse(message);
        await queueSend(this, campaign, message, {
          part: partOf(message),
          message: (id, at) => ({ ...message, service: { id, ...before, asked: instant(at) } }),
          told: { channel: "service", ...(service !== undefined && { host: service.host }) },
          status: { queued: "status.queued", taken: "status.already-called", over: "status.over" },
        });
      });
    },
    { credentials: { secret: { type: "password" } } },
  );
  previewRoute(RED);
}
