import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { Fault, type JsonObject } from "../../../../src/contract/index.ts";
import { type Deadline, knowsHolidays, type Reminder, schedule } from "../../../../src/journey/index.ts";
import { sentence } from "../../../../src/language/index.ts";

const paris = "Europe/Paris";
type Unit = Reminder["unit"];
const after = (amount: number, unit: Unit, at?: string): Deadline => ({ kind: "after", amount, unit, at });
const until = (offset: number, unit: "hours" | "days" | "working-days", at?: string): Deadline => ({
  ...{ kind: "date", field: "event.data.until", offset, unit, at },
});
const soon = (amount: number, unit: Unit, at?: string): Reminder => ({ amount, unit, from: "arrival", at });
const before = (amount: number, unit: Unit, at?: string): Reminder => ({ amount, unit, from: "deadline", at });

interface Case {
  name: string;
  deadline: Deadline;
  /** Arrival, ISO 8601. */
  from: string;
  /** End of the wait, ISO 8601 in the zone's offset. */
  ends: string;
  zone?: string;
  country?: string;
  /** `event.data.until` */
  date?: string;
}

const ends: Record<string, Case[]> = {
  "a wait of so long": [
    { name: "minutes", deadline: after(90, "minutes"), from: "2026-11-24T09:00+01:00", ends: "2026-11-24T10:30+01:00" },
    { name: "hours", deadline: after(48, "hours"), from: "2026-11-24T09:00+01:00", ends: "2026-11-26T09:00+01:00" },
    { name: "days", deadline: after(30, "days"), from: "2026-11-24T09:00+01:00", ends: "2026-12-24T09:00+01:00" },
    { name: "weeks", deadline: after(2, "weeks"), from: "2026-11-24T09:00+01:00", ends: "2026-12-08T09:00+01:00" },
    {
      name: "days, at a time of the last one",
      deadline: after(1, "days", "08:15"),
      from: "2026-11-24T23:50+01:00",
      ends: "2026-11-25T08:15+01:00",
    },
    {
      name: "hours, which overlook a time of day",
      deadline: after(2, "hours", "08:15"),
      from: "2026-11-24T09:00+01:00",
      ends: "2026-11-24T11:00+01:00",
    },
    {
      name: "days, over a leap day",
      deadline: after(2, "days"),
      from: "2028-02-28T09:00+01:00",
      ends: "2028-03-01T09:00+01:00",
    },
    {
      name: "days, from a leap day",
      deadline: after(365, "days"),
      from: "2028-02-29T09:00+01:00",
      ends: "2029-02-28T09:00+01:00",
    },
    {
      name: "no time of day",
      deadline: after(1, "days", ""),
      from: "2026-11-24T09:00+01:00",
      ends: "2026-11-25T09:00+01:00",
    },
  ],
  "a wait over a change of the clocks": [
    {
      name: "a day of 23 hours",
      deadline: after(1, "days"),
      from: "2026-03-28T12:00+01:00",
      ends: "2026-03-29T12:00+02:00",
    },
    {
      name: "24 hours of such a day",
      deadline: after(24, "hours"),
      from: "2026-03-28T12:00+01:00",
      ends: "2026-03-29T13:00+02:00",
    },
    {
      name: "a day of 25 hours",
      deadline: after(1, "days"),
      from: "2026-10-24T12:00+02:00",
      ends: "2026-10-25T12:00+01:00",
    },
    {
      name: "24 hours of such a day",
      deadline: after(24, "hours"),
      from: "2026-10-24T12:00+02:00",
      ends: "2026-10-25T11:00+01:00",
    },
    {
      name: "a time that is skipped",
      deadline: after(1, "days", "02:30"),
      from: "2026-03-28T12:00+01:00",
      ends: "2026-03-29T03:30+02:00",
    },
    {
      name: "a time that comes twice",
      deadline: after(1, "days", "02:30"),
      from: "2026-10-24T12:00+02:00",
      ends: "2026-10-25T02:30+02:00",
    },
    {
      name: "the end of a working day after it",
      deadline: after(1, "working-days"),
      from: "2026-10-23T12:00+02:00",
      ends: "2026-10-26T23:59:59+01:00",
    },
  ],
  "a wait in another time zone": [
    {
      name: "west: the day there, which here is yesterday",
      deadline: after(1, "days", "09:00"),
      from: "2026-11-24T03:00Z",
      zone: "America/Los_Angeles",
      ends: "2026-11-24T09:00-08:00",
    },
    {
      name: "east: the day there, which here is tomorrow",
      deadline: after(1, "days", "09:00"),
      from: "2026-11-24T20:00Z",
      zone: "Pacific/Auckland",
      ends: "2026-11-26T09:00+13:00",
    },
    {
      name: "an offset of three quarters of an hour",
      deadline: until(0, "days"),
      from: "2026-11-24T00:00Z",
      date: "2026-12-01",
      zone: "Asia/Kathmandu",
      ends: "2026-12-01T23:59:59+05:45",
    },
    {
      name: "a day that begins at one o’clock",
      deadline: until(0, "days", "00:30"),
      from: "2026-08-24T00:00Z",
      date: "2026-09-06",
      zone: "America/Santiago",
      ends: "2026-09-06T01:30-03:00",
    },
    {
      name: "a last hour that comes twice",
      deadline: until(0, "days"),
      from: "2026-03-24T00:00Z",
      date: "2026-04-04",
      zone: "America/Santiago",
      ends: "2026-04-04T23:59:59-04:00",
    },
  ],
  "a wait of working days": [
    {
      name: "within a week",
      deadline: after(3, "working-days"),
      from: "2026-11-23T09:00+01:00",
      ends: "2026-11-26T23:59:59+01:00",
    },
    {
      name: "over a weekend",
      deadline: after(3, "working-days", "17:00"),
      from: "2026-11-26T09:00+01:00",
      ends: "2026-12-01T17:00+01:00",
    },
    {
      name: "from a Saturday",
      deadline: after(1, "working-days"),
      from: "2026-11-28T09:00+01:00",
      ends: "2026-11-30T23:59:59+01:00",
    },
    {
      name: "from a Sunday",
      deadline: after(1, "working-days"),
      from: "2026-11-29T09:00+01:00",
      ends: "2026-11-30T23:59:59+01:00",
    },
    {
      name: "over the first of May",
      deadline: after(1, "working-days"),
      from: "2026-04-30T09:00+02:00",
      country: "FR",
      ends: "2026-05-04T23:59:59+02:00",
    },
    {
      name: "over the first of May without a country",
      deadline: after(1, "working-days"),
      from: "2026-04-30T09:00+02:00",
      ends: "2026-05-01T23:59:59+02:00",
    },
    {
      name: "over the 14th of July",
      deadline: after(1, "working-days"),
      from: "2026-07-13T09:00+02:00",
      country: "FR",
      ends: "2026-07-15T23:59:59+02:00",
    },
    {
      name: "over Easter Monday",
      deadline: after(1, "working-days"),
      from: "2026-04-03T09:00+02:00",
      country: "FR",
      ends: "2026-04-07T23:59:59+02:00",
    },
    {
      name: "over Good Friday, which is one in Moselle",
      deadline: after(1, "working-days"),
      from: "2026-04-02T09:00+02:00",
      country: "FR-57",
      ends: "2026-04-07T23:59:59+02:00",
    },
    {
      name: "over Christmas and New Year",
      deadline: after(8, "working-days"),
      from: "2026-12-23T09:00+01:00",
      country: "FR",
      ends: "2027-01-06T23:59:59+01:00",
    },
    {
      name: "over a holiday that begins at sunset",
      deadline: after(1, "working-days"),
      from: "2026-05-26T09:00+03:00",
      zone: "Europe/Istanbul",
      country: "TR",
      ends: "2026-06-01T23:59:59+03:00",
    },
    {
      name: "in a country of which nothing is known",
      deadline: after(1, "working-days"),
      from: "2026-04-30T09:00+02:00",
      country: "XX",
      ends: "2026-05-01T23:59:59+02:00",
    },
    {
      name: "in a region of which nothing is known: the country’s",
      deadline: after(1, "working-days"),
      from: "2026-04-30T09:00+02:00",
      country: "FR-ZZ",
      ends: "2026-05-04T23:59:59+02:00",
    },
  ],
  "a wait until a date": [
    {
      name: "a day: until its end",
      deadline: until(0, "days"),
      date: "2026-12-24",
      from: "2026-11-24T09:00+01:00",
      ends: "2026-12-24T23:59:59+01:00",
    },
    {
      name: "a day, at a time",
      deadline: until(0, "days", "18:00"),
      date: "2026-12-24",
      from: "2026-11-24T09:00+01:00",
      ends: "2026-12-24T18:00+01:00",
    },
    {
      name: "three days before",
      deadline: until(-3, "days"),
      date: "2026-12-24",
      from: "2026-11-24T09:00+01:00",
      ends: "2026-12-21T23:59:59+01:00",
    },
    {
      name: "a day after, over a change of the clocks",
      deadline: until(1, "days"),
      date: "2026-10-24",
      from: "2026-09-24T09:00+02:00",
      ends: "2026-10-25T23:59:59+01:00",
    },
    {
      name: "hours before the end of a day",
      deadline: until(-6, "hours"),
      date: "2026-12-24",
      from: "2026-11-24T09:00+01:00",
      ends: "2026-12-24T17:59:59+01:00",
    },
    {
      name: "an instant with offset, another day in the zone",
      deadline: until(0, "days", "09:00"),
      date: "2026-12-23T20:00:00-08:00",
      from: "2026-11-24T09:00+01:00",
      ends: "2026-12-24T09:00+01:00",
    },
    {
      name: "an instant in UTC, hours after",
      deadline: until(2, "hours"),
      date: "2026-12-24T18:00Z",
      from: "2026-11-24T09:00+01:00",
      ends: "2026-12-24T21:00+01:00",
    },
    {
      name: "a date with a time of the zone",
      deadline: until(-1, "days"),
      date: "2026-12-24T18:00",
      from: "2026-11-24T09:00+01:00",
      ends: "2026-12-23T18:00+01:00",
    },
    {
      name: "the 29th of February, a year before the next",
      deadline: until(0, "days", "00:00"),
      date: "2028-02-29",
      from: "2026-11-24T09:00+01:00",
      ends: "2028-02-29T00:00+01:00",
    },
    {
      name: "two working days before, over Christmas",
      deadline: until(-2, "working-days"),
      date: "2026-12-29",
      country: "FR",
      from: "2026-11-24T09:00+01:00",
      ends: "2026-12-24T23:59:59+01:00",
    },
    {
      name: "a Sunday, or the working day after",
      deadline: until(0, "working-days"),
      date: "2026-11-29",
      from: "2026-11-24T09:00+01:00",
      ends: "2026-11-30T23:59:59+01:00",
    },
    {
      name: "a working day, which it stays",
      deadline: until(0, "working-days"),
      date: "2026-11-30",
      from: "2026-11-24T09:00+01:00",
      ends: "2026-11-30T23:59:59+01:00",
    },
    {
      name: "a day that is over: at once",
      deadline: until(0, "days"),
      date: "2026-11-23",
      from: "2026-11-24T09:00+01:00",
      ends: "2026-11-24T09:00+01:00",
    },
    {
      name: "today: until its end",
      deadline: until(0, "days"),
      date: "2026-11-24",
      from: "2026-11-24T09:00+01:00",
      ends: "2026-11-24T23:59:59+01:00",
    },
    {
      name: "a day at the end of all calendars",
      deadline: until(-1, "working-days"),
      date: "9999-12-31",
      country: "FR",
      from: "2026-11-24T09:00+01:00",
      ends: "9999-12-30T23:59:59+01:00",
    },
  ],
};

