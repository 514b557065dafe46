import type { JsonObject } from "../../../../src/contract/json.ts";
import type { Field } from "../../../../src/webhook/fields/field.ts";
import type { Translate } from "../../../shared/editor-catalogue.ts";
import { choiceInput, formRow, linesInput, problemPlace, textInput } from "../../../shared/editor-rows.ts";
import { inside, laidOver, meant, objectOf, place, shownAs, without } from "./fields.ts";

/** A field that has a row of its own. */
export interface RowField {
  path: string;
  label: string;
  type: Field["type"] | "lines";
  values?: readonly string[];
  required?: boolean;
  placeholder?: string;
}

/** An object as rows of a form, with all that no row is for as JSON below. */
export interface ObjectForm {
  /** Undefined: something in it is wrong, which is told where it is. */
  read(): JsonObject | undefined;
  show(value: JsonObject | undefined): void;
}

/** How the table of a webhook or a personal page asks. */
export function rowsOf(fields: readonly Field[] | undefined): RowField[] {
  return (fields ?? []).map(({ name, type, required, values, target, meaning }) => ({
    path: name,
    label: meaning || name,
    type,
    required: required || target === "case-key",
    ...(type === "enum" && { values: (values ?? []).map(({ value }) => value) }),
    ...(type === "boolean" && { values: ["true", "false"] }),
  }));
}

const kinds: Partial<Record<RowField["type"], string>> = { email: "email", phone: "tel", date: "date" };

/** @param more label of the rest as JSON */
export function objectForm(place_: JQuery, _: Translate, rows: readonly RowField[], more: string): ObjectForm {
  const texts = new Map<string, string>();
  const inputs = new Map<string, { input: JQuery; problem: JQuery }>();
  for (const { path, label, type, values, required, placeholder } of rows) {
    const changed = (text: string) => {
      texts.set(path, text);
      if (text.trim() !== "") problem.text("");
    };
    const problem = problemPlace();
    const input =
      values !== undefined
        ? choiceInput([["", _("play.nothingChosen")], ...values.map((one) => [one, one] as const)], "", changed)
        : type === "lines"
          ? linesInput("", changed, { rows: 2 })
          : textInput("", changed, { type: kinds[type] ?? "text", placeholder });
    input.attr("data-path", path);
    if (required) input.attr("aria-required", "true");
    inputs.set(path, { input, problem });
    place_.append(formRow(required ? `${label} *` : label, input).append(problem));
  }
  let rest = "";
  const restProblem = problemPlace();
  const restInput = linesInput("", (text) => {
    rest = text;
    restProblem.text(objectOf(text) === undefined ? _("play.problem.json") : "");
  })
    .addClass("belle-mono")
    .attr("data-path", "*");
  place_.append(formRow(more, restInput).append(restProblem));

  return {
    read() {
      const others = objectOf(rest);
      restProblem.text(others === undefined ? _("play.problem.json") : "");
      const value: JsonObject = {};
      let whole = others !== undefined;
      let first: JQuery | undefined = whole ? undefined : restInput;
      for (const { path, type, required } of rows) {
        const { input, problem } = inputs.get(path)!;
        const one = meant(texts.get(path) ?? "", type);
        const lacks = required === true && one === undefined;
        problem.text(lacks ? _("play.problem.required") : "");
        input.attr("aria-invalid", String(lacks));
        if (lacks) {
          whole = false;
          first ??= input;
        } else if (one !== undefined) place(value, path, one);
      }
      first?.trigger("focus");
      return whole ? laidOver(others ?? {}, value) : undefined;
    },
    show(value) {
      const shown = rows.map(({ path, type, values }) => {
        const one = inside(value, path);
        const text = type === "lines" && Array.isArray(one) ? one.join("\n") : shownAs(one);
        // What a choice does not offer stays, as JSON.
        return { path, text, fits: values === undefined || text === "" || values.includes(text) };
      });
      for (const { path, text, fits } of shown) {
        texts.set(path, fits ? text : "");
        const { input, problem } = inputs.get(path)!;
        input.val(fits ? text : "").attr("aria-invalid", "false");
        problem.text("");
      }
      const others = without(
        value,
        shown.filter(({ fits }) => fits).map(({ path }) => path),
      );
      rest = Object.keys(others).length === 0 ? "" : JSON.stringify(others, null, 2);
      restInput.val(rest);
      restProblem.text("");
    },
  };
}
