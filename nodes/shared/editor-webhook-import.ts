import type { Fault } from "../../src/contract/fault.ts";
import type { JsonObject } from "../../src/contract/json.ts";
import type { Field } from "../../src/webhook/fields/field.ts";
import { fieldsFromJsonSchema } from "../../src/webhook/fields/from-json-schema.ts";
import { fieldsFromSample } from "../../src/webhook/fields/from-sample.ts";
import type { Translate } from "./editor-catalogue.ts";
import { inWords } from "./editor-faults.ts";
import { formButton, linesInput, problemPlace, switchInput } from "./editor-rows.ts";
import { mergeFields } from "./editor-webhook-fields.ts";

type Source = "sample" | "schema";

export interface ImportOptions {
  _: Translate;
  /** Where the panel opens, below its buttons. */
  place: JQuery;
  present(): Field[];
  take(fields: Field[]): void;
}

/** The text as a JSON object; undefined when it is none. Of a list, its first item. */
function readObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const first: unknown = Array.isArray(value) ? value[0] : value;
    return typeof first === "object" && first !== null && !Array.isArray(first) ? (first as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The panel that makes rows of a sample body or a JSON Schema: one pastes, sees at once what would be taken, and says
 * whether the present rows stay. The answer opens it.
 */
export function prepareImport(options: ImportOptions): (source: Source, text?: string) => void {
  const { _, place, present, take } = options;
  return (source, given = "") => {
    let fields: Field[] = [];
    let keep = false;
    const found = $("<div>", { class: "belle-hint belle-found", role: "status" });
    const notices = $("<ul>", { class: "belle-notices" });
    const problem = problemPlace();
    const close = () => place.empty();
    const tell = (faults: readonly Fault[]) =>
      notices.empty().append(inWords(faults).map((sentence) => $("<li>").text(sentence)));
    const look = (text: string) => {
      const body = readObject(text);
      const read = source === "sample" ? fieldsFromSample : fieldsFromJsonSchema;
      const taken = body === undefined ? { fields: [], notices: [] } : read(body);
      fields = taken.fields;
      problem.text(text.trim() === "" || body !== undefined ? "" : _("problem.json"));
      tell(taken.notices);
      found.text(fields.length === 0 ? "" : _("hint.found", { names: fields.map(({ name }) => name).join(", ") }));
      takeButton.prop("disabled", fields.length === 0);
    };
    const takeButton = formButton(_("button.takeFields"), "check", () => {
      take(keep ? mergeFields(present(), fields) : fields);
      close();
    }).addClass("primary belle-take-fields");
    const label = source === "sample" ? _("label.sample") : _("label.schema");
    const input = linesInput(given, look, { rows: 7, placeholder: _(`example.${source}`) }).attr("aria-label", label);
    place.empty().append(
      $("<div>", { class: "belle-panel", role: "group", "aria-label": label }).append(
        $("<div>", { class: "belle-panel-title" }).text(label),
        $("<div>", { class: "belle-hint" }).text(source === "sample" ? _("hint.sample") : _("hint.schema")),
        input,
        problem,
        found,
        notices,
        $("<div>", { class: "belle-inline" }).append(
          switchInput(_("label.keepRows"), keep, (on) => {
            keep = on;
          }).addClass("belle-keep-rows"),
        ),
        $("<div>", { class: "belle-inline" }).append(takeButton, formButton(_("button.close"), "times", close)),
      ),
    );
    look(given);
    input.trigger("focus");
  };
}
