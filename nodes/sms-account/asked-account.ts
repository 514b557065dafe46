import type { NodeAPI } from "node-red";
import * as z from "zod";
import { systemClock } from "../../src/clock.ts";
import { Fault } from "../../src/contract/index.ts";
import type { SmsCarrier } from "../../src/sms/index.ts";
import { openSmsCarrier } from "../../src/sms-gateway/index.ts";
import { valuesOf } from "../shared/form-values.ts";
import { inUserFolder } from "../shared/user-folder.ts";
import { defaults, migrate, type SmsAccountConfig } from "./config.ts";
import type { DeployedAccount } from "./sms-account.ts";

/** An account as its form sends it, deployed or not. */
const AskedAccount = z.object({
  id: z.string(),
  config: z.record(z.string(), z.unknown()),
  /** What was typed and not yet deployed. */
  secrets: z.object({ secret: z.string().optional(), consumerKey: z.string().optional() }),
});

/** Where calls go, and what carries the secrets. */
const places = [
  ...(["kind", "server", "serviceName", "applicationKey", "accountSid"] as const),
  ...(["address", "authentication", "user", "header", "inside"] as const),
];

/** The settings of an account as they count: its folder lies in the user directory. */
export function accountSettings(RED: NodeAPI, config: SmsAccountConfig): SmsAccountConfig {
  return { ...config, folder: inUserFolder(RED, config.folder.trim() || "sms") };
}

/**
 * Opens the account of a form. The deployed account's secrets go only where it would send them itself: a form cannot have
 * them sent elsewhere.
 * @throws Fault `sms.desk`, and those of opening
 */
export function openAskedAccount(RED: NodeAPI, body: unknown): SmsCarrier {
  const parsed = AskedAccount.safeParse(body);
  if (!parsed.success) throw new Fault("sms.desk", { where: parsed.error.issues[0]?.path.join(".") ?? "" });
  const { id, config: sent, secrets } = parsed.data;
  const filled = (name: string) => process.env[name] ?? "";
  const config = migrate(valuesOf(sent, defaults, filled) as Partial<SmsAccountConfig>);
  const node = RED.nodes.getNode(id) as DeployedAccount | null;
  const same = node?.config !== undefined && places.every((name) => node.config[name] === config[name]);
  const chosen = (typed: string | undefined, kept: string | undefined) =>
    typed !== undefined && typed.trim() !== "" ? typed : same ? kept : undefined;
  const { credentials } = node ?? {};
  const kept = {
    secret: chosen(secrets.secret, credentials?.secret),
    consumerKey: chosen(secrets.consumerKey, credentials?.consumerKey),
  };
  return openSmsCarrier(accountSettings(RED, config), kept, systemClock);
}
