import type { Node, NodeAPI, NodeDef } from "node-red";
import { systemClock } from "../../src/clock.ts";
import { Fault } from "../../src/contract/index.ts";
import {
  type AcceptedCall,
  type Answer,
  compileFields,
  type Endpoint,
  isEndpoint,
  type Refusal,
  readSecret,
  receive,
  receiveLimits,
} from "../../src/webhook/index.ts";
import { inWords } from "../shared/handle-input.ts";
import { registerEndpoint } from "../shared/public-endpoint.ts";
import { type CampaignNode, campaignOf, takeOn } from "../shared/with-campaign.ts";
import { endpointPath, type InboundWebhookConfig, type InboundWebhookCredentials, migrate } from "./config.ts";

type WebhookNode = Node<InboundWebhookCredentials>;

/** Keeps the call with its task; the receipt is true when this resolves. */
async function accept(
  call: AcceptedCall,
  node: Node,
  config: InboundWebhookConfig,
  campaign: CampaignNode,
): Promise<Answer> {
  const { store, engine } = await campaign.house;
  const { eventId, caseKey } = call;
  const result = await store.accept({
    campaign: campaign.part.id,
    node: node.id,
    endpoint: config.endpoint,
    eventId,
    eventType: config.eventType,
    bodyHash: call.bodyHash,
    caseKey,
    data: call.data,
    recipient: call.recipient,
    at: call.receivedAt,
  });
  if (result.receipt === "accepted") engine.wake();
  return {
    receipt: result.receipt,
    eventId,
    caseKey,
    ...("journey" in result && { journeyId: result.journey }),
    ...("reason" in result && { reason: result.reason }),
  };
}

/** Inbound webhook: the campaign's ear. An event leaves on the first output, a refusal on the second. */
export default function register(RED: NodeAPI): void {
  RED.nodes.registerType<WebhookNode, NodeDef & InboundWebhookConfig, object, InboundWebhookCredentials>(
    "inbound-webhook",
    function (this: WebhookNode, def) {
      RED.nodes.createNode(this, def);
      const config = migrate(def);
      const campaign = campaignOf(RED, this, config.campaign);
      if (campaign === undefined) return;
      const node: Node = this;
      const { part } = campaign;
      const trouble = (status: string, fault?: unknown) => {
        this.status({ fill: "red", shape: "ring", text: status });
        if (fault !== undefined) this.error(inWords(fault, part.locale));
      };
      const show = (text: string, fill: "green" | "yellow") => this.status({ fill, shape: "dot", text });
      const refused = (refusal: Partial<Refusal> & Pick<Refusal, "receipt">) => {
        show("status.refused", "yellow");
        this.send([null, { payload: refusal, campaign: part } as never]);
      };

      let leave = (_: { gone: boolean }) => {};
      takeOn(RED, this, campaign, 2, {}, (removed) => leave({ gone: removed }));
      if (!isEndpoint(config.endpoint)) return trouble("status.no-address", new Fault("webhook.address-missing"));
      try {
        const secret = this.credentials?.secret ?? "";
        if (secret === "") return trouble("status.no-secret", new Fault("webhook.secret-missing"));
        const secrets = [readSecret(secret)];
        const endpoint: Endpoint = {
          secrets: () => secrets,
          fields: compileFields(config.fields),
          limit: receiveLimits.body,
          clock: systemClock,
          async accept(call) {
            const answer = await accept(call, node, config, campaign);
            if (answer.receipt === "accepted") show("status.accepted", "green");
            else if (answer.receipt === "duplicate") show("status.duplicate", "yellow");
            else refused(answer);
            return answer;
          },
          refused,
          failed: (error) => this.error(inWords(error, part.locale)),
        };
        leave = registerEndpoint(RED, endpointPath(config.endpoint), (request, response) =>
          receive(endpoint, request, response),
        );
      } catch (error) {
        return trouble(
          "status.error",
          error instanceof Fault ? error : new Fault("store.failed", { message: String(error) }),
        );
      }
      this.status({ fill: "green", shape: "ring", text: "status.listening" });
    },
    { credentials: { secret: { type: "text" }, secrets: { type: "text" } } },
  );
}
