import type { ServiceSettings } from "../../service/index.ts";
import type { SmsAccountSettings } from "../settings.ts";

/** What every call to a provider has in common: 15 s, 64 KiB of an answer, which is read as text. */
export const everyCall: ServiceSettings = {
  ...{ method: "POST", address: "", headers: [], body: "none", rows: [], template: "" },
  ...{ authentication: "none", user: "", header: "", tokenAddress: "", clientId: "", scope: "", clientIn: "header" },
  ...{ inside: false, answer: "text", fields: [], country: "", currency: "" },
  ...{ recovery: "park", time: 15, limit: 64, tries: 12 },
};

/** The call of an account that describes its own. */
export function customService(settings: SmsAccountSettings): ServiceSettings {
  const { method, address, headers, body, rows, template, authentication, user, header, inside, recovery } = settings;
  return {
    ...everyCall,
    ...{ method, address, headers, body, rows, template, authentication, user, header, inside, recovery },
  };
}
