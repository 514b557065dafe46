import type { Field } from "../../src/webhook/fields/field.ts";
import type { PageLanguage } from "../personal-page/config.ts";
import type { Translate } from "./editor-catalogue.ts";
import { languageName, languageOptions } from "./editor-message-language-names.ts";
import { canonicalLanguage } from "./editor-message-texts.ts";
import { formButton, formRow, linesInput, textInput } from "./editor-rows.ts";

interface PageLanguages {
  languages(): PageLanguage[];
  /** The form asks for other things now: their names are asked for in each language. */
  follow(fields: readonly Field[]): void;
}

const filled = (texts: Readonly<Record<string, string>> = {}) =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== ""));

/** What is saved of a language: what says something, and of fields that are there. */
function kept(texts: PageLanguage, fields: readonly Field[]): PageLanguage {
  const names = new Set(fields.map(({ name }) => name));
  const labels = Object.entries(filled(texts.labels)).filter(([name]) => names.has(name));
  const choices = fields
    .map(({ name, values = [] }) => {
      const known = new Set(values.map(({ value }) => value));
      const some = Object.entries(filled(texts.choices[name])).filter(([value]) => known.has(value));
      return [name, Object.fromEntries(some)] as const;
    })
    .filter(([, some]) => Object.keys(some).length > 0);
  return { ...texts, labels: Object.fromEntries(labels), choices: Object.fromEntries(choices) };
}

/** The rows of one field in one language, named as the node's own language names them: its label, and each of its choices. */
function rowsOfField(field: Field, texts: PageLanguage): JQuery[] {
  const called = field.meaning || field.name;
  const label = textInput(
    texts.labels[field.name] ?? "",
    (text) => {
      texts.labels[field.name] = text;
    },
    { placeholder: called },
  ).attr("data-label", field.name);
  const choices = (field.type === "enum" ? (field.values ?? []) : []).map(({ value, synonyms: [own = value] }) => {
    const choice = textInput(
      texts.choices[field.name]?.[value] ?? "",
      (text) => {
        texts.choices[field.name] = { ...texts.choices[field.name], [value]: text };
      },
      { placeholder: own },
    ).attr("data-choice", `${field.name} ${value}`);
    return formRow(`${called} · ${own}`, choice);
  });
  return [formRow(called, label), ...choices];
}

/** The texts of the form in the languages that are not the node's own; a language that is added is open. */
export function preparePageLanguages(
  saved: readonly PageLanguage[],
  own: readonly Field[],
  _: Translate,
): PageLanguages {
  const list = $("#belle-languages");
  const input = $("#belle-new-language");
  const problem = $("#belle-new-language-problem");
  $("#belle-language-names").append(languageOptions());
  let languages = saved.map((texts) => ({ ...texts, labels: { ...texts.labels }, choices: { ...texts.choices } }));
  let fields = own.filter(({ name }) => name !== "");
  const open = new Set<string>();

  function card(texts: PageLanguage): JQuery {
    const { language } = texts;
    const line = (name: "intro" | "thanks") =>
      linesInput(
        texts[name],
        (text) => {
          texts[name] = text;
        },
        { rows: 2 },
      ).attr("data-text", name);
    const submit = textInput(
      texts.submit,
      (text) => {
        texts.submit = text;
      },
      { placeholder: _("example.submit") },
    ).attr("data-text", "submit");
    const remove = formButton(_("button.removeLanguage", { language: languageName(language) }), "trash-o", () => {
      languages = languages.filter((one) => one !== texts);
      show();
    });
    const rows = [
      formRow(_("label.intro"), line("intro")).addClass("belle-top"),
      ...fields.flatMap((field) => rowsOfField(field, texts)),
      formRow(_("label.submit"), submit),
      formRow(_("label.thanks"), line("thanks")).addClass("belle-top"),
      $("<div>", { class: "belle-tools" }).append(remove),
    ];
    const details = $("<details>", { class: "belle-proof", "data-language": language }).prop(
      "open",
      open.has(language),
    );
    details.on("toggle", () => void (details.prop("open") === true ? open.add(language) : open.delete(language)));
    const title = $("<span>", { class: "belle-proof-title" }).text(languageName(language));
    return details.append($("<summary>").append(title), $("<div>").append(rows));
  }
  function show(): void {
    list.empty().append(languages.map(card));
  }
  const add = () => {
    const tag = String(input.val() ?? "").trim();
    const language = canonicalLanguage(tag);
    if (language === undefined || languages.some((one) => one.language === language)) {
      problem.text(_(language === undefined ? "problem.language" : "problem.languageTwice", { language: tag }));
      input.trigger("focus");
      return;
    }
    input.val("");
    open.add(language);
    languages.push({ language, intro: "", submit: "", thanks: "", labels: {}, choices: {} });
    show();
  };
  $("#belle-add-language").on("click", add);
  input.on("input", () => problem.text(""));
  input.on("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    add();
  });
  show();
  return {
    languages: () => languages.map((texts) => kept(texts, fields)),
    follow(present) {
      const named = present.filter(({ name }) => name !== "");
      if (JSON.stringify(named) === JSON.stringify(fields)) return;
      fields = named;
      show();
    },
  };
}
