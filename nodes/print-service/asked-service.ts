import type { Node, NodeAPI } from "node-red";
import * as z from "zod";
import { Fault } from "../../src/contract/index.ts";
import type { PrintServiceSecrets } from "../../src/print/index.ts";
import { valuesOf } from "../shared/form-values.ts";
import { defaults, migrate, type PrintServiceConfig, type PrintServiceCredentials } from "./config.ts";

/** The service node as its own form sees it. */
export interface DeployedService extends Node<PrintServiceCredentials> {
  config?: PrintServiceConfig;
}

/** A service as a form sends it, deployed or not. */
const AskedService = z.object({
  id: z.string().max(100),
  config: z.record(z.string().max(100), z.unknown()),
  secrets: z.object({ password: z.string().max(1_000).optional(), secret: z.string().max(10_000).optional() }),
});

/** Where the secrets go: those that are saved go nowhere else, whatever a form says. */
const places = [
  ...(["kind", "address", "user", "inside", "authority", "providerInside"] as const),
  ...(["environment", "server", "identity", "organisation", "clientId"] as const),
  ...(["create", "authentication", "account", "header", "checkAddress"] as const),
];

/** @throws Fault `print-service.desk` */
export function askedService(
  RED: NodeAPI,
  body: unknown,
): { config: PrintServiceConfig; secrets: PrintServiceSecrets } {
  const parsed = AskedService.safeParse(body);
  if (!parsed.success) throw new Fault("print-service.desk", { where: parsed.error.issues[0]?.path.join(".") ?? "" });
  const { id, config: sent, secrets } = parsed.data;
  const filled = (name: string) => process.env[name] ?? "";
  const config = migrate(valuesOf(sent, defaults, filled) as Partial<PrintServiceConfig>);
  const node = RED.nodes.getNode(id) as DeployedService | null;
  const same = node?.config !== undefined && places.every((name) => node.config?.[name] === config[name]);
  const secretOf = (name: "password" | "secret") => {
    const typed = secrets[name] ?? "";
    const [, named] = /^\$\{([^}]+)\}$/.exec(typed.trim()) ?? [];
    const secret = typed === "" ? (same ? node?.credentials?.[name] : undefined) : named ? filled(named) : typed;
    return secret === undefined ? {} : { [name]: secret };
  };
  return { config, secrets: { ...secretOf("password"), ...secretOf("secret") } };
}
