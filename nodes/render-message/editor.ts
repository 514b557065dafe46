import { catalogue } from "../shared/editor-catalogue.ts";
import { isColour, isFilled, isPropertyName, orEmpty, rule } from "../shared/editor-check.ts";
import { chosenService } from "../shared/editor-chosen-service.ts";
import { showSentences } from "../shared/editor-faults.ts";
import { formValues, prepareForm, savedValues } from "../shared/editor-form.ts";
import { askPreview, previews, sentencesOf } from "../shared/editor-preview.ts";
import { prepareVariables } from "../shared/editor-variables.ts";
import type { FormService } from "../shared/form-service.ts";
import { defaults, type RenderMessageConfig } from "./config.ts";

const _ = catalogue("render-message");
let body: CodeEditor | undefined;
let letter: string | undefined;

function closeEditor(): void {
  body?.destroy();
  body = undefined;
  if (letter !== undefined) URL.revokeObjectURL(letter);
  letter = undefined;
}

/** The map that the letter would show: of the route maps before this node the one with its name; with its map service. */
function mapBefore(node: EditorNode): { map: Record<string, unknown> | null; service: FormService | null } {
  const maps = RED.nodes.getAllUpstreamNodes(node).filter((other) => other.type === "route-map");
  const map = maps.find((other) => other.mapName === $("#node-input-mapName").val()) ?? maps[0];
  return map === undefined
    ? { map: null, service: null }
    : { map: savedValues(map), service: chosenService(map.service) };
}

async function previewLetter(node: EditorNode): Promise<void> {
  const config = { ...formValues(node), body: body?.getValue() ?? "" };
  const answer = await askPreview("belle-histoire/render-message/preview", { config, ...mapBefore(node) });
  const place = $("#belle-letter").empty();
  const problems = $("#belle-letter-problem").empty();
  if (!("blob" in answer)) {
    const sentences = sentencesOf(answer.json, _("problem.preview", { status: answer.status }));
    showSentences(problems, sentences);
    return;
  }
  if (letter !== undefined) URL.revokeObjectURL(letter);
  letter = URL.createObjectURL(answer.blob);
  place.append(
    $("<p>").append($("<a>", { href: letter, target: "_blank", rel: "noopener" }).text(_("button.newTab"))),
    $("<iframe>", { src: letter, title: _("label.letter") }),
  );
}

RED.nodes.registerType<RenderMessageConfig>("render-message", {
  category: "campaign",
  color: "#E0A284",
  icon: "belle-render-message.svg",
  defaults: {
    version: { value: defaults.version },
    name: { value: defaults.name },
    channel: { value: defaults.channel },
    purpose: { value: defaults.purpose },
    sender: { value: defaults.sender, validate: rule(isFilled, () => _("problem.sender")) },
    window: { value: defaults.window },
    place: { value: defaults.place },
    reference: { value: defaults.reference },
    subject: { value: defaults.subject },
    body: { value: defaults.body, validate: rule(isFilled, () => _("problem.body")) },
    mapName: { value: defaults.mapName, validate: rule(orEmpty(isPropertyName), () => _("problem.mapName")) },
    mapCaption: { value: defaults.mapCaption },
    signature: { value: defaults.signature },
    footer: { value: defaults.footer },
    accentColour: { value: defaults.accentColour, validate: rule(orEmpty(isColour), () => _("problem.colour")) },
  },
  inputs: 1,
  outputs: 2,
  paletteLabel: _("label.palette"),
  label() {
    return this.name || _("label.palette");
  },
  labelStyle() {
    return this.name ? "node_label_italic" : "";
  },
  outputLabels(index) {
    return index === 0 ? _("output.content") : _("output.problem");
  },
  oneditprepare() {
    prepareForm(this);
    const editor = RED.editor.createEditor({ id: "belle-body", mode: "ace/mode/liquid", value: this.body });
    editor.updateOptions?.({ minimap: { enabled: false }, wordWrap: "on" });
    body = editor;
    prepareVariables({ node: this, editor, _ });
    previews($("#belle-preview-letter"), () => previewLetter(this));
  },
  oneditsave() {
    this.body = body?.getValue() ?? this.body;
    closeEditor();
  },
  oneditcancel() {
    closeEditor();
  },
  oneditresize() {
    body?.resize?.();
  },
});
