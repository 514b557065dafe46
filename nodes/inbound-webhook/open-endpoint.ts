import { systemClock } from "../../src/clock.ts";
import { Fault } from "../../src/contract/index.ts";
import {
  type CompiledFields,
  checkIdentity,
  compileAuthentication,
  compileFields,
  type Endpoint,
  isEndpoint,
  type RateLimits,
  rates,
  type Secrets,
} from "../../src/webhook/index.ts";
import { bounds, type InboundWebhookConfig, isSlug } from "./config.ts";

/** A number of the form, which Node-RED saves as text. @throws {Fault} `webhook.setting` */
function within(setting: keyof typeof bounds, value: unknown): number {
  const { least, most } = bounds[setting];
  const number = typeof value === "string" && value.trim() === "" ? Number.NaN : Number(value);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new Fault("webhook.setting", { setting, value: String(value).slice(0, 50), least, most });
}

/** Days for which receipts are kept. @throws {Fault} `webhook.setting` */
export function retentionOf({ retention }: InboundWebhookConfig): number {
  return within("retention", retention);
}

/**
 * Everything that the endpoint of a configuration does by itself; what is kept, told and shown is added by the node.
 * @throws {Fault} the first thing that is wrong with the configuration or its secrets
 */
export function endpointOf(config: InboundWebhookConfig, secrets: Secrets): Omit<Endpoint, "accept"> {
  if (!isEndpoint(config.endpoint)) throw new Fault("webhook.address-missing");
  if (!isSlug(config.slug)) throw new Fault("webhook.slug", { value: config.slug.slice(0, 100) });
  const identity = { places: config.identity, field: config.identityField };
  checkIdentity(identity);
  const limits = limitsOf(config);
  return {
    authentication: compileAuthentication(config.authentication, secrets),
    addresses: addressesOf(config),
    rates: rates(config.endpoint, limits, systemClock.now),
    perMinute: limits.webhook,
    fields: fieldsOf(config),
    identity,
    limit: within("limit", config.limit) * 1024,
    batch: within("batch", config.batch),
    origins: config.origins,
    clock: systemClock,
  };
}

/** The table of fields, as calls are read by it. @throws {Fault} the first thing that is wrong with it */
export function fieldsOf({ fields, unknown, mode, country, currency }: InboundWebhookConfig): CompiledFields {
  return compileFields(fields, {
    unknown,
    recipientId: mode === "start",
    ...(country !== "" && { country }),
    ...(currency !== "" && { currency }),
  });
}

/**
 * What holds for who asks for receipts: as many questions as calls, counted apart, so that they use up no call.
 * @throws {Fault} `webhook.setting`
 */
export function receiptRules(config: InboundWebhookConfig): Pick<Endpoint, "rates" | "addresses"> {
  const counted = rates(`receipts ${config.endpoint}`, limitsOf(config), systemClock.now);
  return { rates: counted, addresses: addressesOf(config) };
}

/** @throws {Fault} `webhook.setting` */
export function limitsOf({ rate }: InboundWebhookConfig): RateLimits {
  return { webhook: within("rate", rate.webhook), source: within("rate", rate.source) };
}

function addressesOf({ authentication }: InboundWebhookConfig): Endpoint["addresses"] {
  const { addresses } = authentication;
  return addresses && { proxies: 0, header: "x-forwarded-for", ...addresses };
}
