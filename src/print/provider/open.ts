import type { Clock } from "../../clock.ts";
import { mappedProvider } from "./mapped/mapped.ts";
import { pingen } from "./pingen/pingen.ts";
import type { PrintProvider } from "./provider.ts";
import type { ProviderSettings } from "./settings.ts";

export interface ProviderSecrets {
  /** API key, client secret, password. */
  secret?: string;
  /** What the provider's own calls are signed with. */
  eventSecret?: string;
}

/** @throws Fault where the secret is missing; the settings have been checked */
export function openProvider(
  settings: ProviderSettings,
  { secret = "" }: ProviderSecrets,
  clock: Clock,
): PrintProvider {
  const means = { secret, clock, inside: settings.inside };
  return settings.kind === "pingen" ? pingen(settings.pingen, means) : mappedProvider(settings.mapping, means);
}
