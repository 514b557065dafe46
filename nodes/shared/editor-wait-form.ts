import type { WaitForDecisionConfig } from "../wait-for-decision/config.ts";
import type { Translate } from "./editor-catalogue.ts";
import { isTimeZone, isVariable } from "./editor-check.ts";
import { showSentences } from "./editor-faults.ts";
import { countryProblems, deadlineProblems, hasVariable, reminderProblems } from "./editor-wait-check.ts";
import { prepareDeadline } from "./editor-wait-deadline.ts";
import { countsWorkingDays, prepareSchedule } from "./editor-wait-preview.ts";
import { prepareReminders } from "./editor-wait-reminders.ts";
import { prepareWebhooks } from "./editor-wait-webhooks.ts";

type Settings<Name extends keyof WaitForDecisionConfig> = Pick<WaitForDecisionConfig, Name>;

export interface WaitForm {
  values(): Settings<"webhooks" | "deadline" | "reminders" | "country">;
  close(): void;
}

/** A day that is far enough to show reminders before it. */
function sampleDay(): string {
  return new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
}

/** The zone of the chosen campaign; undefined where none is chosen or it comes from the environment. */
function zoneOf(campaign: string): string | undefined {
  const zone = RED.nodes.node(campaign)?.timeZone;
  return isTimeZone(zone) ? String(zone) : undefined;
}

/** Puts the parts of the form to work that its node does not save by itself. */
export function openWaitForm(
  node: Settings<"campaign" | "webhooks" | "deadline" | "reminders">,
  _: Translate,
): WaitForm {
  const campaign = () => String($("#node-input-campaign").val() ?? "");
  const country = () => String($("#node-input-country").val() ?? "").trim();
  const preview = prepareSchedule($("#belle-schedule"), _);
  let ready = false;

  const show = () => {
    if (!ready) return;
    const [deadline, reminders] = [deadlineNow(), remindersNow()];
    $("#belle-country-row").prop("hidden", !countsWorkingDays(deadline, reminders) && country() === "");
    $("#belle-sample-row").prop("hidden", deadline.kind !== "date");
    const wrong = reminderProblems(reminders, deadline);
    showSentences($("#belle-reminders-problem"), wrong);
    const timeZone = zoneOf(campaign());
    const date = String($("#belle-sample").val() ?? "");
    const faulty = wrong.length + deadlineProblems(deadline).length + countryProblems(country()).length > 0;
    if (timeZone === undefined) return preview.show(undefined, _("preview.campaign"));
    if (faulty || (deadline.kind === "date" && date === "")) return preview.show(undefined, "");
    if (hasVariable(deadline, country(), ...reminders)) return preview.show(undefined, _("preview.variable"));
    preview.show({ deadline, reminders, country: country().toUpperCase(), timeZone, date }, "");
  };

  const deadlineNow = prepareDeadline(node.deadline, _, show);
  const remindersNow = prepareReminders(node.reminders, _, show);
  const webhooks = prepareWebhooks(node.webhooks, node.campaign, _);
  $("#belle-sample").val(sampleDay());
  $("#node-input-campaign").on("change", () => {
    webhooks.offer(campaign());
    show();
  });
  $("#node-input-country, #belle-sample").on("input change", show);
  $("#node-input-late").on("change", () => $("#belle-late-hint").text(_(`hint.late.${$("#node-input-late").val()}`)));
  $("#node-input-late").trigger("change");
  ready = true;
  show();
  return {
    values: () => ({
      webhooks: webhooks.ids(),
      deadline: deadlineNow(),
      reminders: remindersNow(),
      country: isVariable(country()) ? country() : country().toUpperCase(),
    }),
    close: preview.close,
  };
}
