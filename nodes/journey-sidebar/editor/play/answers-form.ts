import type { Translate } from "../../../shared/editor-catalogue.ts";
import { formRow, linesInput, problemPlace, textInput } from "../../../shared/editor-rows.ts";
import type { PlayCase } from "../../play/desk.ts";
import { objectOf } from "./fields.ts";

type Answers = NonNullable<PlayCase["answers"]>;

/** What services answer; a service without a row of its own in the case answers with its example. */
export interface AnswersForm {
  read(): Answers | undefined;
  show(answers: Answers | undefined): void;
}

export function answersForm(place: JQuery, _: Translate, services: () => { id: string; label: string }[]): AnswersForm {
  let rows: { id: string; read(): Answers[string] | "example" | undefined }[] = [];
  /** Of nodes that this flow does not have: kept as they came. */
  let others: Answers = {};

  function row({ id, label }: { id: string; label: string }, answer: Answers[string] | undefined): void {
    let status = answer?.status === undefined ? "" : String(answer.status);
    let text = answer === undefined ? "" : JSON.stringify(answer.data, null, 2);
    const problem = problemPlace();
    const statusInput = textInput(status, (typed) => (status = typed), { size: 4, placeholder: "200" });
    const input = linesInput(text, (typed) => (text = typed), { placeholder: _("play.answer.example") });
    statusInput.attr("aria-label", _("play.answer.status", { label }));
    place.append(
      formRow(label, input.addClass("belle-mono").attr("data-answer", id)),
      $("<div>", { class: "form-row" }).append(
        $("<div>", { class: "belle-inline" }).append(
          $("<span>", { "aria-hidden": "true" }).text(_("play.answer.statusShort")),
          statusInput,
        ),
        problem,
      ),
    );
    rows.push({
      id,
      read() {
        problem.text("");
        if (text.trim() === "" && status.trim() === "") return "example";
        const data = objectOf(text);
        if (data === undefined) problem.text(_("play.problem.json"));
        else if (!/^\s*(?:[1-5]\d\d)?\s*$/.test(status)) problem.text(_("play.problem.status"));
        else return { ...(status.trim() !== "" && { status: Number(status) }), data };
        input.trigger("focus");
        return undefined;
      },
    });
  }
  return {
    read() {
      const answers = structuredClone(others);
      for (const { id, read } of rows) {
        const one = read();
        if (one === undefined) return undefined;
        if (one !== "example") answers[id] = one;
      }
      return answers;
    },
    show(answers = {}) {
      place.empty();
      rows = [];
      others = structuredClone(answers);
      const all = services();
      for (const service of all) {
        const name = [service.id, service.label].find((one) => others[one] !== undefined);
        row(service, name === undefined ? undefined : others[name]);
        if (name !== undefined) delete others[name];
      }
      if (all.length === 0) place.append($("<p>", { class: "belle-hint" }).text(_("play.answer.none")));
    },
  };
}
