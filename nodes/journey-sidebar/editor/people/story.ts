import { formButton, iconButton } from "../../../shared/editor-rows.ts";
import type { JourneyNow, StoryAnswer, StoryPart } from "../../people/desk.ts";
import type { Desk } from "../pane.ts";
import { actionMenu } from "./actions.ts";
import { askPeople } from "./ask-people.ts";
import { lookAt } from "./look.ts";
import { nodeLink, timeline } from "./timeline.ts";
import { times } from "./times.ts";

export interface PersonStory {
  place: JQuery;
  isOpen(): boolean;
  open(id: string, journey?: string): void;
  /** Asks whether something has happened. */
  look(): Promise<void>;
  close(): void;
}

/**
 * The story of one person, as it grows.
 * @param left the person is no longer shown; what is to be said of it, else empty
 */
export function personStory(desk: Desk, left: (said: string) => void): PersonStory {
  const { _ } = desk;
  let person: string | undefined;
  let journey: string | undefined;
  let answer: StoryAnswer | undefined;
  let parts: StoryPart[] = [];
  let asking: AbortController | undefined;
  /** What of the head is drawn: it is drawn anew only when it changes, so that a menu that lies open stays so. */
  let drawnHead = "";

  const place = $("<div>", { class: "belle-people-person", hidden: true });
  const head = $("<div>", { class: "belle-people-head" });
  const about = $("<div>", { class: "belle-people-about" });
  const now = $("<div>", { class: "belle-people-now", role: "status" });
  const problem = $("<div>", { class: "belle-people-problem", role: "alert" });
  const line = timeline(
    desk,
    () => times(answer?.timeZone ?? "UTC"),
    ({ looks }) => {
      if (looks !== undefined && journey !== undefined) void lookAt(desk, { journey, id: looks.id });
    },
  );
  const earlier = formButton(_("people.earlier"), "chevron-up", () => void more()).addClass("belle-people-earlier");
  place.append(head, about, now, problem, earlier.prop("hidden", true), line.place);
  place.on("keydown", (event) => {
    if (event.key !== "Escape" || $(event.target).closest("dialog, [popover]").length > 0) return;
    // The editor's short cuts look upwards from an element that is gone by then.
    event.stopPropagation();
    leave("");
  });

  const told = (): JourneyNow | undefined => answer?.journeys.find(({ id }) => id === journey);

  function leave(said: string): void {
    close();
    left(said);
  }
  function close(): void {
    asking?.abort();
    person = undefined;
    journey = undefined;
    answer = undefined;
    parts = [];
    drawnHead = "";
    line.clear();
    head.empty();
    about.empty();
    now.empty();
    problem.text("");
    earlier.prop("hidden", true);
    place.prop("hidden", true);
  }

  function drawHead(): void {
    if (answer === undefined) return;
    const { person: who, journeys, timeZone } = answer;
    const what = JSON.stringify([who, journeys.map(({ lastAt: _lastAt, ...rest }) => rest), journey]);
    // A menu that lies open is drawn anew once it is closed.
    if (what === drawnHead || head.find(":popover-open").length > 0) return;
    drawnHead = what;
    const focused = head.find(":focus").length > 0;
    const back = iconButton(_("people.back"), "arrow-left", () => leave(""));
    const name = $("<h3>").text(who.name || who.id);
    const id = [who.id, who.email, who.phone].filter(Boolean).join(" · ");
    const menu = actionMenu(desk, { person: who, timeZone, journey: told() }, { done: () => void look(), gone: leave });
    head.empty().append(back, name, menu);
    about.empty().append($("<div>", { class: "belle-people-id" }).text(id));
    if (journeys.length > 1) about.append(chooser(journeys, timeZone));
    if (focused) back.trigger("focus");
    drawNow(timeZone);
  }
  function chooser(journeys: JourneyNow[], timeZone: string): JQuery {
    const { short } = times(timeZone);
    const select = $("<select>", { "aria-label": _("people.journey") }).append(
      journeys.map(({ id, caseKey, startedAt }) =>
        $("<option>", { value: id }).text(`${caseKey ?? _("people.no-case")} · ${short(startedAt)}`),
      ),
    );
    return select.val(journey ?? "").on("change", () => open(person!, String(select.val())));
  }
  /** Where the journey stands. */
  function drawNow(timeZone: string): void {
    const journeyNow = told();
    if (journeyNow === undefined) return void now.text(_("people.no-journeys"));
    const { caseKey, test, endedAt, waits, sends } = journeyNow;
    const { short } = times(timeZone);
    const chip = (text: string, icon: string) =>
      $("<span>", { class: "belle-people-chip" }).append(
        $("<i>", { class: `fa fa-${icon}`, "aria-hidden": "true" }),
        $("<span>").text(text),
      );
    now.empty().append(
      caseKey === undefined ? "" : chip(caseKey, "folder-o"),
      test ? chip(_("people.test"), "flask") : "",
      endedAt === undefined ? "" : chip(_("people.ended", { at: short(endedAt) }), "sign-out"),
      waits.map(({ node, since, until }) =>
        chip(
          until === undefined
            ? _("people.waits", { since: short(since) })
            : _("people.waits-until", { since: short(since), until: short(until) }),
          "hourglass-half",
        ).append(nodeLink(node, desk)),
      ),
      sends === 0 ? "" : chip(_("people.under-way", { count: sends }), "paper-plane-o"),
      endedAt === undefined && waits.length + sends === 0 ? chip(_("people.nothing-open"), "check") : "",
    );
  }

  async function askStory(before?: number): Promise<StoryAnswer | undefined> {
    if (person === undefined) return undefined;
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    const question = { id: person, ...(journey !== undefined && { journey }), ...(before !== undefined && { before }) };
    const answered = await askPeople<StoryAnswer>(desk, "story", question, signal);
    if (signal.aborted || person === undefined) return undefined;
    if ("value" in answered) {
      problem.text("");
      return answered.value;
    }
    // The person was erased meanwhile, or the journey with them.
    if (answered.status === 422) leave(answered.problem);
    else problem.text(answered.problem);
    return undefined;
  }
  async function look(): Promise<void> {
    const next = await askStory();
    if (next === undefined) return;
    answer = next;
    const { told: chapter } = next;
    journey = chapter?.journey;
    const lines = chapter?.lines ?? [];
    const first = lines[0]?.seq ?? Number.POSITIVE_INFINITY;
    const before = parts.filter(({ seq }) => seq < first);
    // Where more has happened than one answer tells, what lies between was not asked for.
    const joins = before.length === 0 || !chapter?.earlier || parts.some(({ seq }) => seq === first);
    if (parts.length === 0 || !joins) earlier.prop("hidden", chapter?.earlier !== true);
    parts = [...(joins ? before : []), ...lines];
    drawHead();
    line.show(parts);
  }
  async function more(): Promise<void> {
    const before = parts[0]?.seq;
    const next = before === undefined ? undefined : await askStory(before);
    if (next?.told === undefined) return;
    parts = [...next.told.lines, ...parts];
    earlier.prop("hidden", !next.told.earlier);
    line.show(parts);
    line.place.find("button").first().trigger("focus");
  }
  function open(id: string, which?: string): void {
    close();
    person = id;
    journey = which;
    place.prop("hidden", false);
    void look().then(() => head.find("button").first().trigger("focus"));
  }
  return { place, isOpen: () => person !== undefined, open, look, close };
}
