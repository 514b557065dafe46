import type { Translate } from "./editor-catalogue.ts";
import { eventProperties } from "./editor-properties.ts";

interface VariableList {
  title: string;
  /** What stands between the braces. */
  variables: string[];
}

function variableLists(node: EditorNode, mapName: string, _: Translate): VariableList[] {
  const recipient = ["title", "firstName", "lastName", "email", "phone", "id", "attributes.…"];
  const address = ["thoroughfare | join: ', '", "postalCode", "locality"];
  const map = `map.${mapName || "home"}`;
  return [
    {
      title: _("variable.recipient"),
      variables: [...recipient, ...address.map((part) => `postalAddress.${part}`)].map((name) => `recipient.${name}`),
    },
    { title: _("variable.event"), variables: [...eventProperties(node), "event.receivedAt | date: '%d/%m/%Y'"] },
    { title: _("variable.decision"), variables: ["decision.label", "decision.value"] },
    {
      title: _("variable.map"),
      variables: [
        `${map}.distance | distance`,
        `${map}.duration | duration`,
        `${map}.store.name`,
        `${map}.store.address`,
        `${map}.store.phone`,
      ],
    },
    { title: _("variable.campaign"), variables: ["campaign.name", "journey.caseKey"] },
  ];
}

function insertIntoField(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  field.setRangeText(text, field.selectionStart ?? field.value.length, field.selectionEnd ?? field.value.length, "end");
  $(field).trigger("change").trigger("focus");
}

function insertIntoEditor(editor: CodeEditor, text: string): void {
  if (editor.executeEdits !== undefined && editor.getSelection !== undefined) {
    editor.executeEdits("belle-histoire", [{ range: editor.getSelection(), text, forceMoveMarkers: true }]);
  } else {
    editor.insert?.(text);
  }
  editor.focus();
}

/** The picker that writes a variable where the cursor last was: in a text field, or in the letter's body. */
export function prepareVariables(form: { node: EditorNode; editor: CodeEditor; _: Translate }): void {
  const { node, editor, _ } = form;
  let last: HTMLInputElement | HTMLTextAreaElement | undefined;
  $(".belle-template").on("focus", function () {
    last = this as HTMLInputElement;
  });
  $("#belle-body").on("focusin", () => {
    last = undefined;
  });
  const picker = $("#belle-variable");
  const fill = () => {
    const lists = variableLists(node, String($("#node-input-mapName").val()), _);
    picker.empty().append($("<option>", { value: "" }).text(_("label.variable")));
    for (const { title, variables } of lists) {
      const options = variables.map((variable) => $("<option>", { value: variable }).text(variable));
      picker.append($("<optgroup>", { label: title }).append(options));
    }
  };
  fill();
  $("#node-input-mapName").on("change", fill);
  picker.on("change", () => {
    const variable = String(picker.val());
    picker.val("");
    if (variable === "") return;
    const text = `{{ ${variable} }}`;
    if (last === undefined) insertIntoEditor(editor, text);
    else insertIntoField(last, text);
  });
}
