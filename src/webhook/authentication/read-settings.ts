import type * as z from "zod";
import { Fault } from "../../contract/index.ts";
import { checkSecrets } from "./check-secrets.ts";
import { checkSettings } from "./check-settings.ts";
import { AuthenticationSettings } from "./settings.ts";
import type { Secrets } from "./slots.ts";

/** Everything that is wrong with settings and their secrets, for a form; empty when they can be deployed. */
export function checkAuthentication(settings: unknown, secrets: Secrets): Fault[] {
  const read = AuthenticationSettings.safeParse(settings);
  if (!read.success) return read.error.issues.map(faultOf);
  return [...checkSettings(read.data), ...checkSecrets(read.data, secrets)];
}

/** Reads settings. @throws {Fault} the first thing that is wrong */
export function readSettings(settings: unknown, secrets: Secrets): AuthenticationSettings {
  const [fault] = checkAuthentication(settings, secrets);
  if (fault !== undefined) throw fault;
  return AuthenticationSettings.parse(settings);
}

/** `where` is the JSON Pointer (RFC 6901) of the setting. */
function faultOf(issue: z.core.$ZodIssue): Fault {
  const where = issue.path.map((name) => `/${String(name)}`).join("");
  const own: Record<string, unknown> | undefined = issue.code === "custom" ? issue.params : undefined;
  if (typeof own?.key !== "string") return new Fault("webhook.authentication.settings", { where });
  return new Fault(own.key, { ...(own.data as Fault["data"]), where });
}
