import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { cardsOf } from "../../nodes/journey-sidebar/editor/play/cards.ts";
import { caseText, expectationsOf, fileNameOf, readCase } from "../../nodes/journey-sidebar/editor/play/case-file.ts";
import { laidOver, meant, objectOf, place, without } from "../../nodes/journey-sidebar/editor/play/fields.ts";
import { phone, screensOf } from "../../nodes/journey-sidebar/editor/play/phone.ts";
import { dayOf, delayOf, durationOf, isDelay, spanWords } from "../../nodes/journey-sidebar/editor/play/story-time.ts";
import type { PlayCase, PlayContent, PlayStep } from "../../nodes/journey-sidebar/play/desk.ts";
import { readCase as readByCommand } from "../../src/play/index.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
const start = Date.parse("2026-03-02T08:00:00Z");

/** A step that many milliseconds after the beginning. */
let steps = 0;
function step(kind: PlayStep["kind"], after: number, label: string, content?: PlayContent): PlayStep {
  steps += 1;
  const at = new Date(start + after).toISOString();
  return {
    number: steps,
    at,
    node: `n-${label}`,
    label,
    kind,
    wires: [],
    text: `${label} ${kind}`,
    ...(content && { content }),
  };
}

describe("the time of a story", () => {
  const spans: [milliseconds: number, english: string, french: string][] = [
    [30_000, "", ""],
    [minute, "1 minute", "1 minute"],
    [45 * minute, "45 minutes", "45 minutes"],
    [9 * 60 * minute, "9 hours", "9 heures"],
    [3 * day, "3 days", "3 jours"],
    [10 * day - 20 * minute, "10 days", "10 jours"],
  ];
  for (const [milliseconds, english, french] of spans)
    it(`says ${milliseconds / minute} minutes as “${english}”`, () => {
      const plain = (words: string) => words.replace(/[\u00a0\u202f]/g, " ");
      assert.deepEqual(
        [plain(spanWords(milliseconds, "en-US")), plain(spanWords(milliseconds, "fr"))],
        [english, french],
      );
    });

  it("counts days from the first", () => {
    const days = ["2026-03-02T08:00:00Z", "2026-03-03T07:59:00Z", "2026-03-12T08:00:00Z"];
    assert.deepEqual(
      days.map((at) => dayOf("2026-03-02T08:00:00Z", at)),
      [1, 1, 11],
    );
  });

  const delays: [amount: string, unit: "day" | "hour" | "minute", duration: string | undefined][] = [
    ["", "day", undefined],
    ["3", "day", "P3D"],
    [" 012 ", "hour", "PT12H"],
    ["5", "minute", "PT5M"],
  ];
  for (const [amount, unit, duration] of delays)
    it(`takes “${amount}” ${unit}s for ${duration}`, () => {
      assert.equal(isDelay({ amount, unit }), true);
      assert.equal(durationOf({ amount, unit }), duration);
      const back = delayOf(duration);
      assert.deepEqual(back && durationOf(back), duration);
    });
  it("takes nothing else for a time, and leaves what its fields cannot hold", () => {
    assert.deepEqual(
      ["a few", "1.5", "-1", "12345"].map((amount) => isDelay({ amount, unit: "day" })),
      Array(4).fill(false),
    );
    assert.deepEqual([delayOf("P1DT2H"), delayOf("P2W")], [undefined, undefined]);
  });
});

describe("the cards of a storyboard", () => {
  const letter: PlayContent = { channel: "print", pdf: "letter.pdf", pages: 1 };
  const call: PlayContent = { channel: "service", request: { method: "POST", url: "https://example.org/x" } };
  const shown = (all: PlayStep[]) => cardsOf(all).map(({ kind, labels }) => `${kind}: ${labels.join(" + ")}`);
  const stories: [what: string, steps: PlayStep[], cards: string[]][] = [
    [
      "what does nothing one sees has no card",
      [step("entered", 0, "List"), step("passed", 0, "Text")],
      ["entered: List"],
    ],
    [
      "a wait is told when it is over, and a decision belongs to the word it judges",
      [
        step("wait", 0, "Wait"),
        step("event", 3 * day, "Advertiser"),
        step("event", 3 * day, "Wait"),
        step("passed", 3 * day, "Map"),
        step("branch", 3 * day, "Switch"),
        step("would-send", 3 * day, "Printer", letter),
      ],
      ["waited: Wait", "decided: Advertiser + Wait + Switch", "shown: Printer"],
    ],
    [
      "waits side by side are one, and go on while something else happens",
      [
        step("wait", 0, "One"),
        step("would-send", 0, "Mail", { channel: "email" }),
        step("wait", 0, "Two"),
        step("reminder", day, "One"),
      ],
      ["shown: Mail", "waited: One + Two", "heard: One"],
    ],
    [
      "a wait that nothing ends stands at the end",
      [step("entered", 0, "List"), step("wait", 0, "Wait")],
      ["entered: List", "waiting: Wait"],
    ],
    [
      "an answer belongs to its call, a later word does not",
      [step("would-call", 0, "Call", call), step("answer", 0, "Call"), step("event", day, "Advertiser")],
      ["called: Call", "heard: Advertiser"],
    ],
    [
      "decisions in a row are one, at another time another",
      [step("branch", 0, "A"), step("branch", 0, "B"), step("branch", minute, "C")],
      ["decided: A + B", "decided: C"],
    ],
    [
      "what is not sent, fails and ends",
      [
        step("not-sent", 0, "Mail"),
        step("kept-out", 0, "List"),
        step("failed", 0, "Map"),
        step("left", 0, "Wait"),
        step("ended", 0, "Wait"),
      ],
      ["stopped: Mail", "stopped: List", "failed: Map", "ended: Wait"],
    ],
  ];
  for (const [what, all, cards] of stories) it(what, () => assert.deepEqual(shown(all), cards));

  it("says how much later each is, and how long one waited", () => {
    const all = [
      step("entered", 0, "L"),
      step("wait", 0, "W"),
      step("event", 2 * day, "A"),
      step("would-send", 5 * day, "P", letter),
    ];
    assert.deepEqual(
      cardsOf(all).map(({ later, waited }) => [later / day, waited === undefined ? undefined : waited / day]),
      [
        [0, undefined],
        [0, 2],
        [0, undefined],
        [3, undefined],
      ],
    );
  });

  it("shows a long message on as many screens as it takes, and no more than six", () => {
    const heights = [300, phone.height, phone.height + 20, 2 * phone.height, 20 * phone.height];
    assert.deepEqual(heights.map(screensOf), [
      { shown: 1, left: 0 },
      { shown: 1, left: 0 },
      { shown: 1, left: 0 },
      { shown: 2, left: 0 },
      { shown: 6, left: 14 },
    ]);
  });
});

