import type { Node, NodeAPI, NodeDef } from "node-red";
import { Fault } from "../../src/contract/index.ts";
import { see } from "../../src/observe/index.ts";
import { type Answer, type Endpoint, receive, type Secrets } from "../../src/webhook/index.ts";
import type { AddressedNode } from "../shared/callback.ts";
import { inWords } from "../shared/in-words.ts";
import { awaitEndpoints, publicUrl, registerEndpoint, type Unregister } from "../shared/public-endpoint.ts";
import { callsTopic, type DeskedWebhook } from "../shared/webhook-desk.ts";
import { type CampaignNode, campaignOf, takeOn } from "../shared/with-campaign.ts";
import {
  endpointPath,
  type InboundWebhookConfig,
  type InboundWebhookCredentials,
  kitPath,
  migrate,
  secretsOf,
  servesKit,
  webhookFolder,
} from "./config.ts";
import { deskRoutes } from "./desk-routes.ts";
import { accept } from "./keep-event.ts";
import { kitServer } from "./kit-place.ts";
import { forgetCalls, lastCallsOf } from "./last-calls.ts";
import { endpointOf, receiptRules, retentionOf } from "./open-endpoint.ts";
import { originOf } from "./origin.ts";
import { playPart } from "./play-part.ts";
import { receiptFolder, receiptPath, tellReceipt } from "./receipt-place.ts";
import { forgetOldReceipts } from "./retention.ts";
import { noteSecretUse } from "./secret-use.ts";
import { CallTeller } from "./tell-calls.ts";
import { lookOf, openedOf } from "./told-webhook.ts";

/** Below these of `httpNodeRoot` are the addresses of webhooks and of receipts. */
const folders = [webhookFolder, receiptFolder];

type WebhookNode = Node<InboundWebhookCredentials>;

/** What the routes of the form ask of a deployed webhook. */
export interface DeployedWebhook
  extends WebhookNode,
    Pick<AddressedNode, "standsAt">,
    Pick<DeskedWebhook, "look" | "opened"> {
  desk?: { config: InboundWebhookConfig; secrets: Secrets; campaign: CampaignNode; listening: boolean };
}

/** The secrets, with `${NAME}` taken from the environment of the node. @throws {Fault} `webhook.secrets-form` */
function readSecrets(RED: NodeAPI, node: WebhookNode): Secrets {
  const saved = secretsOf(node.credentials);
  if (saved === undefined) throw new Fault("webhook.secrets-form");
  const resolve = (text = "") => {
    const name = /^\$\{([^}]+)\}$/.exec(text.trim())?.[1];
    return name === undefined ? text : String(RED.util.evaluateNodeProperty(name, "env", node, {}) ?? "");
  };
  return Object.fromEntries(Object.entries(saved).map(([slot, text]) => [slot, resolve(text)]));
}

/** Inbound webhook: the campaign's ear. An event leaves on the first output, a refusal on the second. */
export default function register(RED: NodeAPI): void {
  const teller = new CallTeller((told) => RED.comms.publish(callsTopic, told, false));
  RED.nodes.registerType<WebhookNode, NodeDef & InboundWebhookConfig, object, InboundWebhookCredentials>(
    "inbound-webhook",
    function (this: WebhookNode, def) {
      RED.nodes.createNode(this, def);
      const config = migrate(def);
      const campaign = campaignOf(RED, this, config.campaign);
      if (campaign === undefined) return;
      let close: Unregister = async () => {};
      takeOn(RED, this, campaign, 2, { play: playPart(this.id, config, campaign) }, async (removed) => {
        await close({ gone: removed });
        if (removed) {
          forgetCalls(this.id);
          teller.forget(this.id);
        }
        teller.rest();
      });
      try {
        close = open(RED, this, config, readSecrets(RED, this), campaign, teller);
        this.status({ fill: "green", shape: "ring", text: "status.listening" });
      } catch (error) {
        const fault = error instanceof Fault ? error : new Fault("store.failed", { message: String(error) });
        const text = fault.key === "webhook.address-missing" ? "status.no-address" : "status.error";
        this.status({ fill: "red", shape: "ring", text });
        this.error(inWords(fault, campaign.part.locale));
      }
    },
    { credentials: { secret: { type: "text" }, secrets: { type: "text" } } },
  );
  deskRoutes(RED, teller);
  awaitEndpoints(RED, folders);
}

