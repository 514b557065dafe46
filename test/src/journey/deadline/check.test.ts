import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { checkWait, Deadline, Reminder } from "../../../../src/journey/index.ts";
import { sentence } from "../../../../src/language/index.ts";

const month: Deadline = { kind: "after", amount: 30, unit: "days" };
const date: Deadline = { kind: "date", field: "event.data.until", offset: -3, unit: "days" };
const early: Reminder = { amount: 3, unit: "days", from: "arrival" };

const cases: { name: string; deadline?: Deadline; reminders?: Reminder[]; country?: string; keys: string[] }[] = [
  { name: "the default", keys: [] },
  { name: "a date", deadline: date, reminders: [{ ...early, from: "deadline", at: "09:00" }], country: "FR", keys: [] },
  { name: "no end", deadline: { kind: "none" }, reminders: [early], country: "DE-BY", keys: [] },
  { name: "no time at all", deadline: { ...month, amount: 0 }, keys: ["wait.amount"] },
  { name: "half a day", deadline: { ...month, amount: 0.5 }, keys: ["wait.amount"] },
  { name: "no number", deadline: { ...month, amount: Number.NaN }, keys: ["wait.amount"] },
  { name: "eleven years", deadline: { ...month, amount: 4015 }, keys: ["wait.amount"] },
  { name: "an hour that there is not", deadline: { ...month, at: "24:00" }, keys: ["wait.at"] },
  { name: "an hour of one digit", deadline: { ...month, at: "9:00" }, keys: ["wait.at"] },
  { name: "an hour where none counts", deadline: { ...month, unit: "hours", at: "noon" }, keys: [] },
  { name: "no field", deadline: { ...date, field: " " }, keys: ["wait.field"] },
  { name: "an offset too far", deadline: { ...date, offset: -3651 }, keys: ["wait.offset"] },
  { name: "no offset", deadline: { ...date, offset: 0 }, keys: [] },
  { name: "a reminder at once", reminders: [early, { ...early, amount: 0 }], keys: ["wait.reminder-amount"] },
  { name: "a reminder at no hour", reminders: [{ ...early, at: "morning" }], keys: ["wait.reminder-at"] },
  {
    name: "a reminder before no end",
    deadline: { kind: "none" },
    reminders: [{ ...early, from: "deadline" }],
    keys: ["wait.reminder-without-deadline"],
  },
  { name: "a country in words", country: "France", keys: ["wait.country"] },
  {
    name: "all at once",
    deadline: { ...date, field: "", at: "x" },
    reminders: [{ ...early, amount: -1 }],
    country: "f",
    keys: ["wait.field", "wait.at", "wait.reminder-amount", "wait.country"],
  },
];

describe("the settings of a wait", () => {
  for (const { name, deadline = month, reminders = [], country = "", keys } of cases)
    it(`${name}: ${keys.join(", ") || "nothing to mend"}`, () => {
      const faults = checkWait(deadline, reminders, country);
      assert.deepEqual(
        faults.map(({ key }) => key),
        keys,
      );
      for (const { key, data } of faults)
        for (const language of ["en", "fr"]) assert.doesNotMatch(sentence(key, data, language), /[{}]|^wait\./);
    });

  for (const saved of [month, date, { kind: "none" }])
    it(`are read as they are saved: ${JSON.stringify(saved)}`, () => assert.deepEqual(Deadline.parse(saved), saved));

  for (const broken of [
    undefined,
    {},
    { kind: "after" },
    { kind: "after", amount: "30", unit: "days" },
    { kind: "never" },
  ])
    it(`are refused: ${JSON.stringify(broken)}`, () => assert.equal(Deadline.safeParse(broken).success, false));

  it("tell a reminder of an unknown unit apart", () => {
    assert.equal(Reminder.safeParse({ ...early, unit: "months" }).success, false);
  });
});