describe("a case as a form and as a file", () => {
  const whole: PlayCase = {
    version: 1,
    name: "Accepté après trois jours",
    entry: "list",
    startsAt: "2026-03-02T08:00:00Z",
    recipient: { id: "R-1", postalAddress: { country: "FR", postalCode: "99380", locality: "Saint-Aurèle" } },
    caseKey: "D-1",
    data: { decision: "accepted" },
    // biome-ignore lint/suspicious/noThenProperty: the part of a case is called so.
    then: [{ after: "P3D", node: "webhook", data: { decision: "accepted" } }],
    answers: { call: { status: 500, data: {} } },
    expect: [{ kind: "would-send", channel: "print", never: true }],
  };

  it("is the same once saved and loaded, and the command line reads it", () => {
    const text = caseText(whole);
    assert.deepEqual(readCase(text), { case: whole });
    assert.deepEqual(readByCommand(JSON.parse(text), "en"), whole);
    assert.deepEqual(Object.keys(JSON.parse(caseText({ ...whole, name: "x" }))), Object.keys(whole));
    assert.equal(fileNameOf(whole.name), "accepte-apres-trois-jours");
    assert.equal(fileNameOf("…"), "case");
  });

  const flaws: [flaw: string, text: string][] = [
    ["json", "{"],
    ["version", "[]"],
    ["version", JSON.stringify({ ...whole, version: 2 })],
    ["entry", JSON.stringify({ ...whole, entry: 1 })],
    ["startsAt", JSON.stringify({ ...whole, startsAt: "tomorrow" })],
    ["recipient", JSON.stringify({ ...whole, recipient: [] })],
    // biome-ignore lint/suspicious/noThenProperty: the part of a case is called so.
    ["then", JSON.stringify({ ...whole, then: [{ node: "x" }] })],
    ["answers", JSON.stringify({ ...whole, answers: { call: {} } })],
    ["expect", JSON.stringify({ ...whole, expect: [{}] })],
  ];
  for (const [flaw, text] of flaws)
    it(`names ${flaw} where a file has it wrong: ${text.slice(0, 60)}`, () =>
      assert.deepEqual(readCase(text), { flaw }));

  it("expects what a play has decided and would have sent", () => {
    const mail = { channel: "email", subject: "Bonjour" };
    const branch = { ...step("branch", 0, "Switch"), says: "accepted" };
    assert.deepEqual(expectationsOf([step("entered", 0, "List"), branch, step("would-send", 0, "Mail", mail)]), [
      { kind: "branch", node: "n-Switch", says: "accepted" },
      { kind: "would-send", node: "n-Mail", channel: "email", contains: "Bonjour" },
    ]);
  });

  const meanings: [text: string, type: Parameters<typeof meant>[1], value: unknown][] = [
    [" ", "text", undefined],
    ["12", "text", "12"],
    ["12", "number", 12],
    ["12,50 €", "money", "12,50 €"],
    ['{"amount":1250,"currency":"EUR"}', "money", { amount: 1250, currency: "EUR" }],
    ["true", "boolean", true],
    ["a\n\n b ", "lines", ["a", "b"]],
  ];
  for (const [text, type, value] of meanings)
    it(`takes “${text.replace(/\n/g, "⏎")}” of a field of ${type} for ${JSON.stringify(value)}`, () =>
      assert.deepEqual(meant(text, type), value));

  it("puts values at their paths and keeps the rest", () => {
    const made = { a: 1 };
    place(made, "b.c.d", 2);
    assert.deepEqual(made, { a: 1, b: { c: { d: 2 } } });
    assert.deepEqual(without(made, ["b.c.d", "x.y"]), { a: 1 });
    assert.deepEqual(without({ b: { c: 1, e: 2 } }, ["b.c"]), { b: { e: 2 } });
    assert.deepEqual(laidOver({ b: { c: 1, e: 2 } }, { b: { c: 3 } }), { b: { c: 3, e: 2 } });
    assert.deepEqual(
      [objectOf(""), objectOf("[]"), objectOf('{"a":1}'), objectOf("{")],
      [{}, undefined, { a: 1 }, undefined],
    );
  });
});
