import type { Field } from "../../src/webhook/fields/field.ts";
import { fieldsFromSample } from "../../src/webhook/fields/from-sample.ts";
import type { Translate } from "./editor-catalogue.ts";
import { inWords } from "./editor-faults.ts";
import { openPaste, readObject } from "./editor-paste.ts";
import { mergeFields } from "./editor-webhook-fields.ts";
import type { FieldTable } from "./editor-webhook-table.ts";

/** The button that makes the fields of an answer from one that the service gave. */
export function prepareAnswerSample(_: Translate, table: FieldTable): void {
  $("#belle-paste-sample").on("click", () => {
    let fields: Field[] = [];
    openPaste({
      _,
      place: $("#belle-import"),
      title: _("label.sample"),
      hint: _("hint.sample"),
      placeholder: _("example.sample"),
      look(pasted) {
        const body = readObject(pasted);
        const taken = body === undefined ? { fields: [], notices: [] } : fieldsFromSample(body);
        // An answer belongs to the message that asked: it has no case key, and nothing is missed where there is none.
        fields = taken.fields.map((field) => ({ ...field, target: "event" }));
        return {
          names: fields.map(({ name }) => name),
          notices: inWords(taken.notices.filter(({ key }) => key !== "webhook.import.no-case-key")),
          problem: body === undefined ? _("problem.json") : "",
        };
      },
      take: (keep) => table.replace(keep ? mergeFields(table.fields(), fields) : fields),
    });
  });
}
