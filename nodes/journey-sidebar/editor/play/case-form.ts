import type { JsonObject } from "../../../../src/contract/json.ts";
import type { Translate } from "../../../shared/editor-catalogue.ts";
import { choiceInput, formRow, problemPlace, textInput } from "../../../shared/editor-rows.ts";
import type { PlayCase, PlayEntriesAnswer } from "../../play/desk.ts";
import { answersForm } from "./answers-form.ts";
import { type LaterForm, laterForm, type Speaker } from "./later-form.ts";
import { type ObjectForm, objectForm, type RowField, rowsOf } from "./rows-of-fields.ts";

type Entry = PlayEntriesAnswer["entries"][number];

/** The case as a form. */
export interface CaseForm {
  /** Undefined: something in it is wrong, which is told where it is. */
  read(): PlayCase | undefined;
  show(played: PlayCase): void;
  /** Where a person may come in; `preferred`: the one to choose where nothing is filled in yet. */
  offer(entries: readonly Entry[], preferred?: string): void;
  /**
   * The same, with the entry at which the person is to come in, and its sample; what is filled in stays where they come in
   * there already. Without such an entry none is chosen, and the sentence says why.
   */
  enterAt(entries: readonly Entry[], id: string | undefined, otherwise: string): void;
  /** Whether an entry is chosen. */
  hasEntry(): boolean;
}

const personRows = (_: Translate): RowField[] => [
  { path: "id", label: _("play.person.id"), type: "text" },
  { path: "title", label: _("play.person.title"), type: "text" },
  { path: "firstName", label: _("play.person.firstName"), type: "text" },
  { path: "lastName", label: _("play.person.lastName"), type: "text" },
  { path: "locale", label: _("play.person.locale"), type: "text", placeholder: "fr" },
  { path: "email", label: _("play.person.email"), type: "email" },
  { path: "phone", label: _("play.person.phone"), type: "phone" },
  { path: "postalAddress.thoroughfare", label: _("play.person.street"), type: "lines" },
  { path: "postalAddress.postalCode", label: _("play.person.postalCode"), type: "text" },
  { path: "postalAddress.locality", label: _("play.person.locality"), type: "text" },
  { path: "postalAddress.country", label: _("play.person.country"), type: "text", placeholder: "FR" },
];

/** Nodes of a type that may take part: those that are switched on. */
function nodesOf(type: string): Speaker[] {
  return RED.nodes
    .filterNodes({ type })
    .filter(({ d }) => d !== true)
    .map((node) => ({
      id: node.id,
      type,
      label: RED.utils.getNodeLabel(node, type),
      fields: node.fields as Speaker["fields"],
    }));
}

function fold(title: string, open: boolean, name: string): JQuery {
  return $("<details>", { "data-part": name }).prop("open", open).append($("<summary>").text(title));
}

