import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type ClosingRule, closingOf } from "../../../../src/journey/batch/closing.ts";

const minute = 60_000;
const at = (text: string) => Date.parse(text);
const rule: ClosingRule = {
  most: { count: 500, size: 8_000 },
  cutOffs: [],
  workingDays: false,
  country: "",
  timeZone: "Europe/Paris",
};
const collected = (since: string, count = 37, size = 37) => ({ group: "g", count, size, since: at(since) });

/** A Tuesday. */
const since = "2026-11-24T10:00:00Z";
const evening = { cutOffs: ["18:00"] };

const closings: [
  what: string,
  change: Partial<ClosingRule>,
  first: ReturnType<typeof collected>,
  now: string,
  closing: { why: string; before?: string } | { at?: string },
][] = [
  ["nothing where neither age nor time says when", {}, collected(since), "2027-11-24T10:00:00Z", {}],
  ["what is full", {}, collected(since, 500), since, { why: "count" }],
  ["what has as many pages as a file takes", {}, collected(since, 3, 8_000), since, { why: "size" }],
  ["nothing that is one short", { age: minute }, collected(since, 499, 7_999), since, { at: "2026-11-24T10:01:00Z" }],
  ["what is old enough", { age: 60 * minute }, collected(since), "2026-11-24T11:00:00Z", { why: "age" }],
  [
    "nothing a moment before",
    { age: 60 * minute },
    collected(since),
    "2026-11-24T10:59:59.999Z",
    { at: "2026-11-24T11:00:00Z" },
  ],
  [
    "what waited for its time of day",
    evening,
    collected(since),
    "2026-11-24T17:00:00Z",
    { why: "cut-off", before: "2026-11-24T17:00:00Z" },
  ],
  ["nothing before its time of day", evening, collected(since), "2026-11-24T16:59:59Z", { at: "2026-11-24T17:00:00Z" }],
  [
    "what comes at its time with the next day's",
    evening,
    collected("2026-11-24T17:00:00Z"),
    "2026-11-24T17:00:01Z",
    { at: "2026-11-25T17:00:00Z" },
  ],
  [
    "the age where that is sooner",
    { ...evening, age: 60 * minute },
    collected(since),
    since,
    { at: "2026-11-24T11:00:00Z" },
  ],
  [
    "the next of several times",
    { cutOffs: ["18:00", "12:30"] },
    collected("2026-11-24T12:00:00Z"),
    "2026-11-24T12:00:00Z",
    { at: "2026-11-24T17:00:00Z" },
  ],
  [
    "after a stop what had come before the last time alone",
    { cutOffs: ["12:30", "18:00"] },
    collected(since),
    "2026-11-24T20:00:00Z",
    { why: "cut-off", before: "2026-11-24T17:00:00Z" },
  ],
  [
    "at midnight, which is the next day's",
    { cutOffs: ["00:00"] },
    collected("2026-11-24T22:59:00Z"),
    "2026-11-24T22:59:30Z",
    { at: "2026-11-24T23:00:00Z" },
  ],
  [
    "a minute to midnight",
    { cutOffs: ["23:59"] },
    collected("2026-11-24T22:59:30Z"),
    "2026-11-24T23:30:00Z",
    { at: "2026-11-25T22:59:00Z" },
  ],
  [
    "on a Friday evening for Monday where working days count",
    { ...evening, workingDays: true },
    collected("2026-11-27T18:00:00Z"),
    "2026-11-28T18:00:00Z",
    { at: "2026-11-30T17:00:00Z" },
  ],
  [
    "past a public holiday and its weekend",
    { ...evening, workingDays: true, country: "FR" },
    collected("2026-12-24T18:00:00Z"),
    "2026-12-25T18:00:00Z",
    { at: "2026-12-28T17:00:00Z" },
  ],
  [
    "at the time of day that it has after clocks went back",
    evening,
    collected("2026-10-24T17:00:00Z"),
    "2026-10-25T16:30:00Z",
    { at: "2026-10-25T17:00:00Z" },
  ],
  [
    "and forward",
    evening,
    collected("2026-03-28T18:00:00Z"),
    "2026-03-29T16:00:00Z",
    { why: "cut-off", before: "2026-03-29T16:00:00Z" },
  ],
  [
    "an hour later where clocks skip the time",
    { cutOffs: ["02:30"] },
    collected("2026-03-28T12:00:00Z"),
    "2026-03-29T01:00:00Z",
    { at: "2026-03-29T01:30:00Z" },
  ],
  [
    "at the first where clocks repeat it",
    { cutOffs: ["02:30"] },
    collected("2026-10-24T12:00:00Z"),
    "2026-10-25T00:30:00Z",
    { why: "cut-off", before: "2026-10-25T00:30:00Z" },
  ],
  [
    "a test sooner by as much as its time is faster",
    { ...evening, faster: 60 },
    collected(since),
    since,
    { at: "2026-11-24T10:07:00Z" },
  ],
  [
    "all of a test at once then",
    { ...evening, faster: 60 },
    collected(since),
    "2026-11-24T10:07:00Z",
    { why: "cut-off" },
  ],
  ["whatever is left where nothing is collected any more", { over: true }, collected(since, 1), since, { why: "over" }],
];

describe("what was collected is closed", () => {
  for (const [what, change, first, now, closing] of closings)
    it(what, async () => {
      const { now: due, at: next } = await closingOf(first, { ...rule, ...change }, at(now));
      const iso = (time: number | undefined) => (time === undefined ? undefined : new Date(time).toISOString());
      const normal = (time: string | undefined) => (time === undefined ? undefined : iso(at(time)));
      if ("why" in closing) assert.deepEqual([due?.why, iso(due?.before)], [closing.why, normal(closing.before)]);
      else assert.deepEqual([due, iso(next)], [undefined, normal(closing.at)]);
    });
});
