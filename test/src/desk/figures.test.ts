import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type Figures, figuresOf } from "../../../src/desk/index.ts";

describe("figures of a node", () => {
  const cases: { name: string; type: string; counts: Record<string, number>; told: Figures }[] = [
    {
      name: "who leaves by several outputs has come once",
      type: "decision-switch",
      counts: { "step.0": 5, "step.2": 3, "step.more": 2, "step.failed": 1 },
      told: { in: 7, outputs: [5, 0, 3], failed: 1 },
    },
    {
      name: "of a sender those are told that were to be sent",
      type: "send-email",
      counts: { "send.queued": 4, "send.sent": 2, "resolved.sent": 1 },
      told: { in: 4, sent: 3 },
    },
    { name: "of a node where nothing has happened nothing is told", type: "route-map", counts: {}, told: {} },
  ];
  for (const { name, type, counts, told } of cases) it(name, () => assert.deepEqual(figuresOf(type, counts), told));
});
