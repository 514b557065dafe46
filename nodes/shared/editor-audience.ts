import type { Column } from "../../src/audience/targets.ts";
import { type AudienceConfig, defaults } from "../audience/config.ts";
import type { ImportsAnswer, LookAnswer, LookRequest } from "../audience/desk.ts";
import css from "./editor-audience.css";
import { columnsTable } from "./editor-audience-columns.ts";
import { askImports, lookAtFile, sendFile, startEnrolling } from "./editor-audience-desk.ts";
import { prepareColumnsSample } from "./editor-audience-sample.ts";
import type { Translate } from "./editor-catalogue.ts";
import { isDeployed } from "./editor-deployed.ts";
import { addStyle, formValues, prepareForm } from "./editor-form.ts";
import { preparePlay } from "./editor-play.ts";
import { previews } from "./editor-preview.ts";

type Saved = EditorNode & AudienceConfig;
type ColumnsProblem = (columns: Column[], key: string) => string | undefined;

export interface AudienceForm {
  source(): string;
  columns(): Column[];
}

const choices = ["source", "separator", "encoding", "key", "duplicates", "reentry"] as const;

const field = (name: string) => $(`#node-input-${name}`);

function cells(row: readonly string[], kind: "td" | "th"): JQuery {
  return $("<tr>").append(row.map((text) => $(`<${kind}>`).text(text)));
}

/** What was found in a file: how it is written, its first rows, and the first of them as a person. */
function shownLook({ encoding, separator, columns, rows, person }: LookAnswer, _: Translate): JQuery[] {
  const names: Record<string, string> = {
    ";": _("separator.semicolon"),
    ",": _("separator.comma"),
    "\t": _("separator.tab"),
    "|": _("separator.bar"),
  };
  const words = { encoding: encoding.toUpperCase(), separator: names[separator] ?? separator, columns: columns.length };
  const parts = [
    $("<p>", { class: "belle-intro" }).text(_("look.about", words)),
    $("<div>", { class: "belle-scroll", tabindex: "0", role: "region", "aria-label": _("look.rows") }).append(
      $("<table>", { class: "belle-rows" }).append(
        $("<thead>").append(cells(columns, "th")),
        $("<tbody>").append(rows.map((row) => cells(row, "td"))),
      ),
    ),
  ];
  if (person === undefined) return parts;
  const { recipient, caseKey } = person;
  const text = JSON.stringify({ ...(caseKey !== undefined && { caseKey }), ...recipient }, null, 2);
  return [...parts, $("<p>", { class: "belle-intro" }).text(_("look.person")), $("<pre>").text(text)];
}

function shownImports({ imports, people }: ImportsAnswer, _: Translate): JQuery[] {
  const time = new Intl.DateTimeFormat(RED.i18n.lang().startsWith("fr") ? "fr-FR" : "en-GB", {
    dateStyle: "medium",
    timeStyle: "short",
  });
  const parts: JQuery[] = [];
  if (imports.length > 0)
    parts.push(
      $("<h4>").text(_("label.imports")),
      $("<ul>").append(imports.map(({ at, text }) => $("<li>").text(`${time.format(new Date(at))} – ${text}`))),
    );
  if (people.length > 0)
    parts.push(
      $("<details>").append(
        $("<summary>").text(_("label.people")),
        people.map((person) => $("<pre>").text(JSON.stringify(person, null, 2))),
      ),
    );
  return parts;
}

/** Puts the form of an audience to work. */
export function openAudienceForm(node: Saved, _: Translate, problemOf: ColumnsProblem): AudienceForm {
  // A node that was saved before has less than the form shows.
  for (const name of choices) field(name).val(node[name] || defaults[name]);
  prepareForm(node);
  preparePlay(_, node, $("#belle-play-row"));
  addStyle("belle-histoire-audience", css);
  let looked: LookAnswer | undefined;
  const showProblem = (rows: Column[]) =>
    $("#belle-columns-problem").text(problemOf(rows, String(field("key").val())) ?? "");
  const columns = columnsTable(node.columns, _, showProblem);
  prepareColumnsSample(_, columns);
  const source = () => String(field("source").val());

  const adapt = () => {
    $("#belle-file-row").prop("hidden", source() !== "file");
    $("#belle-upload-row").prop("hidden", source() !== "upload");
    $("#belle-look-row, #belle-enrol-row").prop("hidden", source() === "message");
    for (const name of ["file", "uploadId"]) field(name).trigger("change");
  };
  const showName = (text: string) => $("#belle-upload-name").text(text);
  const forget = () => {
    looked = undefined;
    $("#belle-looked, #belle-look-problem").empty();
    $("#belle-take").prop("disabled", true);
  };

  async function look(): Promise<void> {
    forget();
    const form = { ...formValues(node), columns: columns.columns() } as unknown as LookRequest;
    const answer = await lookAtFile(node.id, form, _);
    if ("problem" in answer) return void $("#belle-look-problem").text(answer.problem);
    looked = answer.value;
    $("#belle-looked").append(shownLook(looked, _));
    $("#belle-look-problem").text(looked.problems.join(" "));
    $("#belle-take").prop("disabled", false);
  }

  /** A file that was chosen or dropped: it goes to Node-RED, and its columns fill the table where that is empty. */
  async function take(file: File): Promise<void> {
    showName(_("upload.sending", { name: file.name }));
    const answer = await sendFile(node.id, file, _);
    if ("problem" in answer) {
      showName("");
      return void $("#belle-look-problem").text(answer.problem);
    }
    field("uploadId").val(answer.value.id).trigger("change");
    field("uploadName").val(file.name).trigger("change");
    showName(file.name);
    await look();
    if (looked !== undefined && columns.columns().length === 0) columns.replace(looked.guess);
  }

  field("source").on("change", () => {
    forget();
    adapt();
  });
  field("key").on("change", () => showProblem(columns.columns()));
  $("#belle-upload").on("change", (event) => {
    const file = (event.target as unknown as HTMLInputElement).files?.[0];
    if (file !== undefined) void take(file);
  });
  $("#belle-drop").on("dragover drop", (event) => {
    event.preventDefault();
    const file = (event.originalEvent as DragEvent | undefined)?.dataTransfer?.files[0];
    if (event.type === "drop" && file !== undefined) void take(file);
  });
  previews($("#belle-look"), look);
  $("#belle-take").on("click", () => {
    if (looked !== undefined) columns.replace(looked.guess);
  });
  previews($("#belle-enrol"), async () => {
    $("#belle-enrol-problem").text((await startEnrolling(node.id, _)) ?? "");
    await showImports();
  });
  async function showImports(): Promise<void> {
    const answer = await askImports(node.id, _);
    if ("value" in answer) $("#belle-imports").empty().append(shownImports(answer.value, _));
  }

  showName(node.uploadName ?? "");
  forget();
  adapt();
  $("#belle-enrol").prop("disabled", node.changed === true || !isDeployed(node.id));
  if (isDeployed(node.id)) void showImports();
  return { source, columns: () => columns.columns() };
}
