import { takesTimeOfDay } from "../../src/journey/deadline/check.ts";
import type { Deadline } from "../../src/journey/deadline/shape.ts";
import { dateUnits, type Unit, units } from "../../src/journey/deadline/units.ts";
import { isCountry } from "../../src/webhook/fields/country.ts";
import type { InboundWebhookConfig } from "../inbound-webhook/config.ts";
import type { Translate } from "./editor-catalogue.ts";
import { isVariable } from "./editor-check.ts";
import { showSentences } from "./editor-faults.ts";
import { numberOrText } from "./editor-form.ts";
import { timeOfDay } from "./editor-time-of-day.ts";
import { deadlineProblems } from "./editor-wait-check.ts";

function fillUnits(select: JQuery, offered: readonly Unit[], _: Translate): void {
  select.append(offered.map((unit) => $("<option>", { value: unit }).text(_(`unit.${unit}`))));
}

/** A number as the form holds it; text that is none stays text, so that its problem can be told. */
const numberOf = (field: string): number => numberOrText($(field).val()) as number;
const textOf = (field: string): string => String($(field).val() ?? "").trim();

/** How far a date is, and in which direction, for the three fields that say it. */
function showOffset(offset: number): void {
  const direction = String(offset).startsWith("-") ? "before" : offset === 0 ? "on" : "after";
  $("#belle-direction").val(direction);
  $("#belle-offset").val(String(offset).replace(/^-/, "").replace(/^0$/, "1"));
}

function readOffset(): number {
  const direction = textOf("#belle-direction");
  const offset = numberOf("#belle-offset");
  if (direction === "on") return 0;
  return direction === "before" && typeof offset === "number" ? -offset : offset;
}

/** The deadline as the form shows it now. */
function readDeadline(): Deadline {
  const at = timeOfDay(textOf("#belle-at"));
  switch (textOf("#belle-deadline-kind")) {
    case "after": {
      const unit = textOf("#belle-unit") as Unit;
      const amount = numberOf("#belle-amount");
      return { kind: "after", amount, unit, ...(takesTimeOfDay(unit) && at !== "" && { at }) };
    }
    case "date": {
      const unit = textOf("#belle-date-unit") as (typeof dateUnits)[number];
      const field = textOf("#belle-date-field").replace(/^msg\./, "");
      return { kind: "date", field, offset: readOffset(), unit, ...(takesTimeOfDay(unit) && at !== "" && { at }) };
    }
    default:
      return { kind: "none" };
  }
}

function showDeadline(deadline: Deadline): void {
  $("#belle-deadline-kind").val(deadline.kind);
  $("#belle-amount").val(deadline.kind === "after" ? deadline.amount : 30);
  $("#belle-unit").val(deadline.kind === "after" ? deadline.unit : "days");
  $("#belle-date-field").val(deadline.kind === "date" ? deadline.field : "");
  $("#belle-date-unit").val(deadline.kind === "date" ? deadline.unit : "days");
  showOffset(deadline.kind === "date" ? deadline.offset : 0);
  $("#belle-at").val(deadline.kind === "none" ? "" : (deadline.at ?? ""));
}

/** Shows what the deadline needs and hides what it does not. */
function adapt(_: Translate): void {
  // A variable brings its own sign.
  if (isVariable($("#belle-offset").val()) && textOf("#belle-direction") === "before")
    $("#belle-direction").val("after");
  const apart = textOf("#belle-direction") !== "on";
  $("#belle-offset").prop("hidden", !apart);
  const deadline = readDeadline();
  $("#belle-after").prop("hidden", deadline.kind !== "after");
  $("#belle-date-row, #belle-offset-row").prop("hidden", deadline.kind !== "date");
  const timed = deadline.kind !== "none" && takesTimeOfDay(deadline.unit);
  $("#belle-at-row").prop("hidden", !timed);
  if (!timed) return;
  const empty = deadline.kind === "date" ? "date" : deadline.unit === "working-days" ? "working-days" : "days";
  $("#belle-at-hint").text(_(`hint.at.${empty}`));
}

/** The dates that the campaign's webhooks read, as paths in the message. */
function proposeDates(): void {
  const webhooks = RED.nodes.filterNodes({ type: "inbound-webhook" }) as unknown as InboundWebhookConfig[];
  const paths = webhooks.flatMap(({ fields = [] }) =>
    fields
      .filter(({ type }) => type === "date")
      .map(({ name, as, target }) => {
        const last = as || name.split(".").at(-1);
        return target === "event" ? `event.data.${last}` : `recipient.attributes.${last}`;
      }),
  );
  $("#belle-date-fields").append([...new Set(paths)].map((value) => $("<option>", { value })));
}

/** The countries with their names, to choose the holidays of. */
function proposeCountries(): void {
  const names = new Intl.DisplayNames(RED.i18n.lang(), { type: "region" });
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const codes = letters.flatMap((first) => letters.map((second) => first + second)).filter(isCountry);
  const options = codes.map((code) => $("<option>", { value: code, label: names.of(code) }));
  $("#belle-countries").append(options);
}

/** The sentence that says how long a wait lasts. `changed` is called with every change. */
export function prepareDeadline(deadline: Deadline, _: Translate, changed: () => void): () => Deadline {
  fillUnits($("#belle-unit"), units, _);
  fillUnits($("#belle-date-unit"), dateUnits, _);
  proposeDates();
  proposeCountries();
  showDeadline(deadline);
  const follow = () => {
    adapt(_);
    showSentences($("#belle-deadline-problem"), deadlineProblems(readDeadline()));
    changed();
  };
  $("#belle-deadline").on("input change", follow);
  adapt(_);
  showSentences($("#belle-deadline-problem"), deadlineProblems(readDeadline()));
  return readDeadline;
}
