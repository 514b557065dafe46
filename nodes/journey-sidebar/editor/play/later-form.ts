import type { Field } from "../../../../src/webhook/fields/field.ts";
import { sampleData } from "../../../../src/webhook/samples/sample-body.ts";
import type { Translate } from "../../../shared/editor-catalogue.ts";
import { choiceInput, formButton, formRow, iconButton, problemPlace, textInput } from "../../../shared/editor-rows.ts";
import type { PlayWord } from "../../play/desk.ts";
import { type ObjectForm, objectForm, rowsOf } from "./rows-of-fields.ts";
import { type Delay, delayOf, durationOf, isDelay, type Unit } from "./story-time.ts";

/** Whom a word may come from: a webhook of the advertiser, a page of the person. */
export interface Speaker {
  id: string;
  label: string;
  type: string;
  fields?: Field[];
}

/** What happens later, in its order. */
export interface LaterForm {
  read(): PlayWord[] | undefined;
  show(words: readonly PlayWord[]): void;
}

interface Row {
  item: JQuery;
  /** Says which word it is. */
  count(number: number): void;
  read(): PlayWord | undefined;
}

/** A word as a row of fields; the table of whom it comes from says which. */
function wordRow(_: Translate, speakers: readonly Speaker[], word: PlayWord, remove: () => void): Row {
  const item = $("<li>", { class: "belle-word" });
  let { node, data } = word;
  let form: ObjectForm | undefined;
  let delay = delayOf(word.after);
  const fields = $("<div>");
  const named = speakers.find(({ id, label }) => id === node || label === node);
  if (named !== undefined) node = named.id;
  const choices = speakers.map(({ id, label, type }) => [
    id,
    type === "personal-page" ? _("play.word.person", { label }) : _("play.word.advertiser", { label }),
  ]) as [string, string][];
  // A case may have been played with another flow.
  if (named === undefined && node !== "") choices.unshift([node, _("play.word.unknown", { node })]);
  const drawFields = () => {
    const speaker = speakers.find(({ id }) => id === node);
    // The case key is that of the person who is played.
    const asked = speaker?.fields?.filter(({ target }) => target !== "case-key");
    form = objectForm(fields.empty(), _, rowsOf(asked), _("play.moreData"));
    form.show(data);
  };
  const who = choiceInput(choices, node, (id) => {
    node = id;
    data = sampleData(speakers.find((one) => one.id === id)?.fields ?? []);
    drawFields();
  }).attr("data-word", "node");
  const delayProblem = problemPlace();
  const change = (part: Partial<Delay>) => {
    delay = { ...{ amount: "", unit: "day" as Unit }, ...delay, ...part };
    delayProblem.text(isDelay(delay) ? "" : _("play.problem.delay"));
  };
  const amount = textInput(
    delay?.amount ?? "",
    (text) => change({ amount: text }),
    // One that the fields cannot hold is shown as it is.
    { size: 4, placeholder: delay === undefined ? word.after : _("play.word.soon") },
  ).attr("data-word", "amount");
  const units = (["day", "hour", "minute"] as const).map((unit) => [unit, _(`play.unit.${unit}`)] as const);
  const unit = choiceInput(units, delay?.unit ?? "day", (chosen) => change({ unit: chosen as Unit })).attr(
    "aria-label",
    _("play.word.unit"),
  );
  const title = $("<span>");
  const removeButton = iconButton("", "times", remove);
  const head = $("<div>", { class: "belle-word-head" }).append(title, removeButton);
  item.append(
    head,
    formRow(_("play.word.who"), who),
    formRow(_("play.word.after"), [amount, unit]).append(delayProblem),
    fields,
  );
  drawFields();
  return {
    item,
    count(number) {
      title.text(_("play.word.title", { number }));
      const told = _("play.word.remove", { number });
      removeButton.attr({ "aria-label": told, title: told });
    },
    read() {
      const said = form?.read();
      if (said === undefined) return undefined;
      if (delay !== undefined && !isDelay(delay)) {
        delayProblem.text(_("play.problem.delay"));
        amount.trigger("focus");
        return undefined;
      }
      const after = delay === undefined ? word.after : durationOf(delay);
      return { ...(after !== undefined && { after }), node, data: said };
    },
  };
}

/** The list of what happens later; empty: the time passes. */
export function laterForm(place: JQuery, _: Translate, speakers: () => Speaker[]): LaterForm {
  let rows: Row[] = [];
  const list = $("<ol>", { class: "belle-words" });
  const nothing = $("<p>", { class: "belle-hint" }).text(_("play.word.nothing"));
  const tell = () => {
    for (const [index, row] of rows.entries()) row.count(index + 1);
    nothing.prop("hidden", rows.length > 0);
    add.prop("hidden", speakers().length === 0);
  };
  const append = (word: PlayWord) => {
    const row: Row = wordRow(_, speakers(), word, () => {
      row.item.remove();
      rows = rows.filter((one) => one !== row);
      tell();
      add.trigger("focus");
    });
    rows.push(row);
    list.append(row.item);
  };
  const add = formButton(_("play.word.add"), "plus", () => {
    const first = speakers()[0];
    if (first === undefined) return;
    append({ node: first.id, data: sampleData(first.fields ?? []) });
    tell();
    list.find("[data-word=node]").last().trigger("focus");
  }).attr("data-do", "add-word");
  place.append(list, nothing, add);
  return {
    read() {
      const words = rows.map((row) => row.read());
      return words.includes(undefined) ? undefined : (words as PlayWord[]);
    },
    show(words) {
      list.empty();
      rows = [];
      for (const word of words) append(word);
      tell();
    },
  };
}
