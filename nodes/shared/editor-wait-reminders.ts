import { takesTimeOfDay } from "../../src/journey/deadline/check.ts";
import type { Reminder } from "../../src/journey/deadline/shape.ts";
import { type Unit, units } from "../../src/journey/deadline/units.ts";
import type { Translate } from "./editor-catalogue.ts";
import { numberOrText } from "./editor-form.ts";
import { type Table, table } from "./editor-table.ts";
import { timeOfDay } from "./editor-time-of-day.ts";

/** A reminder as its row in the form holds it: all text. */
type ReminderRow = Record<keyof Reminder, string>;

function rowOf({ amount, unit, from, at = "" }: Reminder): ReminderRow {
  return { amount: String(amount), unit, from, at };
}

function reminderOf(row: ReminderRow): Reminder {
  const unit = units.find((known) => known === row.unit) ?? "days";
  const at = timeOfDay(row.at);
  return {
    amount: numberOrText(row.amount) as number,
    unit,
    from: row.from === "deadline" ? "deadline" : "arrival",
    ...(takesTimeOfDay(unit) && at !== "" && { at }),
  };
}

/** The table of reminders. `changed` is called with every change; the answer reads them. */
export function prepareReminders(
  reminders: readonly Reminder[],
  _: Translate,
  changed: (reminders: Reminder[]) => void,
): () => Reminder[] {
  const rows: Table<ReminderRow> = table<ReminderRow>({
    list: $("#belle-reminders"),
    columns: "64px minmax(0, 1.1fr) minmax(0, 1.6fr) 84px",
    cells: [
      { key: "amount", kind: "text", label: _("reminder.amount") },
      {
        key: "unit",
        kind: "choice",
        label: _("reminder.unit"),
        choices: units.map((unit) => [unit, _(`unit.${unit}`)]),
      },
      {
        key: "from",
        kind: "choice",
        label: _("reminder.from"),
        choices: [
          ["arrival", _("from.arrival")],
          ["deadline", _("from.deadline")],
        ],
      },
      {
        key: "at",
        kind: "text",
        label: _("reminder.at"),
        placeholder: "09:00",
        shown: (row) => takesTimeOfDay(row.unit as Unit),
      },
    ],
    rows: reminders.map(rowOf),
    blank: { amount: "3", unit: "days", from: "arrival", at: "09:00" },
    add: _("button.add"),
    changed: (present) => changed(present.map(reminderOf)),
  });
  return () => rows.rows().map(reminderOf);
}
