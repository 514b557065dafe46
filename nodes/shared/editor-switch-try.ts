import { Fault } from "../../src/contract/fault.ts";
import type { JsonObject } from "../../src/contract/json.ts";
import { explain, expressionsIn, type Table } from "../../src/decision/decide.ts";
import type { Expressions } from "../../src/decision/expression.ts";
import { assign, draw, type Split, shares } from "../../src/decision/split.ts";
import { type ExpressionAnswer, type ExpressionRequest, expressionPath } from "../decision-switch/expression-answer.ts";
import { ask, json } from "./editor-ask.ts";
import type { Translate } from "./editor-catalogue.ts";
import { inWords } from "./editor-faults.ts";
import { percent } from "./editor-switch-arms.ts";
import { messageOf } from "./editor-switch-sample.ts";

/** What the form holds now. */
export type Tried = { table: Table; timeZone: string } | { split: Split };

/** How many made-up people show what shares come out. */
const crowd = 2_000;

type Line = { icon: string; look: string; title: string; why: string; mark: string };

function lineOf({ icon, look, title, why, mark }: Line): JQuery {
  const sign = $("<i>", { class: `fa fa-${icon}`, "aria-hidden": "true" });
  const words = $("<span>").append(
    $("<b>").text(title),
    mark === "" ? "" : $("<em>").text(mark),
    " ",
    $("<span>").text(why),
  );
  return $("<li>", { class: look }).append(sign, words);
}

/** Asks Node-RED what expressions answer, for their library is not loaded into the editor. */
async function answersOf(sources: string[], message: unknown, _: Translate): Promise<Expressions | string> {
  const asked: ExpressionRequest = { expressions: sources, message: message as JsonObject };
  const answer = await ask<ExpressionAnswer>(expressionPath, _, json(asked));
  if ("problem" in answer) return answer.problem;
  const answers = answer.value.map((one, index) => [sources[index]!, one] as const);
  return new Map(
    answers.map(([source, one]) => [
      source,
      () => {
        if ("fault" in one) throw new Fault(one.fault.key, one.fault.data);
        return one.holds;
      },
    ]),
  );
}

/** The panel in which one sees which branch a message would take, and why. */
export function tryPanel(_: Translate, present: () => Tried) {
  const input = $("#belle-try");
  const place = $("#belle-try-answer");
  const verdict = $("#belle-try-verdict");
  let asked = 0;

  function say(text: string, look: string, why = ""): void {
    verdict.text(text).attr("class", `belle-verdict ${look}`);
    if (why !== "") verdict.append(" ", $("<span>").text(why));
  }

  function showTable(table: Table, message: unknown, about: { timeZone: string; expressions?: Expressions }): void {
    const surroundings = { language: RED.i18n.lang(), now: Date.now(), ...about };
    const { rules, branches, error } = explain(message, table, surroundings);
    const labels = branches.map(({ label, rule }) => (rule < 0 ? _("output.other") : label));
    if (error !== undefined) say(inWords([error])[0]!, "belle-wrong");
    else
      say(
        labels.length > 1
          ? _("try.branches", { label: labels.join(", ") })
          : _("try.branch", { label: labels.join(", ") }),
        "belle-taken",
      );
    const lines = rules.map(({ holds, taken, why }, index) =>
      lineOf({
        ...(taken
          ? { icon: "check", look: "belle-taken", mark: "" }
          : holds
            ? { icon: "check", look: "belle-late", mark: error === undefined ? _("try.late") : "" }
            : { icon: "times", look: "belle-not", mark: "" }),
        title: `${index + 1} ${table.rules[index]!.label}`,
        why,
      }),
    );
    const last = branches.find(({ rule }) => rule < 0);
    if (last !== undefined)
      lines.push(lineOf({ icon: "check", look: "belle-taken", title: _("output.other"), why: last.reason, mark: "" }));
    place.empty().append(lines);
  }

  function showSplit(split: Split, recipient: string): void {
    const language = RED.i18n.lang();
    const calm = { ...split, strict: false };
    const { label, rule, reason } = assign({ recipient: { id: recipient } }, calm, {
      language,
      timeZone: "UTC",
      now: 0,
    });
    if (recipient === "") say(_("try.recipient"), "");
    else say(_("try.branch", { label: rule < 0 ? _("output.other") : label }), "belle-taken", reason);
    const counts = split.arms.map(() => 0);
    for (let person = 1; person <= crowd; person += 1) {
      const index = draw(`person ${person}`, split.experiment, split.arms);
      if (index >= 0) counts[index]! += 1;
    }
    const parts = shares(split.arms.map(({ weight }) => weight));
    const lines = split.arms.map((arm, index) =>
      lineOf({
        icon: index === rule ? "check" : "user-o",
        look: index === rule ? "belle-taken" : "belle-not",
        title: arm.label,
        why: _("try.share", { number: counts[index]!, of: crowd, share: percent(parts[index]!) }),
        mark: "",
      }),
    );
    place.empty().append(lines);
  }

  async function show(): Promise<void> {
    asked += 1;
    const turn = asked;
    const tried = present();
    const text = String(input.val() ?? "").trim();
    if ("split" in tried) return showSplit(tried.split, text);
    const { table, timeZone } = tried;
    if (text === "") {
      say(_("try.empty"), "");
      place.empty();
      return;
    }
    const message = messageOf(text, table.property);
    const zone = (message.campaign as { timeZone?: unknown } | undefined)?.timeZone;
    const about = { timeZone: typeof zone === "string" ? zone : timeZone };
    const sources = expressionsIn(table);
    if (sources.length === 0) return showTable(table, message, about);
    const expressions = await answersOf(sources, message, _);
    // Somebody typed on meanwhile.
    if (turn !== asked) return;
    if (typeof expressions === "string") say(expressions, "belle-wrong");
    else showTable(table, message, { ...about, expressions });
  }

  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void show(), 120);
  };
  input.on("input change", soon);
  return { show: soon, close: () => clearTimeout(timer) };
}
