import { languageOf } from "../language/index.ts";
import { escaped, said } from "../links/index.ts";
import { countryCodes, type Field, isBlank, isRequired, targetName } from "../webhook/index.ts";
import type { FormTexts } from "./behind.ts";
import type { FieldProblem } from "./field-problem.ts";
import { choiceOf, labelOf } from "./label.ts";
import { type AddressPart, inputName, type Written } from "./written.ts";

/** A field as it is shown. */
export interface ShownField {
  field: Field;
  /** Place in the form, from 0. */
  index: number;
  /** What was written before; undefined: nothing, or a box was left alone. */
  written: Written | undefined;
  /** Whether the form is new: only then it shows the defaults. */
  fresh: boolean;
  problems: readonly FieldProblem[];
  texts: FormTexts;
  language: string;
  country: string;
  currency: string;
}

/** Values that are shown side by side; more are a list that opens. */
const mostRadios = 6;
/** What browsers and phones may fill in by themselves: of a person, by what it is kept as (HTML Living Standard, 4.10.18.7). */
const autocomplete: Readonly<Record<string, string>> = {
  title: "honorific-prefix",
  firstName: "given-name",
  lastName: "family-name",
};

/** Where a problem of a field, or of a part of its address, leads to. */
export const fieldId = (index: number, part?: AddressPart) => `field-${index}${part === undefined ? "" : `-${part}`}`;

/** A field with its label and what is wrong with it, as HTML. */
export function fieldInput(shown: ShownField): string {
  switch (shown.field.type) {
    case "enum":
      return (shown.field.values ?? []).length > mostRadios ? select(shown) : radios(shown);
    case "boolean":
      return box(shown);
    case "address":
      return address(shown);
    default:
      return line(shown);
  }
}

/** ` name="value"` for each that has a value; `true` is a name alone. */
function attributes(of: Readonly<Record<string, string | boolean | undefined>>): string {
  return Object.entries(of)
    .map(([name, value]) =>
      value === undefined || value === false ? "" : value === true ? ` ${name}` : ` ${name}="${escaped(value)}"`,
    )
    .join("");
}

const mark = (needed: boolean) => (needed ? ' <span class="house-needed" aria-hidden="true">*</span>' : "");

/** What is wrong, and the attributes that tie it to its input. */
function faults(id: string, problems: readonly FieldProblem[], more: string[] = []) {
  const shown = problems.map(({ text }) => `<span class="house-fault">${escaped(text)}</span>`).join("");
  const html = shown === "" ? "" : `<span class="house-faults" id="${id}-fault">${shown}</span>`;
  const described = [...more, ...(shown === "" ? [] : [`${id}-fault`])].join(" ");
  return {
    html,
    aria: { "aria-invalid": shown === "" ? undefined : "true", "aria-describedby": described || undefined },
  };
}

/** What an input says before anything is written. */
function standing({ field, written, fresh }: ShownField): string {
  if (typeof written === "string") return written;
  const value = fresh && !isBlank(field.default) ? field.default : "";
  return typeof value === "object" ? "" : String(value);
}

const lineTypes: Readonly<Partial<Record<Field["type"], string>>> = { email: "email", phone: "tel", date: "date" };

function line(shown: ShownField): string {
  const { field, index, texts, language } = shown;
  const id = fieldId(index);
  const type = lineTypes[field.type] ?? "text";
  const unit = field.type === "money" ? field.currency || shown.currency : "";
  const international = field.type === "phone" && !(field.country || shown.country);
  const hint = international ? said("page.phone.hint", language) : escaped(unit);
  const { html, aria } = faults(id, shown.problems, hint === "" ? [] : [`${id}-hint`]);
  const input = `<input${attributes({
    id,
    name: inputName(field),
    type,
    value: standing(shown),
    required: isRequired(field),
    inputmode: field.type === "number" || field.type === "money" ? "decimal" : undefined,
    maxlength: field.type === "text" ? "1000" : undefined,
    autocomplete: type === "email" || type === "tel" ? type : personal(field),
    ...aria,
  })}>`;
  const label = `<label for="${id}">${escaped(labelOf(field, texts, language))}${mark(isRequired(field))}</label>`;
  const small = hint === "" ? "" : `<span class="house-hint" id="${id}-hint">${hint}</span>`;
  const filled = unit === "" ? `${small}${html}${input}` : `${html}<span class="house-unit">${input}${small}</span>`;
  return `<div class="house-field">${label}${filled}</div>\n`;
}

function personal(field: Field): string {
  const name = targetName(field);
  return (field.target === "recipient" && Object.hasOwn(autocomplete, name) && autocomplete[name]) || "off";
}

/** The value that stands in an enumerated field, by its own spelling. */
function chosen(shown: ShownField): string {
  const text = standing(shown);
  return shown.field.values?.find(({ value, synonyms }) => value === text || synonyms.includes(text))?.value ?? "";
}