const reminding: {
  name: string;
  deadline: Deadline;
  reminders: Reminder[];
  /** Row of the reminder and when, ISO 8601. */
  steps: [number: number, at: string][];
  date?: string;
}[] = [
  {
    name: "after the arrival and before the end, in the order of time",
    deadline: after(30, "days"),
    reminders: [before(2, "days", "09:00"), soon(3, "days", "09:00"), soon(90, "minutes")],
    steps: [
      [3, "2026-11-24T11:30+01:00"],
      [2, "2026-11-27T09:00+01:00"],
      [1, "2026-12-22T09:00+01:00"],
    ],
  },
  {
    name: "at the time of day they are counted from",
    deadline: after(3, "weeks", "18:00"),
    reminders: [soon(1, "weeks"), before(1, "weeks")],
    steps: [
      [1, "2026-12-01T10:00+01:00"],
      [2, "2026-12-08T18:00+01:00"],
    ],
  },
  {
    name: "in working days, also backwards",
    deadline: until(0, "days"),
    date: "2026-12-29",
    reminders: [soon(4, "working-days", "08:00"), before(2, "working-days", "08:00")],
    steps: [
      [1, "2026-11-30T08:00+01:00"],
      [2, "2026-12-24T08:00+01:00"],
    ],
  },
  {
    name: "without an end",
    deadline: { kind: "none" },
    reminders: [soon(1, "days"), before(1, "days"), soon(1, "hours")],
    steps: [
      [3, "2026-11-24T11:00+01:00"],
      [1, "2026-11-25T10:00+01:00"],
    ],
  },
  {
    name: "only between the arrival and the end",
    deadline: after(5, "days"),
    reminders: [soon(5, "days"), soon(6, "days"), before(5, "days"), before(2, "weeks"), soon(4, "days")],
    steps: [[5, "2026-11-28T10:00+01:00"]],
  },
  {
    name: "never where the end is over",
    deadline: until(0, "days"),
    date: "2026-11-01",
    reminders: [soon(1, "hours"), before(1, "days")],
    steps: [],
  },
  {
    name: "both of two at one time",
    deadline: after(5, "days"),
    reminders: [soon(1, "days"), soon(24, "hours")],
    steps: [
      [1, "2026-11-25T10:00+01:00"],
      [2, "2026-11-25T10:00+01:00"],
    ],
  },
];

