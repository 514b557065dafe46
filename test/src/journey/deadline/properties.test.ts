import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { Fault } from "../../../../src/contract/index.ts";
import { type Deadline, type Reminder, schedule } from "../../../../src/journey/index.ts";

const zones = ["Europe/Paris", "America/Santiago", "Pacific/Apia", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"];
const at = fc.constantFrom(undefined, "", "00:00", "02:30", "09:00", "23:59");
const unit = fc.constantFrom("minutes", "hours", "days", "weeks", "working-days");
const amount = fc.integer({ min: 1, max: 60 });
const date = fc.date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });

const deadline: fc.Arbitrary<Deadline> = fc.oneof(
  fc.record({ kind: fc.constant("none") }),
  fc.record({ kind: fc.constant("after"), amount, unit, at }),
  fc.record({
    kind: fc.constant("date"),
    field: fc.constant("date"),
    offset: fc.integer({ min: -60, max: 60 }),
    unit: fc.constantFrom("hours", "days", "working-days"),
    at,
  }),
);
const reminder: fc.Arbitrary<Reminder> = fc.record({ amount, unit, from: fc.constantFrom("arrival", "deadline"), at });

const situation = fc.record({
  deadline,
  reminders: fc.array(reminder, { maxLength: 5 }),
  now: date.map((day) => day.getTime()),
  message: date.chain((day) =>
    fc.constantFrom(
      { date: day.toISOString() },
      { date: day.toISOString().slice(0, 10) },
      { date: day.toISOString().slice(0, 16) },
    ),
  ),
  timeZone: fc.constantFrom(...zones),
  country: fc.constantFrom("", "FR", "DE-BY", "TR", "XX"),
});

const figure = fc.integer({ min: 0, max: 99 }).map((number) => String(number).padStart(2, "0"));
const likeDates = fc
  .tuple(fc.integer({ min: 0, max: 9999 }), figure, figure, figure, figure, fc.constantFrom("", "Z", "+", "-"), figure)
  .map(([year, month, day, hour, minute, sign, offset]) => {
    const written = `${String(year).padStart(4, "0")}-${month}-${day}T${hour}:${minute}${sign}`;
    return sign === "+" || sign === "-" ? `${written}${offset}:${minute}` : written;
  });

describe("whatever the settings of a wait", () => {
  it("its steps are in the order of time, none before the arrival, and the deadline is the last", () =>
    fc.assert(
      fc.asyncProperty(situation, async ({ deadline, reminders, ...about }) => {
        const { steps } = await schedule(deadline, reminders, about);
        const times = steps.map((step) => step.at);
        assert.deepEqual(
          times,
          times.toSorted((a, b) => a - b),
        );
        for (const time of times) assert.ok(Number.isSafeInteger(time) && time >= about.now);
        const ends = steps.filter(({ output }) => output === "too-late");
        assert.equal(ends.length, deadline.kind === "none" ? 0 : 1);
        if (ends[0] !== undefined) assert.equal(steps.at(-1), ends[0]);
        const reminded = steps.filter(({ output }) => output === "reminder");
        for (const { at: time } of reminded)
          assert.ok(time > about.now && (ends[0] === undefined || time < ends[0].at));
        const numbers = reminded.map(({ number = 0 }) => number);
        assert.equal(new Set(numbers).size, numbers.length);
        for (const number of numbers) assert.ok(number >= 1 && number <= reminders.length);
      }),
      { numRuns: 300 },
    ));

  it("a longer wait does not end sooner, and reminders do not move its end", () =>
    fc.assert(
      fc.asyncProperty(situation, amount, unit, at, async ({ reminders, ...about }, days, counted, time) => {
        const wait = (longer: number): Deadline => ({ kind: "after", amount: days + longer, unit: counted, at: time });
        const [short, long] = await Promise.all([schedule(wait(0), [], about), schedule(wait(1), reminders, about)]);
        const alone = await schedule(wait(1), [], about);
        assert.equal(long.steps.at(-1)?.at, alone.steps.at(-1)?.at);
        assert.ok(short.steps.at(-1)!.at <= long.steps.at(-1)!.at);
      }),
      { numRuns: 200 },
    ));

  it("what looks like a date is one, or a fault that says so", () =>
    fc.assert(
      fc.asyncProperty(
        fc.oneof(
          likeDates,
          likeDates.map((text) => text.slice(0, 10)),
          fc.string(),
        ),
        async (until) => {
          const deadline: Deadline = { kind: "date", field: "until", offset: 0, unit: "working-days" };
          const about = { message: { until }, now: 0, timeZone: "Europe/Paris", country: "FR" };
          const ended = await schedule(deadline, [], about).catch((error: unknown) => error);
          assert.ok(ended instanceof Fault || !(ended instanceof Error), String(ended));
        },
      ),
      { numRuns: 2000 },
    ));

  it("working days end on a day from Monday to Friday", () =>
    fc.assert(
      fc.asyncProperty(situation, amount, async (about, days) => {
        const { steps } = await schedule({ kind: "after", amount: days, unit: "working-days" }, [], about);
        const day = new Intl.DateTimeFormat("en", { weekday: "short", timeZone: about.timeZone }).format(steps[0]!.at);
        assert.doesNotMatch(day, /Sat|Sun/);
      }),
      { numRuns: 200 },
    ));
});
