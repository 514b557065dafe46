import { askFile } from "../../../shared/editor-ask.ts";
import { freshElementId } from "../../../shared/editor-rows.ts";
import { mayAct } from "../../../shared/editor-who-acts.ts";
import type { JourneyNow, StoryAnswer, ToldAnswer } from "../../people/desk.ts";
import type { Desk } from "../pane.ts";
import { save } from "../save.ts";
import { answerFields } from "./answer-fields.ts";
import { askPeople } from "./ask-people.ts";
import { confirmDialog } from "./confirm.ts";
import { nodeLabel } from "./timeline.ts";
import { times } from "./times.ts";

/** What may be done for a person, each with a question first and a reason that is kept. */

interface About {
  person: StoryAnswer["person"];
  timeZone: string;
  journey?: JourneyNow;
}
interface After {
  /** The story has changed. */
  done(): void;
  /** The person is there no more. */
  gone(said: string): void;
}

export function actionMenu(desk: Desk, about: About, after: After): JQuery {
  const { _ } = desk;
  const { journey } = about;
  if (!mayAct()) return $("<span>");
  const id = freshElementId();
  // Over everything: the page may be lower than its menu.
  const list = $("<ul>", { id, role: "menu", class: "belle-people-menu-list" }).attr("popover", "auto");
  const opener = $("<button>", { type: "button", class: "red-ui-button belle-people-menu" })
    .attr({ popovertarget: id, "aria-haspopup": "menu", "aria-expanded": "false" })
    .text(_("people.act.menu"));
  const item = (text: string, icon: string, work: () => void, possible = true) =>
    $("<li>", { role: "none" }).append(
      $("<button>", { type: "button", role: "menuitem", disabled: !possible })
        .append($("<i>", { class: `fa fa-${icon}`, "aria-hidden": "true" }), $("<span>").text(text))
        .on("click", () => {
          list[0]!.hidePopover();
          work();
        }),
    );
  list.append(
    item(_("people.act.move-on"), "forward", () => moveOn(desk, about, after), (journey?.waits.length ?? 0) > 0),
    item(
      _("people.act.exit"),
      "sign-out",
      () => exit(desk, about, after),
      journey !== undefined && journey.endedAt === undefined,
    ),
    item(_("people.act.export"), "download", () => void exportPerson(desk, about)),
    item(_("people.act.erase"), "eraser", () => void erase(desk, about, after)),
  );
  list.on("toggle", () => {
    const open = list.is(":popover-open");
    opener.attr("aria-expanded", String(open));
    if (!open) return;
    const { right, bottom } = opener[0]!.getBoundingClientRect();
    const width = list.outerWidth() ?? 0;
    const height = list.outerHeight() ?? 0;
    list.css({
      left: Math.max(4, right - width),
      top: Math.max(4, Math.min(bottom + 2, window.innerHeight - height - 4)),
    });
    list.find("button:enabled").first().trigger("focus");
  });
  list.on("keydown", (event) => {
    const items: Element[] = list.find("button:enabled").toArray();
    const at = document.activeElement === null ? -1 : items.indexOf(document.activeElement);
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    // The page behind it would be left by it.
    if (event.key === "Escape") event.stopPropagation();
    if (step === 0) return;
    event.preventDefault();
    $(items[(at + step + items.length) % items.length]!).trigger("focus");
  });
  return $("<span>").append(opener, list);
}

/** Tells what was done, as text: it names people. */
function notify(told: readonly string[]): void {
  const said = $("<div>").append(told.map((sentence) => $("<p>").text(sentence)));
  RED.notify(said, { type: "success" });
}

function exit(desk: Desk, { journey }: About, { done }: After): void {
  const { _ } = desk;
  if (journey === undefined) return;
  confirmDialog(desk, {
    title: _("people.exit.title"),
    about: [_("people.exit.about"), ...(journey.sends > 0 ? [_("people.exit.sends", { count: journey.sends })] : [])],
    button: _("people.exit.button"),
    async work(settler) {
      const answer = await askPeople<ToldAnswer>(desk, "exit", { journey: journey.id, ...settler });
      if ("problem" in answer) return answer.problem;
      notify(answer.value.told);
      done();
      return undefined;
    },
  });
}

function moveOn(desk: Desk, { journey, timeZone }: About, { done }: After): void {
  const { _ } = desk;
  const waits = journey?.waits ?? [];
  if (journey === undefined || waits[0] === undefined) return;
  let wait = waits[0];
  let fields = answerFields(desk, wait);
  let way: "late" | "answer" = "late";
  const { short } = times(timeZone);
  const which = $("<select>", { "aria-label": _("people.move-on.wait") }).append(
    waits.map(({ id, node, since }) => $("<option>", { value: id }).text(`${nodeLabel(node, desk)} · ${short(since)}`)),
  );
  const place = $("<div>").append(fields.place).prop("hidden", true);
  which.on("change", () => {
    wait = waits.find(({ id }) => id === which.val()) ?? wait;
    fields = answerFields(desk, wait);
    place.empty().append(fields.place);
  });
  const choice = (value: typeof way, text: string) =>
    $("<label>", { class: "belle-people-choice" }).append(
      $("<input>", { type: "radio", name: "belle-people-way", value, checked: value === way }).on("change", () => {
        way = value;
        place.prop("hidden", way === "late");
      }),
      $("<span>").text(text),
    );
  const more = $("<div>").append(
    waits.length > 1 ? which : "",
    choice("late", _("people.move-on.late")),
    choice("answer", _("people.move-on.answer")),
    place,
  );
  confirmDialog(desk, {
    title: _("people.move-on.title"),
    about: [],
    more,
    button: _("people.move-on.button"),
    async work(settler) {
      const data = way === "answer" ? { data: fields.data() } : {};
      const question = { journey: journey.id, wait: wait.id, ...data, ...settler };
      const answer = await askPeople<ToldAnswer>(desk, "move-on", question);
      if ("problem" in answer) return answer.problem;
      notify(answer.value.told);
      done();
      return undefined;
    },
  });
}

async function exportPerson(desk: Desk, { person }: About): Promise<void> {
  const { _ } = desk;
  const question = { campaign: desk.campaign() ?? "", id: person.id };
  const answer = await askFile("belle-histoire/journey/people/export", _, question);
  if ("problem" in answer) {
    RED.notify($("<p>").text(answer.problem), { type: "error" });
    return;
  }
  // No name of a person in the name of a file.
  save(answer.blob, "export.json");
  notify([_("people.exported")]);
}

async function erase(desk: Desk, { person }: About, { gone }: After): Promise<void> {
  const { _ } = desk;
  const look = await askPeople<ToldAnswer>(desk, "erase-look", { id: person.id });
  if ("problem" in look) {
    RED.notify($("<p>").text(look.problem), { type: "error" });
    return;
  }
  confirmDialog(desk, {
    title: _("people.erase.title"),
    about: [_("people.erase.about"), ...look.value.told],
    hint: _("people.erase.hint"),
    button: _("people.erase.button"),
    async work(settler) {
      const answer = await askPeople<ToldAnswer>(desk, "erase", { id: person.id, ...settler });
      if ("problem" in answer) return answer.problem;
      notify(answer.value.told);
      gone("");
      return undefined;
    },
  });
}
