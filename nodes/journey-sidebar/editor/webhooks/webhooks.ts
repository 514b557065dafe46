import { sentence } from "../../../../src/language/index.ts";
import { ask } from "../../../shared/editor-ask.ts";
import { addStyle } from "../../../shared/editor-form.ts";
import { lookInSight } from "../../../shared/editor-in-sight.ts";
import { formButton } from "../../../shared/editor-rows.ts";
import webhookStyle from "../../../shared/editor-webhook.css";
import { type CallsTold, callsTopic } from "../../../shared/webhook-desk.ts";
import type { WebhookAnswer, WebhookRow, WebhooksAnswer } from "../../webhooks/desk.ts";
import type { Desk, Pane, PaneLife } from "../pane.ts";
import { type OpenedWebhook, openWebhook } from "./opened.ts";
import { untilTomorrow } from "./until-tomorrow.ts";
import style from "./webhooks.css";

/** Milliseconds between two looks at the list, in a storm of calls. */
const least = 1_000;

/** The webhooks of the campaign: how each does, and one of them opened. */
export const webhooks: Pane = { name: "webhooks", icon: "sign-in", open };

function open(place: JQuery, desk: Desk): PaneLife {
  const { _ } = desk;
  addStyle("belle-webhook-style", webhookStyle);
  addStyle("belle-journey-webhooks-style", style);
  const problem = $("<div>", { class: "belle-problem", role: "alert" });
  const empty = $("<p>", { class: "belle-intro" }).text(_("webhooks.none"));
  const list = $("<ul>", { class: "belle-webhooks", "aria-label": _("page.webhooks") });
  const counted = $("<p>", { class: "belle-hint" }).text(_("webhooks.counted"));
  const overview = $("<div>").append(empty, list, counted);
  const title = $("<h3>", { tabindex: "-1" });
  const content = $("<div>");
  const back = formButton(_("webhooks.back"), "arrow-left", () => close()).addClass("belle-webhook-back");
  const detail = $("<div>", { class: "belle-webhook", hidden: true }).append(back, title, content);
  place.append(problem, overview, detail);

  let campaign: string | undefined;
  let inSight = false;
  let asking: AbortController | undefined;
  let drawn = "";
  let listed: readonly WebhookRow[] = [];
  let timeZone = "UTC";
  let chosen: string | undefined;
  let opened: OpenedWebhook | undefined;

  const look = async () => {
    asking?.abort();
    const mine = new AbortController();
    asking = mine;
    const path = `belle-histoire/journey/webhooks?campaign=${encodeURIComponent(campaign ?? "")}`;
    const answer = await ask<WebhooksAnswer>(path, _, {}, { signal: mine.signal });
    if (asking !== mine) return;
    problem.text("problem" in answer ? answer.problem : "");
    if ("problem" in answer) return;
    const { webhooks: rows } = answer.value;
    listed = rows;
    timeZone = answer.value.timeZone;
    const text = JSON.stringify(rows);
    // What nobody changed stays as it is, with the focus where it was.
    if (text === drawn) return;
    drawn = text;
    const focused = list.find(":focus").attr("data-webhook");
    list.empty().append(rows.map((row) => rowOf(desk, row, (id, name) => void show(id, name))));
    if (focused !== undefined) list.find(`[data-webhook="${CSS.escape(focused)}"]`).trigger("focus");
    empty.prop("hidden", rows.length > 0);
    counted.prop("hidden", rows.length === 0);
  };
  const show = async (id: string, name: string) => {
    chosen = id;
    stop();
    overview.prop("hidden", true);
    detail.prop("hidden", false);
    title.text(name).trigger("focus");
    content.empty();
    const answer = await ask<WebhookAnswer>(`belle-histoire/journey/webhooks/${encodeURIComponent(id)}`, _, {});
    if (chosen !== id) return;
    problem.text("problem" in answer ? answer.problem : "");
    if ("problem" in answer) return;
    opened = openWebhook(_, content, id, answer.value);
    if (inSight) opened.start();
  };
  const close = () => {
    const left = chosen;
    chosen = undefined;
    opened?.stop();
    opened = undefined;
    problem.text("");
    detail.prop("hidden", true);
    content.empty();
    overview.prop("hidden", false);
    looking.start();
    if (left !== undefined) list.find(`[data-webhook="${CSS.escape(left)}"]`).trigger("focus");
  };
  const told = {
    topic: callsTopic,
    concerns: (word: unknown) => (word as CallsTold).webhooks.some((one) => listed.some(({ id }) => id === one)),
  };
  // At midnight the calls of today begin anew, and a time becomes a date.
  const looking = lookInSight({ told, least, most: () => untilTomorrow(timeZone) }, look);
  const stop = () => {
    looking.stop();
    asking?.abort();
    asking = undefined;
  };

  return {
    shown() {
      inSight = true;
      const other = desk.campaign() !== campaign;
      campaign = desk.campaign();
      if (other) {
        drawn = "";
        list.empty();
        empty.add(counted).prop("hidden", true);
        if (chosen !== undefined) return close();
      }
      if (chosen === undefined) looking.start();
      else opened?.start();
    },
    hidden() {
      inSight = false;
      stop();
      opened?.stop();
    },
  };
}

/** One webhook of the list: a button that opens it. */
function rowOf({ _ }: Desk, row: WebhookRow, opens: (id: string, name: string) => void): JQuery {
  const { id, name, eventType, state, last, today } = row;
  const language = RED.i18n.lang();
  const title = name || _("webhooks.unnamed", { type: eventType });
  const at = last === undefined ? undefined : new Date(last.at);
  const day = at?.toDateString() === new Date().toDateString() ? "" : `${at?.toLocaleDateString(language)} `;
  const told =
    last === undefined || at === undefined
      ? _("webhooks.no-call")
      : _("webhooks.last", {
          time: `${day}${at.toLocaleTimeString(language)}`,
          receipt: `${last.status} ${sentence(`webhook.receipt.${last.receipt}`, {}, language)}`,
        });
  const numbers = _("webhooks.today", { taken: today.taken, refused: today.refused });
  const button = $("<button>", { type: "button", "data-webhook": id, "data-state": state }).append(
    $("<span>", { class: "belle-webhook-name" }).text(title),
    $("<span>", { class: "belle-webhook-state" }).text(_(`webhooks.state.${state}`)),
    $("<span>", { class: "belle-hint" }).text(`${told} · ${numbers}`),
  );
  const runs = state === "listening" || state === "waiting";
  button.prop("disabled", !runs).on("click", () => opens(id, title));
  return $("<li>").append(button);
}
