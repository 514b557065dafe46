import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { NodeAPI } from "node-red";
import { defaults, migrate } from "../../nodes/wait-for-decision/config.ts";
import type { ScheduleAnswer } from "../../nodes/wait-for-decision/schedule-answer.ts";
import { scheduleRoute } from "../../nodes/wait-for-decision/schedule-route.ts";
import { flowOf, nodeRed } from "./helper.ts";

const path = "/belle-histoire/wait-for-decision/schedule";
const month = { kind: "after", amount: 30, unit: "days" };
const asked = { deadline: month, reminders: [], country: "", timeZone: "Europe/Paris", date: "2040-02-29" };
const hour = 3_600_000;

const refused: { name: string; body: object; says: RegExp }[] = [
  { name: "nothing", body: {}, says: /settings of this wait cannot be read/ },
  { name: "another shape", body: { ...asked, deadline: { kind: "never" } }, says: /cannot be read/ },
  { name: "too many reminders", body: { ...asked, reminders: Array(101).fill({}) }, says: /cannot be read/ },
  { name: "an unknown time zone", body: { ...asked, timeZone: "Europe/Atlantis" }, says: /cannot be read/ },
  { name: "no time at all", body: { ...asked, deadline: { ...month, amount: 0 } }, says: /from 1 to 3,650/ },
  {
    name: "a date that is none",
    body: { ...asked, date: "soon", deadline: { kind: "date", field: "x", offset: 0, unit: "days" } },
    says: /is no date/,
  },
];

describe("the schedule of a wait, as its form asks for it", () => {
  const red = nodeRed((RED: NodeAPI) => scheduleRoute(RED));
  const load = () => red.load(flowOf({ type: "collector" }, 0));

  it("tells when somebody who arrives now is reminded and given up", async () => {
    await load();
    const reminders = [{ amount: 36, unit: "hours", from: "arrival" }];
    const { status, body } = await red.admin(path, "en", {
      ...asked,
      deadline: { ...month, unit: "hours" },
      reminders: [],
    });
    const plain = body as unknown as ScheduleAnswer;
    assert.equal(status, 200);
    assert.deepEqual(plain.notes, []);
    assert.deepEqual(
      plain.steps.map(({ at, output }) => [Date.parse(at) - Date.parse(plain.now), output]),
      [[30 * hour, "too-late"]],
    );
    const again = (await red.admin(path, "en", { ...asked, reminders })).body as unknown as ScheduleAnswer;
    assert.deepEqual(
      again.steps.map(({ output, number }) => [output, number]),
      [
        ["reminder", 1],
        ["too-late", undefined],
      ],
    );
  });

  it("takes the day that the form tries for that of the message", async () => {
    await load();
    const deadline = { kind: "date", field: "event.data.validUntil", offset: -1, unit: "days" };
    const { body } = await red.admin(path, "en", { ...asked, deadline });
    assert.deepEqual(body.steps, [{ at: "2040-02-28T22:59:59.000Z", output: "too-late" }]);
  });

  for (const [country, language, notes] of [
    ["XX", "en", /^No public holidays of XX are known/],
    ["XX", "fr", /^Aucun jour férié de XX/],
    ["FR", "en", undefined],
  ] as const)
    it(`says where no holidays are known: ${country}, ${language}`, async () => {
      await load();
      const deadline = { ...month, unit: "working-days" };
      const { body } = await red.admin(path, language, { ...asked, deadline, country });
      const [note] = (body as unknown as ScheduleAnswer).notes;
      if (notes === undefined) assert.equal(note, undefined);
      else assert.match(note ?? "", notes);
    });

  for (const { name, body, says } of refused)
    it(`refuses ${name} with a sentence`, async () => {
      await load();
      const answer = await red.admin(path, "en", body);
      assert.equal(answer.status, 400);
      assert.match(String(answer.body.problem), says);
    });
});

describe("a wait as it was saved", () => {
  it("gets what an earlier version did not have", () => {
    const saved = { version: 1, name: "Mine", deadline: undefined };
    assert.deepEqual(migrate(saved), { ...defaults, name: "Mine" });
  });

  it("reads numbers that came from the environment as text", () => {
    const text = { amount: "5", unit: "days" } as unknown as { amount: number; unit: "days" };
    const offset = "-3" as unknown as number;
    const after = migrate({ deadline: { kind: "after", ...text }, reminders: [{ ...text, from: "arrival" }] });
    assert.deepEqual(after.deadline, { kind: "after", amount: 5, unit: "days" });
    assert.deepEqual(after.reminders, [{ amount: 5, unit: "days", from: "arrival" }]);
    const date = migrate({ deadline: { kind: "date", field: "f", offset, unit: "days" } });
    assert.deepEqual(date.deadline, { kind: "date", field: "f", offset: -3, unit: "days" });
    assert.equal(migrate({ keepEarly: "7" as unknown as number }).keepEarly, 7);
  });
});
