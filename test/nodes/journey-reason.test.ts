import assert from "node:assert/strict";
import { describe, it } from "mocha";
import registerAudience from "../../nodes/audience/audience.ts";
import registerSwitch from "../../nodes/decision-switch/decision-switch.ts";
import registerSidebar from "../../nodes/journey-sidebar/journey-sidebar.ts";
import type { StoryAnswer } from "../../nodes/journey-sidebar/people/desk.ts";
import { toldSend } from "../../nodes/shared/told-send.ts";
import registerWait from "../../nodes/wait-for-decision/wait-for-decision.ts";
import { CampaignMessage } from "../../src/contract/index.ts";
import { storyInWords } from "../../src/journey/index.ts";
import { flowOf, nodeRed } from "./helper.ts";

const place = { z: "tab", x: 0, y: 0 };

/** A campaign that speaks French: people → switch → wait. */
const flow = () => [
  ...flowOf({ type: "wait-for-decision", wires: [[], [], [], []] }, 4, { locale: "fr" }),
  { id: "people", ...place, type: "audience", campaign: "c1", columns: [], wires: [["switch"], []] },
  {
    ...{ id: "switch", ...place, type: "decision-switch", version: 2, property: "recipient.attributes.segment" },
    rules: [{ label: "Or", type: "text", operator: "is", value: "or", value2: "", synonyms: ["gold"] }],
    wires: [["node"], []],
  },
];

describe("why a branch was taken, as the page People tells it", () => {
  const red = nodeRed(registerAudience, registerSwitch, registerWait, registerSidebar);
  const words = {
    fr: "« Gold » correspond au synonyme « gold » : règle 1 « Or ».",
    en: "“Gold” matches the synonym “gold”: rule 1, “Or”.",
  };

  it("is told in the language of who reads; what is older stays as it was written, on the command line as well", async () => {
    await red.load(flow());
    red.node("people").receive({ payload: [{ id: "R-1", caseKey: "D-1", "attributes.segment": "Gold" }] } as never);
    await red.until(() => red.statuses().at(-1)?.includes("1"), "somebody waits");
    const { store } = await red.house();
    const told = async (language: string) => {
      const path = "/belle-histoire/journey/people/story";
      const { body } = await red.admin(path, language, { campaign: "c1", id: "R-1" });
      return (body as unknown as StoryAnswer).told?.lines ?? [];
    };
    const [journey] = (await store.journeysOf({ campaign: "c1", id: "R-1" })) ?? [];
    const [wait] = journey?.waits ?? [];
    const of = { campaign: "c1", journey: journey!.journey.id };
    const carried = await store.carried(of, wait!.id);
    const message = CampaignMessage.parse(carried?.message);
    // In the message the reason is a sentence of the campaign's, as it has always been.
    assert.equal(message.decision?.reason, words.fr);
    const { why: _, ...before } = message.decision!;
    for (const [id, decision] of [
      ["send-now", message.decision],
      ["send-before", before],
    ] as const)
      await store.enqueue({
        ...{ ...of, id, node: "print", at: Date.now(), message: {} },
        history: { kind: "send.queued", node: "print", data: toldSend("print", { decision }) },
      });

    for (const language of ["fr", "en"] as const) {
      const lines = (await told(language)).filter(({ branch }) => branch !== undefined);
      assert.deepEqual(
        lines.map(({ kind, branch }) => [kind, branch]),
        [
          ["wait.started", { label: "Or", reason: words[language] }],
          ["send.queued", { label: "Or", reason: words[language] }],
          ["send.queued", { label: "Or", reason: words.fr }],
        ],
      );
      assert.ok(lines.every(({ text }) => !text.includes("Gold")));
      const [story] = await store.story("D-1");
      const [now = "", old = ""] = storyInWords(story!, language, "UTC").filter((line) => line.includes("Gold"));
      assert.ok(now.includes(`(${words[language].replace(/\.$/, "")})`), now);
      assert.ok(old.includes(`(${words.fr.replace(/\.$/, "")})`), old);
    }
    assert.deepEqual(red.errors, []);
  });
});
