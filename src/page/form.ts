import { sentence } from "../language/index.ts";
import { escaped, said } from "../links/index.ts";
import { isRequired } from "../webhook/index.ts";
import type { PageForm } from "./behind.ts";
import { fieldId, fieldInput } from "./field-input.ts";
import type { FieldProblem } from "./field-problem.ts";
import { labelOf } from "./label.ts";
import { inputNames, type WrittenForm } from "./written.ts";

/** What a page shows of its form. */
export interface ShownResponse {
  form: PageForm;
  /** BCP 47, of the page. */
  language: string;
  sealed: string;
  /** Whether an answer was taken. */
  answered: boolean;
  /** What was written into the form that could not be taken. */
  written?: WrittenForm;
  problems?: ReadonlyMap<string, readonly FieldProblem[]>;
  /** Key of what is said above all. */
  notice?: string;
}

/** Where a page says what became of an answer, and where it says what is wrong with it. */
export const anchors = { response: "response", told: "told" } as const;

/** The form, what is wrong with it, or what is said in its place; empty where the page asks nothing. */
export function responsePart(shown: ShownResponse): string {
  const { form, language, answered, notice, written } = shown;
  if (form.fields.length === 0 && notice === undefined) return "";
  const texts = form.texts(language);
  const thanks = texts.thanks === undefined ? said("page.thanks", language) : escaped(texts.thanks);
  const parts = [
    notice === undefined ? "" : told(`<p>${said(notice, language)}</p>`, "alert"),
    answered ? told(`<p>${thanks}</p>`, "status", " house-good") : "",
    !answered || form.fields.length === 0 ? "" : form.again ? changing(formHtml(shown), language, written) : "",
    answered || form.fields.length === 0 ? "" : formHtml(shown),
  ];
  return `<section class="house-response" id="${anchors.response}" tabindex="-1">\n${parts.join("")}</section>\n`;
}

/** One of two may have the focus, and only where something went wrong: what is said of success needs none. */
const told = (html: string, role: "alert" | "status", more = "") =>
  `<div class="house-told${more}" role="${role}"${role === "alert" ? ` id="${anchors.told}" tabindex="-1"` : ""}>${html}</div>\n`;

const changing = (form: string, language: string, written: WrittenForm | undefined) =>
  `<details${written === undefined ? "" : " open"}><summary>${said("page.change", language)}</summary>\n${form}</details>\n`;

function formHtml({ form, language, sealed, written, problems = new Map() }: ShownResponse): string {
  const texts = form.texts(language);
  const inputs = form.fields.map((field, index) =>
    fieldInput({
      field,
      index,
      written: written?.get(field.name),
      fresh: written === undefined,
      problems: problems.get(field.name) ?? [],
      texts,
      language,
      country: form.country,
      currency: form.currency,
    }),
  );
  const intro = texts.intro === undefined ? "" : `<p class="house-intro">${escaped(texts.intro)}</p>\n`;
  const needed = form.fields.some(isRequired) ? `<p class="house-note">${said("page.needed", language)}</p>\n` : "";
  const submit = texts.submit === undefined ? said("page.submit", language) : escaped(texts.submit);
  // Browsers say what is wrong in words of their own, at one field at a time: the page says all at once.
  return `${problemList(form, language, problems)}${intro}<form method="post" action="?answer#${anchors.told}" accept-charset="utf-8" novalidate>
<input type="hidden" name="${inputNames.form}" value="${escaped(sealed)}">
${needed}${inputs.join("")}${trap(language)}<button type="submit">${submit}</button>
</form>
`;
}

/** A field that people neither see nor reach. Programs fill in whatever has a name. */
const trap = (language: string) =>
  `<div class="house-trap" aria-hidden="true"><label>${said("page.trap", language)} <input type="text" name="${inputNames.trap}" tabindex="-1" autocomplete="off"></label></div>\n`;

function problemList(form: PageForm, language: string, problems: ReadonlyMap<string, readonly FieldProblem[]>): string {
  if (problems.size === 0) return "";
  const texts = form.texts(language);
  const links = form.fields.flatMap((field, index) =>
    (problems.get(field.name) ?? []).map(({ text, part }) => {
      const id = fieldId(index, field.type === "address" ? (part ?? "thoroughfare") : undefined);
      return `<li><a href="#${id}">${escaped(`${labelOf(field, texts, language)} – ${text}`)}</a></li>`;
    }),
  );
  const count = problems.size;
  const title = escaped(sentence(count === 1 ? "page.problems.one" : "page.problems", { count }, language));
  return told(`<h2>${title}</h2>\n<ul>${links.join("")}</ul>`, "alert");
}
