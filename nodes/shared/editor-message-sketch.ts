import type { Field } from "../../src/webhook/fields/field.ts";
import type { Translate } from "./editor-catalogue.ts";

/** What a personal page says in a language, as far as its node says it. */
interface SketchTexts {
  intro?: string;
  submit?: string;
  labels?: Record<string, string>;
  choices?: Record<string, Record<string, string>>;
}

/** The form of a personal page as its node saves it; of an older or newer version some of it may be absent. */
interface SketchedForm extends SketchTexts {
  fields?: Field[];
  languages?: (SketchTexts & { language?: string })[];
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const inHtml = (text: unknown) => String(text ?? "").replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);

/** Colours follow those of the page, so that the sketch fits any. */
const style = [
  ["display:block;max-width:36rem;margin:2rem auto;padding:1.5rem;box-sizing:border-box;text-align:start"],
  ["border:2px dashed color-mix(in srgb,currentColor 45%,transparent);border-radius:1rem"],
  ["font:1.0625rem/1.5 system-ui,sans-serif"],
].join(";");
const box = [
  ["display:block;width:100%;min-height:2.9rem;box-sizing:border-box;margin:.3rem 0 1.1rem;padding:.55rem .75rem"],
  ["border:1px solid color-mix(in srgb,currentColor 55%,transparent);border-radius:.5rem"],
].join(";");
const press = [
  ["display:block;padding:.75rem 1rem;border-radius:.6rem;text-align:center;font-weight:600"],
  ["background:color-mix(in srgb,currentColor 14%,transparent)"],
].join(";");
const quiet = "margin:0 0 1rem;font-size:.9rem;opacity:.8";

/** The personal page that gets what a message writes; undefined: none is wired behind it. */
export function pageBehind(node: EditorNode): SketchedForm | undefined {
  const found = RED.nodes.getAllDownstreamNodes(node).find(({ type }) => type === "personal-page");
  return found as SketchedForm | undefined;
}

/** A field's name as words: `data.call_back` is "Call back". */
function wordsOf(name: string): string {
  const last = name.split(".").at(-1) ?? name;
  const words = last
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/[_-]+/g, " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function textsFor({ languages = [], ...own }: SketchedForm, language: string): { texts: SketchTexts; isOwn: boolean } {
  const base = (tag: string) => tag.toLowerCase().split("-")[0];
  const theirs =
    languages.find((one) => one.language?.toLowerCase() === language.toLowerCase()) ??
    languages.find((one) => base(one.language ?? "") === base(language));
  return { texts: theirs ?? own, isOwn: theirs === undefined };
}

function fieldSketch(field: Field, { labels = {}, choices = {} }: SketchTexts, isOwn: boolean): string {
  const { name, type, values = [], required, meaning } = field;
  const label = labels[name]?.trim() || (isOwn ? meaning?.trim() : "") || wordsOf(name);
  const title = `<b>${inHtml(label)}${required ? " *" : ""}</b>`;
  const said = (value: string, synonym?: string) =>
    choices[name]?.[value]?.trim() || (isOwn ? synonym?.trim() : "") || wordsOf(value);
  if (type === "boolean") return `<div style="margin:0 0 1.1rem">☐ ${inHtml(label)}</div>`;
  if (type === "enum") {
    const options = values.map(({ value, synonyms }) => `<div>○ ${inHtml(said(value, synonyms?.[0]))}</div>`);
    return `<div style="margin:0 0 1.1rem">${title}${options.join("")}</div>`;
  }
  const tall = type === "address" ? ";min-height:6rem" : "";
  return `<div>${title}<span style="${box}${tall}"></span></div>`;
}

/** The form that a page will have, to be looked at: nothing in it can be filled in or pressed. */
export function formSketch(form: SketchedForm | undefined, language: string, _: Translate): string {
  const inside = (content: string) => `<div style="${style}" role="note">${content}</div>`;
  if (form === undefined) return inside(`<p style="margin:0">${inHtml(_("sketch.none"))}</p>`);
  const fields = form.fields ?? [];
  if (fields.length === 0) return inside(`<p style="margin:0">${inHtml(_("sketch.empty"))}</p>`);
  const { texts, isOwn } = textsFor(form, language);
  const intro = texts.intro?.trim() ? `<p style="margin:0 0 1rem">${inHtml(texts.intro)}</p>` : "";
  const submit = texts.submit?.trim() || _("sketch.submit");
  const content = fields.filter(({ name }) => name !== "").map((field) => fieldSketch(field, texts, isOwn));
  return inside(
    `<p style="${quiet}">${inHtml(_("sketch.about"))}</p>${intro}${content.join("")}<div style="${press}">${inHtml(submit)}</div>`,
  );
}