const notDates: { value?: JsonObject[string]; key: string }[] = [
  { key: "wait.no-date" },
  { value: null, key: "wait.no-date" },
  { value: "", key: "wait.no-date" },
  { value: "24/12/2026", key: "wait.not-a-date" },
  { value: "2026-02-31", key: "wait.not-a-date" },
  { value: "2026-13-01", key: "wait.not-a-date" },
  { value: "2026-12-24T24:00Z", key: "wait.not-a-date" },
  { value: "2026-12-24T25:00", key: "wait.not-a-date" },
  { value: "2026-12-24T10:61Z", key: "wait.not-a-date" },
  { value: "2026-12-24T10:00+99:00", key: "wait.not-a-date" },
  { value: "2026-12-24T10:00+01:00[America/Lima]", key: "wait.not-a-date" },
  { value: "tomorrow", key: "wait.not-a-date" },
  { value: 1_798_070_400_000, key: "wait.not-a-date" },
  { value: true, key: "wait.not-a-date" },
  { value: { date: "2026-12-24" }, key: "wait.not-a-date" },
];

const messageWith = (until?: JsonObject[string]): JsonObject => ({
  event: { data: until === undefined ? {} : { until } },
});
const arrival = Date.parse("2026-11-24T10:00+01:00");

for (const [title, cases] of Object.entries(ends))
  describe(title, () => {
    for (const { name, deadline, from, ends: expected, zone = paris, country = "", date } of cases)
      it(`${name}: from ${from} to ${expected}`, async () => {
        const about = { message: messageWith(date), now: Date.parse(from), timeZone: zone, country };
        const { steps } = await schedule(deadline, [], about);
        assert.deepEqual(
          steps.map(({ at, output }) => [output, new Date(at).toISOString()]),
          [["too-late", new Date(expected).toISOString()]],
        );
      });
  });

