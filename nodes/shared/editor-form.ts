import style from "./editor.css";
import { prepareFolds } from "./editor-fold.ts";

const styleId = "belle-histoire-style";

type Prefix = "node-input" | "node-config-input";

function fieldOf(name: string, prefix: Prefix): JQuery {
  return $(`#${prefix}-${name}`);
}

function contentOf(field: JQuery): unknown {
  return field.is(":checkbox") ? field.prop("checked") : field.val();
}

/** Shows the sentence of a property's validator under its field while one types, and tells screen readers. */
function showProblem(node: EditorNode, name: string, property: EditorProperty, prefix: Prefix): void {
  const field = fieldOf(name, prefix);
  const { validate } = property;
  if (validate === undefined || field.length === 0) return;
  const id = `${prefix}-${name}-problem`;
  const place = $("<div>", { id, class: "belle-problem", role: "status" }).appendTo(field.closest(".form-row"));
  field.attr("aria-describedby", id);
  const show = () => {
    const answer = validate.call(node as never, contentOf(field), {});
    place.text(answer === true ? "" : answer);
    field.attr("aria-invalid", String(answer !== true));
  };
  field.on("change input", show);
  show();
}

/** A colour is written as text, because it may be empty or a variable; the well beside it helps to choose. */
function pairColour(well: JQuery, prefix: Prefix): void {
  const text = fieldOf(String(well.attr("data-colour-of")), prefix);
  const house = String(well.attr("data-house-colour"));
  const follow = () => well.val(/^#[0-9a-f]{6}$/i.test(String(text.val())) ? String(text.val()) : house);
  text.on("change input", follow);
  well.on("input", () => text.val(String(well.val())).trigger("change"));
  follow();
}

/** A node that was saved by an earlier version lacks what came later: its fields show what holds then. Call it before `prepareForm`. */
export function fillIn(node: EditorNode, values: object, prefix: Prefix = "node-input"): void {
  const saved = node as unknown as Record<string, unknown>;
  for (const [name, value] of Object.entries(values)) {
    if (saved[name] !== undefined || typeof value === "object") continue;
    const field = fieldOf(name, prefix);
    if (field.is(":checkbox")) field.prop("checked", value === true);
    else field.val(String(value));
  }
}

/** Adds a style to the page once, however many forms ask for it. */
export function addStyle(id: string, css: string): void {
  if (document.getElementById(id) === null) $("<style>", { id }).text(css).appendTo(document.head);
}

/** What our forms and our sidebar look like. */
export function addHouseStyle(): void {
  addStyle(styleId, style);
}

/** Puts the house style, the problems, the colour wells and the folds to work; call it first in `oneditprepare`. */
export function prepareForm(node: EditorNode, prefix: Prefix = "node-input"): void {
  addHouseStyle();
  for (const [name, property] of Object.entries(node._def.defaults)) showProblem(node, name, property, prefix);
  const form = fieldOf("name", prefix).closest(".belle-histoire");
  form.find("input[type=color]").each((_index, well) => pairColour($(well), prefix));
  prepareFolds(node, form, prefix);
}

/** The number a field holds; text that is none stays, for it may be a variable. */
export function numberOrText(value: unknown): number | string {
  const text = String(value ?? "").trim();
  return text !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}

/** Node-RED saves what a field holds as text; call it in `oneditsave` for the properties that are numbers. */
export function saveNumbers(node: EditorNode, names: string[]): void {
  for (const name of names) Object.assign(node, { [name]: numberOrText(fieldOf(name, "node-input").val()) });
}

/** The properties as the form shows them now, saved or not. */
export function formValues(
  node: EditorNode,
  numbers: string[] = [],
  prefix: Prefix = "node-input",
): Record<string, unknown> {
  const saved = node as unknown as Record<string, unknown>;
  const entries = Object.keys(node._def.defaults).map((name) => {
    const field = fieldOf(name, prefix);
    if (field.length === 0) return [name, saved[name]];
    const value = contentOf(field);
    return [name, numbers.includes(name) ? numberOrText(value) : value];
  });
  return Object.fromEntries(entries) as Record<string, unknown>;
}

/** The saved properties of another node, without what the editor keeps beside them. */
export function savedValues(node: EditorNode): Record<string, unknown> {
  const saved = node as unknown as Record<string, unknown>;
  return Object.fromEntries(Object.keys(node._def.defaults).map((name) => [name, saved[name]]));
}