function radios(shown: ShownField): string {
  const { field, index, texts, language } = shown;
  const id = fieldId(index);
  const required = isRequired(field);
  const { html, aria } = faults(id, shown.problems);
  const now = chosen(shown);
  const values = (field.values ?? []).map(({ value }) => ({ value, text: escaped(choiceOf(field, value, texts)) }));
  // A radio cannot be taken back: who need not answer must be able to.
  if (!required) values.push({ value: "", text: said("page.no-answer", language) });
  const picks = values.map(({ value, text }, place) => {
    const input = attributes({
      id: place === 0 ? id : `${id}-${place}`,
      type: "radio",
      name: inputName(field),
      value,
      required,
      checked: value === now && (value !== "" || !required),
    });
    return `<label class="house-pick"><input${input}><span>${text}</span></label>`;
  });
  const group = attributes({ role: "radiogroup", "aria-required": required ? "true" : undefined, ...aria });
  const legend = `<legend>${escaped(labelOf(field, texts, language))}${mark(required)}</legend>`;
  return `<fieldset class="house-field"${group}>${legend}${html}${picks.join("")}</fieldset>\n`;
}

function select(shown: ShownField): string {
  const { field, index, texts, language } = shown;
  const id = fieldId(index);
  const required = isRequired(field);
  const { html, aria } = faults(id, shown.problems);
  const now = chosen(shown);
  const options = (field.values ?? []).map(
    ({ value }) =>
      `<option${attributes({ value, selected: value === now })}>${escaped(choiceOf(field, value, texts))}</option>`,
  );
  const input = attributes({ id, name: inputName(field), required, ...aria });
  const first = `<option value="">${said(required ? "page.choose" : "page.no-answer", language)}</option>`;
  const label = `<label for="${id}">${escaped(labelOf(field, texts, language))}${mark(required)}</label>`;
  return `<div class="house-field">${label}${html}<select${input}>${first}${options.join("")}</select></div>\n`;
}

const yes: ReadonlySet<string> = new Set(["on", "true", "1", "yes"]);

function box(shown: ShownField): string {
  const { field, index, texts, language } = shown;
  const id = fieldId(index);
  const required = isRequired(field);
  const { html, aria } = faults(id, shown.problems);
  const checked = yes.has(standing(shown).trim().toLowerCase());
  const input = attributes({ id, type: "checkbox", name: inputName(field), value: "on", required, checked, ...aria });
  const label = `<span>${escaped(labelOf(field, texts, language))}${mark(required)}</span>`;
  return `<div class="house-field">${html}<label class="house-pick"><input${input}>${label}</label></div>\n`;
}

const addressInputs = [
  { part: "thoroughfare", label: "page.street", autocomplete: "street-address" },
  { part: "postalCode", label: "page.postal-code", autocomplete: "postal-code" },
  { part: "locality", label: "page.locality", autocomplete: "address-level2" },
  { part: "country", label: "page.country", autocomplete: "country" },
] as const;

function address(shown: ShownField): string {
  const { field, index, texts, language, problems } = shown;
  const required = isRequired(field);
  const written = typeof shown.written === "object" ? shown.written : {};
  const country = written.country ?? (field.country || shown.country);
  const whole = faults(
    fieldId(index),
    problems.filter(({ part }) => part === undefined),
  );
  const parts = addressInputs.map(({ part, label, autocomplete }) => {
    const id = fieldId(index, part);
    // Some addresses have no street.
    const needed = required && part !== "thoroughfare";
    const { html, aria } = faults(
      id,
      problems.filter((problem) => problem.part === part),
    );
    const input = attributes({ id, name: `${inputName(field)}.${part}`, required: needed, autocomplete, ...aria });
    const text = escaped(written[part] ?? "");
    const shape =
      part === "country"
        ? `<select${input}><option value=""></option>${countryOptions(language, country)}</select>`
        : part === "thoroughfare"
          ? `<textarea${input} rows="2">\n${text}</textarea>`
          : `<input type="text"${input} value="${text}">`;
    return `<div class="house-part house-${part}"><label for="${id}">${said(label, language)}${mark(needed)}</label>${html}${shape}</div>`;
  });
  const group = attributes({ "aria-describedby": whole.aria["aria-describedby"] });
  const legend = `<legend>${escaped(labelOf(field, texts, language))}${mark(required)}</legend>`;
  return `<fieldset class="house-field house-address"${group}>${legend}${whole.html}${parts.join("")}</fieldset>\n`;
}

const countries = new Map<string, string>();

/** All countries by their names in the language of the catalogue, in its order; written once, for they are many. */
function countryOptions(language: string, chosen: string): string {
  const tag = languageOf(language);
  const all = countries.get(tag) ?? writeCountries(tag);
  countries.set(tag, all);
  return /^[A-Z]{2}$/.test(chosen) ? all.replace(`value="${chosen}"`, `value="${chosen}" selected`) : all;
}

function writeCountries(tag: string): string {
  const order = new Intl.Collator(tag).compare;
  const names = new Intl.DisplayNames(tag, { type: "region" });
  return countryCodes()
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((one, other) => order(one.name, other.name))
    .map(({ code, name }) => `<option value="${code}">${escaped(name)}</option>`)
    .join("");
}
