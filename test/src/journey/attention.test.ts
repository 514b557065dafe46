import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type AttentionChoice, attentionChoices, attentionInWords } from "../../../src/journey/index.ts";
import { sentence } from "../../../src/language/index.ts";
import type { AttentionItem } from "../../../src/store/index.ts";

const of = { id: "X", node: "n", at: 1 };
const reason = { key: "print.batch-approval", count: 3, most: 2, cost: 4.5, proof: "/p.pdf" };
const cases: [item: AttentionItem, choices: AttentionChoice[], command: string, en: string, fr: string][] = [
  [
    { ...of, kind: "dead", caseKey: "D-1", reason: { state: "dead", key: "task.interrupted-often", attempt: 21 } },
    ["replay", "give-up"],
    "replay X | give-up X",
    "set aside, case D-1: ",
    "mis de côté, dossier D-1 : ",
  ],
  [
    { ...of, kind: "unknown", caseKey: "D-1", reason: { state: "unknown" } },
    ["sent", "not-sent", "again"],
    "resolve X sent | not-sent | again",
    "in doubt, case D-1: ",
    "douteux, dossier D-1 : ",
  ],
  [
    { ...of, kind: "batch", count: 3, reason: {} },
    ["sent", "not-sent", "again"],
    "resolve X sent | not-sent | again",
    "a batch in doubt, 3 letters left: ",
    "lot douteux, il en reste 3 lettres : ",
  ],
  [
    { ...of, kind: "conflict", caseKey: "D-1", event: "e", data: { decision: "no" }, standing: { decision: "yes" } },
    ["take", "keep"],
    "resolve X take | keep",
    "another decision for case D-1: decision = no",
    "autre décision pour le dossier D-1 : decision = no",
  ],
  [
    { ...of, kind: "late", event: "e", data: { a: 1 } },
    ["take", "keep"],
    "resolve X take | keep",
    "a decision after the deadline, case –: a = 1",
    "décision après l’échéance, dossier – : a = 1",
  ],
  [
    { ...of, kind: "orphans", count: 12, type: "send-sms", name: "" },
    ["move", "give-up"],
    "move X <node> | give-up X",
    "12 left at the node send-sms that is no longer deployed",
    "12 restés au nœud send-sms qui n’est plus déployé",
  ],
  [
    { ...of, kind: "approval", count: 3, reason },
    ["approve", "refuse"],
    "approve X --why … | refuse X --why …",
    "3 letters wait for approval: The batch has 3 letters, and more than 2 need an approval.",
    "3 lettres attendent une approbation : Le lot compte 3 lettres",
  ],
];
/** French has spaces that do not break. */
const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("what waits for a person", () => {
  for (const [item, choices, command, en, fr] of cases)
    it(`${item.kind}: told in words, with what can be said of it`, () => {
      const words = [en, fr].map((expected, at) => {
        const told = plain(attentionInWords(item, at === 0 ? "en" : "fr"));
        return told.slice(0, expected.length);
      });
      assert.deepEqual(words, [en, fr]);
      assert.deepEqual(attentionChoices[item.kind], choices);
      assert.equal(sentence(`attention.command.${item.kind}`, { id: "X" }, "en"), command);
      assert.doesNotMatch(attentionInWords(item, "fr"), /[{}]/);
    });

  it("is every kind that there is", () => {
    assert.deepEqual(cases.map(([{ kind }]) => kind).sort(), Object.keys(attentionChoices).sort());
  });
});
