import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { StoryForm, storyForm } from "../../../src/journey/index.ts";
import type { Story } from "../../../src/store/index.ts";

const journey = { id: "j", campaign: "c", recipient: "R-1", startedAt: 0, test: false };
const stories: Story[] = [
  {
    journey: { ...journey, caseKey: "D-1" },
    lines: [
      { at: 1, kind: "journey.started", node: "audience", data: {} },
      { at: 2, kind: "event.accepted", node: "webhook", data: { event: "msg_1", data: { decision: "yes" } } },
    ],
  },
  { journey: { ...journey, caseKey: undefined }, lines: [{ at: 3, kind: "send.sent", node: undefined, data: {} }] },
];

describe("a story for machines", () => {
  it("has the journeys, their lines by key and data, and instants in ISO 8601", () => {
    const form: unknown = JSON.parse(JSON.stringify(storyForm(stories)));
    assert.deepEqual(StoryForm.parse(form), form);
    assert.deepEqual(form, {
      version: 1,
      stories: [
        {
          journey: { ...journey, startedAt: "1970-01-01T00:00:00.000Z", caseKey: "D-1" },
          lines: [
            { at: "1970-01-01T00:00:00.001Z", kind: "journey.started", node: "audience", data: {} },
            {
              at: "1970-01-01T00:00:00.002Z",
              kind: "event.accepted",
              node: "webhook",
              data: { event: "msg_1", data: { decision: "yes" } },
            },
          ],
        },
        {
          journey: { ...journey, startedAt: "1970-01-01T00:00:00.000Z" },
          lines: [{ at: "1970-01-01T00:00:00.003Z", kind: "send.sent", data: {} }],
        },
      ],
    });
  });
});