/** Fills a place with the form of a case; `expects` shows what the case expects. */
export function caseForm(place: JQuery, _: Translate): CaseForm {
  let entries: readonly Entry[] = [];
  let entry = "";
  let name = "";
  let caseKey = "";
  let startsAt = "";
  let expect: PlayCase["expect"];

  const entryProblem = problemPlace();
  const entryInput = choiceInput([], "", (chosen) => {
    entry = chosen;
    const found = entries.find(({ id }) => id === chosen);
    if (found !== undefined) showExample(found);
  }).attr("data-case", "entry");
  const nameInput = textInput("", (text) => (name = text), { placeholder: _("play.case.namePlaceholder") }).attr(
    "data-case",
    "name",
  );
  const keyInput = textInput("", (text) => (caseKey = text)).attr("data-case", "caseKey");
  const startInput = textInput("", (text) => (startsAt = text === "" ? "" : new Date(text).toISOString()), {
    type: "datetime-local",
  }).attr("data-case", "startsAt");

  const person = fold(_("play.part.person"), true, "person");
  const personForm = objectForm(person, _, personRows(_), _("play.person.more"));
  person.append(formRow(_("play.person.caseKey"), keyInput));
  const event = fold(_("play.part.event"), true, "event");
  const eventPlace = $("<div>").appendTo(event);
  let eventForm: ObjectForm | undefined;
  const later = fold(_("play.part.later"), true, "later");
  const laterWords: LaterForm = laterForm(later, _, () => [...nodesOf("inbound-webhook"), ...nodesOf("personal-page")]);
  const services = fold(_("play.part.services"), false, "services");
  const answers = answersForm($("<div>").appendTo(services), _, () => nodesOf("call-service"));
  const more = fold(_("play.part.more"), false, "more").append(
    formRow(_("play.case.name"), nameInput),
    formRow(_("play.case.startsAt"), startInput, _("play.case.startsAtHint")),
  );
  const expects = $("<p>", { class: "belle-hint" });
  more.append(expects);
  place.append(formRow(_("play.case.entry"), entryInput).append(entryProblem), person, event, later, services, more);

  /** The table of the webhook at which the story begins. */
  function drawEvent(data: JsonObject | undefined): void {
    const node = nodesOf("inbound-webhook").find(({ id, label }) => id === entry || label === entry);
    const isWebhook = node !== undefined || data !== undefined;
    // The case key is a field of the person.
    const asked = node?.fields?.filter(({ target }) => target !== "case-key");
    event.prop("hidden", !isWebhook);
    eventPlace.empty();
    eventForm = isWebhook ? objectForm(eventPlace, _, rowsOf(asked), _("play.moreData")) : undefined;
    eventForm?.show(data);
  }
  function showCase(played: Omit<PlayCase, "version" | "name" | "entry">): void {
    caseKey = played.caseKey ?? "";
    keyInput.val(caseKey);
    personForm.show(played.recipient);
    drawEvent(played.data);
    laterWords.show(played.then);
    answers.show(played.answers);
    services.prop("hidden", nodesOf("call-service").length === 0);
    startsAt = played.startsAt ?? "";
    startInput.val(startsAt === "" ? "" : localTime(startsAt));
    expect = played.expect;
    expects
      .text(expect === undefined ? "" : _("play.case.expects", { count: expect.length }))
      .prop("hidden", expect === undefined);
  }
  const showExample = (found: Entry) => showCase(found.example);
  function draw(): void {
    const known = entries.find(({ id, label }) => id === entry || label === entry);
    const options = entries.map(({ id, label }) => $("<option>", { value: id }).text(label));
    entryInput.empty().append(options);
    if (known !== undefined) entry = known.id;
    else if (entry !== "")
      entryInput.prepend($("<option>", { value: entry }).text(_("play.word.unknown", { node: entry })));
    entryInput.val(entry);
    entryProblem.text(entries.length === 0 ? _("play.problem.noEntry") : "");
  }
  function tellNoEntry(): void {
    entryProblem.text(entries.length === 0 ? _("play.problem.noEntry") : _("play.problem.chooseEntry"));
    entryInput.trigger("focus");
  }
  draw();
  return {
    read() {
      const recipient = personForm.read();
      const data = eventForm?.read();
      const then = laterWords.read();
      const said = answers.read();
      const parts: [JQuery, unknown][] = [
        [person, recipient],
        [event, eventForm === undefined ? {} : data],
        [later, then],
        [services, said],
      ];
      for (const [part, value] of parts) if (value === undefined) part.prop("open", true);
      const wrong = parts.find(([, value]) => value === undefined)?.[0];
      wrong?.find(":input[aria-invalid=true]").first().trigger("focus");
      if (entry === "") tellNoEntry();
      if (recipient === undefined || then === undefined || said === undefined || wrong !== undefined || entry === "")
        return undefined;
      const label = entries.find(({ id }) => id === entry)?.label ?? entry;
      return {
        version: 1,
        name: name.trim() || label,
        entry,
        ...(startsAt !== "" && { startsAt }),
        recipient,
        ...(caseKey.trim() !== "" && { caseKey: caseKey.trim() }),
        ...(data !== undefined && { data }),
        then,
        ...(Object.keys(said).length > 0 && { answers: said }),
        ...(expect !== undefined && { expect }),
      };
    },
    show(played) {
      entry = played.entry;
      name = played.name;
      nameInput.val(name);
      draw();
      showCase(played);
    },
    offer(offered, preferred) {
      entries = offered;
      const chosen = entries.find(({ id }) => id === preferred) ?? entries[0];
      if (entry === "" && chosen !== undefined) {
        entry = chosen.id;
        showExample(chosen);
      }
      draw();
    },
    enterAt(offered, id, otherwise) {
      entries = offered;
      const found = entries.find((one) => one.id === id);
      const before = entry;
      entry = found?.id ?? "";
      if (found !== undefined && entry !== before) showExample(found);
      draw();
      if (found === undefined) entryProblem.text(otherwise);
    },
    hasEntry: () => entry !== "",
  };
}

/** An instant as a field for local time holds it. */
function localTime(instant: string): string {
  const date = new Date(instant);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