describe("reminders of a wait", () => {
  for (const { name, deadline, reminders, steps: expected, date } of reminding)
    it(`come ${name}`, async () => {
      const about = { message: messageWith(date), now: arrival, timeZone: paris, country: "FR" };
      const { steps } = await schedule(deadline, reminders, about);
      const reminded = steps.filter(({ output }) => output === "reminder");
      assert.deepEqual(
        reminded.map(({ number, at }) => [number, new Date(at).toISOString()]),
        expected.map(([number, at]) => [number, new Date(at).toISOString()]),
      );
      assert.equal(steps.at(-1)?.output, deadline.kind === "none" ? "reminder" : "too-late");
    });
});

describe("a date that a wait cannot read", () => {
  for (const { value, key } of notDates)
    it(`${JSON.stringify(value)} is ${key}, which does not tell it`, async () => {
      const about = { message: messageWith(value), now: arrival, timeZone: paris, country: "" };
      await assert.rejects(schedule(until(0, "days"), [], about), (error) => {
        assert.ok(error instanceof Fault);
        assert.equal(error.key, key);
        assert.deepEqual(error.data, { field: "event.data.until" });
        for (const language of ["en", "fr"]) assert.match(sentence(key, error.data, language), /event\.data\.until/);
        return true;
      });
    });
});

describe("the public holidays", () => {
  for (const [place, known] of [
    ["FR", true],
    ["DE-BY", true],
    ["", true],
    ["XX", false],
  ] as const)
    it(`of “${place}” are ${known ? "" : "not "}known`, async () =>
      assert.equal(await knowsHolidays(place, 2026), known));
});
