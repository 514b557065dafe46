import type { Field } from "../../src/webhook/fields/field.ts";
import { fieldsFromJsonSchema } from "../../src/webhook/fields/from-json-schema.ts";
import { fieldsFromSample } from "../../src/webhook/fields/from-sample.ts";
import type { Translate } from "./editor-catalogue.ts";
import { inWords } from "./editor-faults.ts";
import { openPaste, readObject } from "./editor-paste.ts";
import { mergeFields } from "./editor-webhook-fields.ts";

type Source = "sample" | "schema";

export interface ImportOptions {
  _: Translate;
  /** Where the panel opens, below its buttons. */
  place: JQuery;
  present(): Field[];
  take(fields: Field[]): void;
}

/** The panel that makes rows of a sample body or a JSON Schema. The answer opens it. */
export function prepareImport({ _, place, present, take }: ImportOptions): (source: Source, text?: string) => void {
  return (source, text = "") => {
    let fields: Field[] = [];
    openPaste({
      _,
      place,
      title: source === "sample" ? _("label.sample") : _("label.schema"),
      hint: source === "sample" ? _("hint.sample") : _("hint.schema"),
      placeholder: _(`example.${source}`),
      text,
      look(pasted) {
        const body = readObject(pasted);
        const read = source === "sample" ? fieldsFromSample : fieldsFromJsonSchema;
        const taken = body === undefined ? { fields: [], notices: [] } : read(body);
        fields = taken.fields;
        return {
          names: fields.map(({ name }) => name),
          notices: inWords(taken.notices),
          problem: body === undefined ? _("problem.json") : "",
        };
      },
      take: (keep) => take(keep ? mergeFields(present(), fields) : fields),
    });
  };
}