/** Opens the address of a webhook; the answer closes it. @throws {Fault} what is wrong with its configuration */
function open(
  RED: NodeAPI,
  node: DeployedWebhook,
  config: InboundWebhookConfig,
  secrets: Secrets,
  campaign: CampaignNode,
  teller: CallTeller,
): Unregister {
  const { part } = campaign;
  const calls = lastCallsOf(node.id);
  calls.keepBodies = config.keepBodies;
  calls.fields = config.fields;
  const receipts = receiptPath(config.endpoint);
  let closed = false;
  let shown = "";
  const show = (receipt: Answer["receipt"]) => {
    const [text, fill] = statusOf(receipt);
    // Each status goes to every editor that is open: in a storm the same one a thousand times a second.
    if (closed || text === shown) return;
    shown = text;
    node.status({ fill, shape: "dot", text });
  };
  const failed = (error: unknown) => node.error(inWords(error, part.locale));
  const rules = endpointOf(config, secrets);
  const asking = receiptRules(config);
  const endpoint: Endpoint = {
    ...rules,
    async accept(call) {
      const answer = await accept(call, node.id, config, campaign);
      show(answer.receipt);
      return answer;
    },
    statusUrl: (token, request) => publicUrl(RED, campaign.baseUrl || originOf(request), `${receipts}/${token}`),
    refused(refusal) {
      if (closed) return;
      show(refusal.receipt);
      node.send([null, { payload: refusal, campaign: part } as never]);
    },
    seen(call) {
      calls.add(call);
      teller.heard(node.id);
      see({ kind: "receipt", campaign: part.id, node: node.id, receipt: call.receipt, status: call.status });
      if (call.proof !== undefined) noteSecretUse(campaign, config.endpoint, call.proof, call.at, failed);
    },
    failed,
  };
  const retention = retentionOf(config);
  const closeAddress = registerEndpoint(RED, {
    path: endpointPath(config.endpoint, config.slug),
    node: node.id,
    handler: (request, response) => receive(endpoint, request, response),
    ended: campaign.hold(),
  });
  const closeReceipts = registerEndpoint(RED, {
    path: receipts,
    below: true,
    node: node.id,
    handler: (request, response) => tellReceipt(config.endpoint, campaign.house, asking, request, response),
    ended: campaign.hold(),
  });
  const closeKit = openKit(RED, node, config, secrets, campaign, failed);
  const stopForgetting = forgetOldReceipts(campaign, config.endpoint, retention, failed);
  node.standsAt = { campaign: campaign.id, path: endpointPath(config.endpoint, config.slug) };
  node.desk = { config, secrets, campaign, listening: true };
  node.look = (now) => {
    teller.asked(node.id);
    return lookOf(calls, part.timeZone, now);
  };
  node.opened = () => openedOf(RED, config, secrets, campaign);
  return async (how) => {
    closed = true;
    stopForgetting();
    await Promise.all([closeAddress(how), closeReceipts(how), closeKit(how)]);
  };
}

/** Opens the advertiser's kit where there is one. What is wrong with it keeps no call away. */
function openKit(
  RED: NodeAPI,
  node: DeployedWebhook,
  config: InboundWebhookConfig,
  secrets: Secrets,
  campaign: CampaignNode,
  failed: (error: unknown) => void,
): Unregister {
  if (!servesKit(config)) return async () => {};
  try {
    const handler = kitServer(RED, config, secrets, campaign.baseUrl, failed);
    const path = kitPath(config.kit);
    const both = [false, true].map((below) => registerEndpoint(RED, { path, below, node: node.id, handler }));
    return async (how) => void (await Promise.all(both.map((close) => close(how))));
  } catch (error) {
    failed(error);
    return async () => {};
  }
}

function statusOf(receipt: Answer["receipt"]): [text: string, fill: "green" | "yellow"] {
  if (receipt === "accepted") return ["status.accepted", "green"];
  if (receipt === "early") return ["status.early", "green"];
  if (receipt === "held") return ["status.held", "yellow"];
  return [receipt === "duplicate" ? "status.duplicate" : "status.refused", "yellow"];
}
