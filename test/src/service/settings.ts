import { defaults } from "../../../nodes/call-service/config.ts";
import type { JsonObject } from "../../../src/contract/index.ts";
import type { Occasion, ServiceSettings } from "../../../src/service/index.ts";

/** A call with a body from a table, to an address that nobody has. */
export function settings(change: Partial<ServiceSettings> = {}): ServiceSettings {
  const address = "https://api.example.org/cases/{{ journey.caseKey }}";
  return { ...defaults, address, time: 5, limit: 64, ...change };
}

export function occasion(message: JsonObject = {}): Occasion {
  return {
    message: {
      recipient: { id: "R-1", firstName: "Zoé", lastName: 'O"Neil\n{{ campaign.name }}' },
      journey: { id: "j", caseKey: "D 1/é" },
      campaign: { id: "c", name: "Spring" },
      event: { data: { amount: 12.5, items: ["a", "b"], path: "../../admin?x=1#y" } },
      ...message,
    },
    language: "en",
    timeZone: "UTC",
    now: Date.parse("2026-03-31T09:30:00Z"),
  };
}
