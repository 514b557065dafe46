import { ask, json } from "../../shared/editor-ask.ts";
import { addStyle } from "../../shared/editor-form.ts";
import { lookInSight } from "../../shared/editor-in-sight.ts";
import { mayAct } from "../../shared/editor-who-acts.ts";
import { type ActAnswer, type ActRequest, type AttentionAnswer, type DeskItem, mostActs } from "../attention/desk.ts";
import style from "./attention.css";
import { AttentionBar, type Said } from "./attention-bar.ts";
import { AttentionFilter } from "./attention-filter.ts";
import { AttentionList } from "./attention-list.ts";
import { onNews } from "./news.ts";
import type { Desk, Pane, PaneLife } from "./pane.ts";

/** Milliseconds: what another process did is seen so late at the latest, and much that happens no more often than that. */
const pace = { least: 2_000, most: () => 15_000 };
/** Reasons why something was not settled that are told one by one. */
const mostTold = 5;

const nothing: AttentionAnswer = { items: [], more: false, nodes: [], reasoned: [], now: 0 };

/** What waits for a person: seen by everybody who may look, settled by those who may change. */
export const attention: Pane = {
  name: "attention",
  icon: "flag",
  open: openAttention,
};

function openAttention(place: JQuery, desk: Desk): PaneLife {
  const { _ } = desk;
  addStyle("belle-attention-style", style);
  const acts = mayAct();
  let answer: AttentionAnswer | undefined;
  let campaign: string | undefined;
  let asking: AbortController | undefined;
  let acting = false;
  let inSight = false;

  const told = $("<div>", { class: "belle-attention-told", role: "status" });
  const problem = $("<div>", { class: "belle-problem", role: "alert" });
  const empty = $("<div>", { class: "belle-attention-empty", hidden: true });
  const more = $("<p>", { class: "belle-hint", hidden: true });
  const filter = new AttentionFilter(desk, () => draw());
  const list = new AttentionList(desk, {
    mayAct: acts,
    chosen: () => bar.show(list.selected, answer ?? nothing),
  });
  const bar = new AttentionBar(desk, { settle: (said) => settle(said), clear: () => list.clear() });
  const intro = $("<p>", { class: "belle-intro" }).text(acts ? _("attention.intro") : _("attention.look-only"));
  place.append(
    $("<div>", { class: "belle-attention" }).append(
      intro,
      filter.place,
      problem,
      told,
      empty,
      list.place,
      more,
      bar.place,
    ),
  );

  function draw(): void {
    if (answer === undefined) return;
    filter.show(answer);
    const items = answer.items.filter((item) => filter.takes(item));
    list.show(answer, items);
    more.prop("hidden", !answer.more).text(answer.more ? _("attention.more", { count: answer.items.length }) : "");
    showEmpty(items.length, answer.items.length);
    intro.prop("hidden", answer.items.length === 0);
    desk.count("attention", answer.items.length);
  }

  function showEmpty(shown: number, all: number): void {
    empty.prop("hidden", shown > 0).empty();
    if (shown > 0) return;
    if (all === 0)
      return void empty.append(
        $("<i>", { class: "fa fa-check-circle-o", "aria-hidden": "true" }),
        $("<strong>").text(_("attention.none.title")),
        $("<p>").text(_("attention.none.text")),
      );
    const back = $("<button>", { type: "button", class: "red-ui-button" }).text(_("attention.all"));
    empty.append($("<p>").text(_("attention.none-filtered")), back);
    back.on("click", () => filter.set());
  }

  async function look(): Promise<void> {
    asking?.abort();
    const mine = new AbortController();
    asking = mine;
    const query = new URLSearchParams({ campaign: campaign ?? "" });
    const got = await ask<AttentionAnswer>(`belle-histoire/journey/attention?${query}`, _, {}, { signal: mine.signal });
    if (mine.signal.aborted) return;
    problem.text("problem" in got ? got.problem : "");
    if ("problem" in got) return;
    answer = got.value;
    draw();
  }
  const looking = lookInSight({ ...pace, told: onNews(() => campaign) }, look);
  function rest(): void {
    looking.stop();
    asking?.abort();
  }

  async function settle(said: Said): Promise<void> {
    const items = list.selected;
    if (acting || items.length === 0) return;
    acting = true;
    rest();
    bar.rest(true);
    list.rest(true);
    told.text("");
    const reasons: string[] = [];
    let settled = 0;
    for (let at = 0; at < items.length; at += mostActs) {
      if (items.length > mostActs) bar.say(_("attention.bar.working", { done: at, count: items.length }));
      const part = items.slice(at, at + mostActs);
      const request: ActRequest = {
        campaign: campaign ?? "",
        items: part.map(({ id, kind }) => ({ id, kind })),
        ...said,
      };
      const got = await ask<ActAnswer>("belle-histoire/journey/attention/act", _, json(request));
      if ("problem" in got) {
        problem.text(got.problem);
        break;
      }
      const failed = got.value.acted.flatMap((one) => ("problem" in one ? [reasonOf(one, part)] : []));
      settled += got.value.acted.length - failed.length;
      reasons.push(...failed);
    }
    acting = false;
    bar.rest(false);
    list.rest(false);
    bar.say("");
    if (settled + reasons.length > 0) tell(settled, reasons);
    if (settled > 0) bar.emptied();
    list.clear();
    if (inSight) looking.start();
  }

  /** What became of it; of what was not settled, the first reasons. */
  function tell(settled: number, reasons: readonly string[]): void {
    const left = reasons.length;
    told
      .empty()
      .append(
        $("<span>").text(
          left === 0 ? _("attention.bar.done", { count: settled }) : _("attention.bar.some", { count: settled, left }),
        ),
      );
    const rows = reasons.slice(0, mostTold).map((reason) => $("<li>").text(reason));
    if (rows.length > 0) told.append($("<ul>").append(rows));
  }

  return {
    shown(about) {
      if (campaign !== desk.campaign()) {
        campaign = desk.campaign();
        answer = undefined;
        filter.set();
        list.show(nothing, []);
        told.text("");
      }
      if (about !== undefined) filter.set(about);
      inSight = true;
      if (!acting) looking.start();
    },
    hidden() {
      inSight = false;
      if (!acting) rest();
    },
  };
}

function reasonOf({ id, problem }: { id: string; problem: string }, items: readonly DeskItem[]): string {
  return `${items.find((item) => item.id === id)?.caseKey ?? id}: ${problem}`;
}
