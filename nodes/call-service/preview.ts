import type { NodeAPI } from "node-red";
import * as z from "zod";
import { systemClock } from "../../src/clock.ts";
import { Fault, type JsonObject, type Recipient } from "../../src/contract/index.ts";
import { TemplateFault } from "../../src/message/index.ts";
import { compileService, type Occasion, requestOf } from "../../src/service/index.ts";
import { callbackOf } from "../shared/callback.ts";
import { inWords } from "../shared/in-words.ts";
import { madeUpPerson } from "../shared/made-up-person.ts";
import type { CampaignNode } from "../shared/with-campaign.ts";
import { type CallServiceConfig, defaults, migrate } from "./config.ts";

/** The request as it would go out, secrets as dots. */
export interface PreviewAnswer {
  method: string;
  url: string;
  headers: [name: string, value: string][];
  body: string;
  /** A recipient of the campaign; else a made-up one. */
  real: boolean;
}

const Request = z.object({ config: z.record(z.string(), z.unknown()) });
const masked = "••••••";
/** Stands in for the secret wherever one is asked for: the form's own never leaves the browser for a preview. */
const standIn = `whsec_${Buffer.alloc(32).toString("base64")}`;

async function sampleOf(campaign: CampaignNode | null): Promise<Recipient | undefined> {
  if (campaign?.house === undefined) return undefined;
  try {
    const [one] = await (await campaign.house).store.sample(campaign.id, 1);
    return one;
  } catch {
    // A store that cannot be read says so elsewhere; the preview does without.
    return undefined;
  }
}

function sampleMessage(recipient: Recipient, campaign: CampaignNode | null, callback: string): JsonObject {
  const name = campaign?.part.name ?? "";
  const { locale = "fr", timeZone = "Europe/Paris" } = campaign?.part ?? {};
  const at = new Date().toISOString();
  return {
    recipient: recipient as unknown as JsonObject,
    campaign: { id: campaign?.id ?? "c", name, locale, timeZone, test: true },
    journey: { id: "sample", caseKey: "D-1001", startedAt: at, test: true },
    event: { id: "sample", type: "decision", receivedAt: at, data: { decision: "accepted" } },
    decision: { value: "accepted", label: "accepted", rule: 0, reason: "" },
    ...(callback !== "" && { callback }),
  };
}

/** @throws Fault, TemplateFault what is wrong with the settings or their templates */
async function sampleRequest(RED: NodeAPI, body: unknown): Promise<PreviewAnswer> {
  const parsed = Request.safeParse(body);
  if (!parsed.success) throw new Fault("service.preview");
  const known = Object.entries(parsed.data.config).filter(([name]) => name in defaults);
  const config = migrate(Object.fromEntries(known) as Partial<CallServiceConfig>);
  compileService(config, standIn, systemClock);
  const campaign = RED.nodes.getNode(config.campaign) as CampaignNode | null;
  const found = await sampleOf(campaign);
  const message = sampleMessage(found ?? madeUpPerson, campaign, callbackFor(RED, config, campaign));
  const { locale = "fr", timeZone = "Europe/Paris" } = campaign?.part ?? {};
  const occasion: Occasion = { message, language: locale, timeZone, now: Date.now() };
  const { method, url, headers, body: bytes } = requestOf(config, occasion);
  const sent = { ...headers, ...maskedProof(config), "idempotency-key": "…" };
  return {
    method,
    url,
    headers: Object.entries(sent),
    body: bytes === undefined ? "" : readable(Buffer.from(bytes).toString("utf8")),
    real: found !== undefined,
  };
}

function callbackFor(RED: NodeAPI, config: CallServiceConfig, campaign: CampaignNode | null): string {
  if (config.callback === "") return "";
  try {
    return campaign === null ? "" : callbackOf(RED, config.callback, campaign);
  } catch {
    // Not deployed yet, or without a public address: what it will look like.
    return "https://campaigns.example.org/webhook/…";
  }
}

function maskedProof({ authentication, header }: CallServiceConfig): Record<string, string> {
  switch (authentication) {
    case "none":
      return {};
    case "api-key":
      return { [header.toLowerCase()]: masked };
    case "basic":
      return { authorization: `Basic ${masked}` };
    case "standard-webhooks":
      return { "webhook-id": "…", "webhook-timestamp": "…", "webhook-signature": `v1,${masked}` };
    case "bearer":
    case "oauth2":
      return { authorization: `Bearer ${masked}` };
  }
}

function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

const problemsOf = (error: unknown, language: string): string[] =>
  error instanceof TemplateFault
    ? error.problems.map((problem) => `${problem.pointer}: ${problem.detail}`)
    : [inWords(error, language)];

/** `POST /belle-histoire/call-service/preview` with the values of the form: the request for a sample recipient. */
export function previewRoute(RED: NodeAPI): void {
  const allowed = RED.auth.needsPermission("call-service.read");
  RED.httpAdmin.post("/belle-histoire/call-service/preview", allowed, (request, response) => {
    const language = request.headers["accept-language"]?.startsWith("fr") ? "fr" : "en";
    sampleRequest(RED, request.body).then(
      (answer) => response.json(answer),
      (error: unknown) => response.status(422).json({ problems: problemsOf(error, language) }),
    );
  });
}
