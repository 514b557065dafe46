import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { defaults, type InboundWebhookConfig } from "../../nodes/inbound-webhook/config.ts";
import { accept } from "../../nodes/inbound-webhook/keep-event.ts";
import type { CampaignNode } from "../../nodes/shared/with-campaign.ts";
import type { House } from "../../src/journey/index.ts";
import type { AcceptResult, Task } from "../../src/store/index.ts";
import type { AcceptedCall } from "../../src/webhook/index.ts";

const campaign = { part: { id: "c1", test: false }, conflict: "first" } as CampaignNode;
const call: AcceptedCall = {
  ...{ eventId: "E-1", idProven: true, bodyHash: "", caseKey: "D-1", data: {}, recipient: {}, unknown: [] },
  ...{ test: false, receivedAt: 0 },
};
const accepted = { receipt: "accepted", journey: "J-1", statusToken: "t" } as const;
const claimed = { id: "T-1" } as Task;

/** What becomes of the place that is kept for the task of an event. */
async function outcome(mode: InboundWebhookConfig["mode"], result: AcceptResult | Error): Promise<string[]> {
  const told: string[] = [];
  const place = { lease: { owner: "o", until: 0 }, take: () => told.push("taken"), free: () => told.push("free") };
  const engine = { reserve: () => place, listeners: () => [], wake: () => told.push("looks") };
  const store = { accept: async () => (result instanceof Error ? Promise.reject(result) : result) };
  const house = Promise.resolve({ store, engine } as unknown as House);
  await accept(call, "hook", { ...defaults, mode }, campaign, house).catch(() => told.push("failed"));
  return told;
}

describe("the place that is kept for an event", () => {
  const cases: [mode: InboundWebhookConfig["mode"], what: string, result: AcceptResult | Error, told: string[]][] = [
    ["continue", "its task is claimed", { ...accepted, claimed }, ["taken"]],
    ["release", "the wait's task is claimed", { ...accepted, claimed }, ["taken"]],
    ["exit", "no task is claimed", accepted, ["free", "looks"]],
    ["release", "it recalls another word", accepted, ["free", "looks"]],
    ["continue", "it is refused", { receipt: "unknown-case" }, ["free"]],
    ["continue", "it cannot be kept", new Error("full"), ["free", "failed"]],
  ];
  for (const [mode, what, result, told] of cases)
    it(`${mode}, ${what}: ${told.join(", ")}`, async () => assert.deepEqual(await outcome(mode, result), told));
});
