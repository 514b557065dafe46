import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { JourneyPart } from "../../../src/contract/index.ts";
import { messageOf } from "../../../src/journey/message-of.ts";
import type { NodeWork } from "../../../src/journey/work.ts";
import type { Rules } from "../../../src/policy/index.ts";
import type { Task } from "../../../src/store/index.ts";

const start = Date.parse("2026-03-01T08:00:00Z");
const hour = 3_600_000;
const task = (test: boolean): Task => ({
  id: "t1",
  campaign: "c1",
  journey: { id: "j1", campaign: "c1", recipient: "R-1", startedAt: start, test },
  recipient: { id: "R-1" },
  kind: "event",
  node: "n",
  output: 0,
  message: { payload: 1, journey: { at: "1970-01-01T00:00:00.000Z", play: "p1" } },
  createdAt: start + hour,
  version: 3,
  attempt: 2,
  interrupted: true,
});
const work = (faster: number): NodeWork => ({
  campaign: () => ({ id: "c1", name: "Spring", locale: "en", timeZone: "UTC", test: false }),
  rules: () => ({ testing: { faster } }) as Rules,
  emit: async () => "settled",
  problem() {},
});

describe("the message of a task", () => {
  const cases: { name: string; test: boolean; faster: number; at: string }[] = [
    {
      name: "says when the task was kept, however often it is played",
      test: false,
      faster: 24,
      at: "2026-03-01T09:00:00.000Z",
    },
    { name: "says it by the clock of a test", test: true, faster: 24, at: "2026-03-02T08:00:00.000Z" },
  ];
  for (const { name, test, faster, at } of cases)
    it(name, () => {
      const { journey, payload, _msgid } = messageOf(task(test), work(faster));
      assert.deepEqual(journey, { id: "j1", startedAt: "2026-03-01T08:00:00.000Z", test, task: "t1", at });
      assert.deepEqual(JourneyPart.parse(journey), journey);
      assert.deepEqual([payload, _msgid], [1, "t1"]);
    });
});
