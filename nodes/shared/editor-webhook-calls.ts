import { receiptStatus } from "../../src/contract/receipt.ts";
import { sentence } from "../../src/language/index.ts";
import type { CallsAnswer, LastCall } from "../inbound-webhook/desk.ts";
import type { Translate } from "./editor-catalogue.ts";
import { isDeployed } from "./editor-deployed.ts";
import { type Looking, lookInSight } from "./editor-in-sight.ts";
import { formButton } from "./editor-rows.ts";
import { askDesk } from "./editor-webhook-desk.ts";
import { type CallsTold, callsTopic } from "./webhook-desk.ts";

/** Milliseconds between two looks at the last calls, in a storm of them. */
const least = 1_000;

function kindOf({ receipt, status }: LastCall): "good" | "fair" | "bad" {
  if (receipt === "duplicate" || receipt === "conflict" || receipt === "ended") return "fair";
  return status < 300 ? "good" : "bad";
}

/** The time of today, of other days with the day. */
function timeOf(at: Date, language: string): string {
  const time = at.toLocaleTimeString(language);
  return at.toDateString() === new Date().toDateString() ? time : `${at.toLocaleDateString(language)} ${time}`;
}

/** One call as an item of the list. */
function callItem(_: Translate, call: LastCall): JQuery {
  const language = RED.i18n.lang();
  const at = new Date(call.at);
  const known = Object.hasOwn(receiptStatus, call.receipt);
  const facts = [
    call.sender,
    call.caseKey === undefined ? undefined : _("call.case", { key: call.caseKey }),
    call.eventId === undefined ? undefined : _("call.event", { id: call.eventId }),
    call.source,
    _("call.bytes", { bytes: call.bytes.toLocaleString(language) }),
  ].filter((fact) => fact !== undefined && fact !== "");
  const item = $("<li>", { class: "belle-call-item", "data-kind": kindOf(call) }).append(
    $("<div>", { class: "belle-call-head" }).append(
      $("<span>", { class: "belle-badge" }).text(String(call.status)),
      $("<span>", { class: "belle-call-receipt" }).text(
        known ? sentence(`webhook.receipt.${call.receipt}`, {}, language) : call.receipt,
      ),
      call.test ? $("<span>", { class: "belle-test" }).text(_("call.test")) : "",
      $("<time>", { datetime: call.at, title: at.toLocaleString(language) }).text(timeOf(at, language)),
    ),
    $("<div>", { class: "belle-hint" }).text(facts.join(" · ")),
  );
  if (call.detail !== "") item.append($("<div>", { class: "belle-detail" }).text(call.detail));
  if (call.problems.length > 0) {
    item.append($("<ul>").append(call.problems.map((problem) => $("<li>").text(problem))));
  }
  if (call.body !== undefined) {
    item.append(
      $("<details>").append(
        $("<summary>").text(_("call.body")),
        $("<pre>", { tabindex: "0", "aria-label": _("call.body") }).text(JSON.stringify(call.body, null, 2)),
      ),
    );
  }
  return item;
}

/**
 * The list of last calls, and when secrets were last used. It asks when it is started and when a call has come in, gives up
 * where the node does not run, and redraws when something is new, so that what one reads does not fold up.
 * @param name begins the ids of its elements
 */
export function watchCalls(
  _: Translate,
  place: JQuery,
  node: string,
  heard: (lastUse: Record<string, string>) => void,
  name = "belle",
): Looking {
  let asking: { cancel(): void } | undefined;
  let shown = "";
  const list = $("<ol>", { class: "belle-calls" });
  const state = $("<div>", { class: "belle-hint belle-calls-state", role: "status" });
  const look = async () => {
    // Gone with its dialog.
    if (!place[0]?.isConnected) return stop();
    if (!isDeployed(node)) {
      stop();
      state.text(_("desk.deploy"));
      return;
    }
    asking?.cancel();
    const question = askDesk<CallsAnswer>(_, node, "calls");
    asking = question;
    const answer = await question.answer;
    if (asking !== question || !place[0]?.isConnected) return;
    asking = undefined;
    if (!answer.ok) {
      // What is not there now will not be there at the next call either.
      stop();
      state.text(answer.sentence);
      return;
    }
    const { calls = [], lastUse = {}, state: condition = "listening" } = answer.value ?? {};
    state.text(calls.length === 0 && condition === "listening" ? _("calls.none") : _(`calls.${condition}`));
    heard(lastUse);
    const text = JSON.stringify(calls);
    if (text === shown) return;
    shown = text;
    list.empty().append(calls.map((call) => callItem(_, call)));
  };
  const concerns = (word: unknown) => (word as CallsTold).webhooks.includes(node);
  const looking = lookInSight({ told: { topic: callsTopic, concerns }, least }, look);
  const stop = () => {
    looking.stop();
    asking?.cancel();
    asking = undefined;
  };
  const refresh = formButton(_("button.refresh"), "refresh", looking.start).attr("id", `${name}-refresh-calls`);
  place.append($("<div>", { class: "belle-inline" }).append(refresh, state), list);
  return { start: looking.start, stop };
}
