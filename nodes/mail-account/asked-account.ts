import type { Node, NodeAPI } from "node-red";
import * as z from "zod";
import { Fault } from "../../src/contract/index.ts";
import { defaults, type MailAccountConfig, type MailAccountCredentials, migrate, secretNames } from "./config.ts";

/** An account as a form sends it, deployed or not. */
export const AskedAccount = z.object({
  id: z.string().max(100),
  config: z.record(z.string().max(100), z.unknown()),
  secrets: z.partialRecord(z.enum(secretNames), z.string().max(20_000)),
});
export type AskedAccount = z.infer<typeof AskedAccount>;

/** What the form asks of a deployed account. */
export interface DeployedAccount extends Node<MailAccountCredentials> {
  config?: MailAccountConfig;
}

/** Where each secret goes: one that is saved goes nowhere else, whatever a form says. */
const places: Record<(typeof secretNames)[number], readonly (keyof MailAccountConfig)[]> = {
  password: ["way", "host", "port", "security", "user", "inside", "authority"],
  imapPassword: ["bounces", "imapHost", "imapPort", "imapSecurity", "imapUser", "inside", "authority"],
  // Only its public half is told.
  dkimKey: [],
};

const variable = /^\$\{([^}]+)\}$/;

/**
 * The account of a form. Its `${NAME}` are filled in for whoever may deploy; for others they stand for what the deployed
 * node has there.
 * @throws Fault `mail-account.variable`
 */
export function accountOf(
  RED: NodeAPI,
  { id, config, secrets }: AskedAccount,
  mayWrite: boolean,
): { config: MailAccountConfig; credentials: MailAccountCredentials } {
  const node = RED.nodes.getNode(id) as DeployedAccount | null;
  const deployed = node?.config;
  const fill = (field: string, value: unknown): unknown => {
    const [, name] = (typeof value === "string" && variable.exec(value.trim())) || [];
    if (name === undefined) return value;
    if (mayWrite) return process.env[name] ?? "";
    const own = deployed?.[field as keyof MailAccountConfig];
    if (own === undefined) throw new Fault("mail-account.variable", { setting: field });
    return own;
  };
  const known = Object.entries(config).filter(([field]) => field in defaults);
  const filled = migrate(Object.fromEntries(known.map(([field, value]) => [field, fill(field, value)])));
  const credentials: MailAccountCredentials = {};
  for (const name of secretNames) {
    const typed = secrets[name]?.trim() ?? "";
    const [, named] = variable.exec(typed) ?? [];
    const same =
      deployed !== undefined && places[name].every((field) => String(deployed[field]) === String(filled[field]));
    const kept = same ? node?.credentials?.[name] : undefined;
    const given = named === undefined ? typed : mayWrite ? (process.env[named] ?? "") : "";
    credentials[name] = typed === "" ? kept : given;
  }
  return { config: filled, credentials };
}
