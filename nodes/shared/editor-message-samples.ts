import type { Sample } from "../render-message/config.ts";
import type { PreviewQuestion, SamplesAnswer } from "../render-message/preview-answer.ts";
import { ask } from "./editor-ask.ts";
import type { Translate } from "./editor-catalogue.ts";
import { closeCodeEditor, setUpForText } from "./editor-message-editor.ts";
import type { ProblemHere } from "./editor-message-problems.ts";

export interface Samples {
  /** Whom the message is shown for. */
  chosen(): PreviewQuestion["sample"];
  /** Those that are kept in the node. */
  own(): Sample[];
  /** Opens the sample at the place of a problem in it. */
  goTo(problem: ProblemHere): void;
  resize(): void;
  close(): void;
}

/**
 * The choice of the person that a message is shown for: made-up ones, which Node-RED knows, and samples of one's own,
 * which are written as JSON in an editor of their own.
 *
 * @param node its id
 * @param blank what a new one says
 * @param told hears which texts the campaign shares
 */
export function prepareSamples(
  _: Translate,
  node: string,
  saved: readonly Sample[],
  blank: () => string,
  changed: () => void,
  told: (blocks: SamplesAnswer["blocks"]) => void,
): Samples {
  const choice = $("#belle-sample");
  const panel = $("#belle-sample-panel");
  const name = $("#belle-sample-name");
  const problem = $("#belle-sample-problem");
  const own = saved.map((sample) => ({ ...sample }));
  const closing = new AbortController();
  let people: SamplesAnswer["samples"] = [{ name: "plain", title: _("sample.plain") }];
  let editor: CodeEditor | undefined;

  const index = () => {
    const value = String(choice.val() ?? "");
    return value.startsWith("own:") ? Number(value.slice(4)) : -1;
  };
  function fill(value: string): void {
    const made = people.map((one) => $("<option>", { value: `made:${one.name}` }).text(one.title));
    const kept = own.map((one, at) => $("<option>", { value: `own:${at}` }).text(one.name || _("sample.nameless")));
    choice.empty().append($("<optgroup>", { label: _("sample.madeUp") }).append(made));
    if (kept.length > 0) choice.append($("<optgroup>", { label: _("sample.own") }).append(kept));
    choice.val(value);
    if (choice.val() === null) choice.val(`made:${people[0]?.name}`);
    $("#belle-sample-edit").prop("hidden", index() < 0);
  }
  function closePanel(): void {
    if (editor !== undefined) closeCodeEditor(editor);
    editor = undefined;
    panel.prop("hidden", true);
  }
  function check(text: string): void {
    try {
      JSON.parse(text);
      problem.text("");
    } catch {
      problem.text(_("problem.sampleJson"));
    }
  }
  function openPanel(): void {
    const sample = own[index()];
    closePanel();
    if (sample === undefined) return;
    panel.prop("hidden", false);
    name.val(sample.name);
    const made = RED.editor.createEditor({ id: "belle-sample-message", mode: "ace/mode/json", value: sample.message });
    setUpForText(made, _("label.sampleMessage"));
    const take = () => {
      const text = made.getValue();
      if (text === sample.message) return;
      sample.message = text;
      check(text);
      changed();
    };
    if (made.onDidChangeModelContent !== undefined) made.onDidChangeModelContent(take);
    // The place stays when the editor goes, and would still tell one that is gone.
    else
      $("#belle-sample-message")
        .off(".belle-sample")
        .on("keyup.belle-sample input.belle-sample cut.belle-sample paste.belle-sample", () => setTimeout(take));
    editor = made;
    check(sample.message);
  }
  choice.on("change", () => {
    fill(String(choice.val()));
    closePanel();
    changed();
  });
  name.on("input", () => {
    const sample = own[index()];
    if (sample === undefined) return;
    sample.name = String(name.val() ?? "");
    fill(String(choice.val()));
  });
  $("#belle-sample-new").on("click", () => {
    own.push({ name: _("sample.newName", { number: own.length + 1 }), message: blank() });
    fill(`own:${own.length - 1}`);
    openPanel();
    name.trigger("focus");
    changed();
  });
  $("#belle-sample-edit").on("click", () => (editor === undefined ? openPanel() : closePanel()));
  $("#belle-sample-close").on("click", closePanel);
  $("#belle-sample-remove").on("click", () => {
    own.splice(index(), 1);
    closePanel();
    fill("");
    changed();
  });
  fill("");
  const path = `belle-histoire/render-message/samples?node=${encodeURIComponent(node)}`;
  void ask<SamplesAnswer>(path, _, {}, { signal: closing.signal }).then((answer) => {
    if ("value" in answer) told(answer.value.blocks);
    // Where Node-RED cannot say who there is, the first of them is known all the same.
    if (!("value" in answer) || answer.value.samples.length === 0) return;
    people = answer.value.samples;
    fill(String(choice.val()));
  });
  return {
    chosen() {
      const sample = own[index()];
      return sample === undefined ? { name: String(choice.val()).replace("made:", "") } : { message: sample.message };
    },
    own: () => own.map((sample) => ({ ...sample })),
    goTo({ line, column }) {
      if (editor === undefined) openPanel();
      editor?.setPosition?.({ lineNumber: line, column });
      editor?.focus();
    },
    resize: () => editor?.resize?.(),
    close() {
      closing.abort();
      closePanel();
    },
  };
}
