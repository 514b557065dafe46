import { headerFaults, rowFaults } from "../../src/service/check-settings.ts";
import { type BodyRow, type HeaderRow, sources } from "../../src/service/settings.ts";
import type { Translate } from "./editor-catalogue.ts";
import { inWords, showSentences } from "./editor-faults.ts";
import { type Table, table } from "./editor-table.ts";

/** What is wrong with a mapping table, as sentences; the same that the runtime finds. */
export function rowsProblems(rows: readonly BodyRow[], body: string): string[] {
  return inWords(rowFaults(rows, body === "form"));
}

/** What is wrong with the headers, as sentences. */
export function headersProblems(headers: readonly HeaderRow[]): string[] {
  return inWords(headerFaults(headers));
}

const trimmed = <Row extends { name: string }>(row: Row): Row => ({ ...row, name: row.name.trim() });

/**
 * The mapping table of the body. `body` tells which kind of body the form shows.
 * @param offered where values may come from
 */
export function bodyTable(
  _: Translate,
  rows: readonly BodyRow[],
  body: () => string,
  offered: readonly BodyRow["source"][] = sources,
) {
  const problem = $("#belle-rows-problem");
  let present: readonly BodyRow[] = rows;
  const check = () => {
    const asked = body() === "table" || body() === "form";
    showSentences(problem, asked ? rowsProblems(present, body()) : []);
  };
  const made: Table<BodyRow> = table<BodyRow>({
    list: $("#belle-rows"),
    columns: "minmax(0, 2.4fr) minmax(0, 2.2fr) minmax(0, 3fr) 28px",
    cells: [
      { key: "name", kind: "text", label: _("row.name"), placeholder: "caseKey" },
      {
        key: "source",
        kind: "choice",
        label: _("row.source"),
        choices: offered.map((source) => [source, _(`source.${source}`)]),
      },
      {
        key: "value",
        kind: "text",
        label: _("row.value"),
        placeholder: "journey.caseKey",
        proposals: "belle-properties",
        shown: ({ source }) => source !== "callback",
      },
      {
        key: "required",
        kind: "switch",
        label: _("row.required"),
        shown: ({ source }) => source === "message" || source === "text",
      },
    ],
    rows,
    blank: { name: "", source: "message", value: "", required: false },
    add: _("button.addField"),
    changed(next) {
      present = next.map(trimmed);
      check();
    },
  });
  const replace = (next: readonly BodyRow[]) => made.replace(next);
  return { rows: () => made.rows().map(trimmed), check, replace };
}

/** The table of headers; answers what reads it. */
export function headerTable(_: Translate, headers: readonly HeaderRow[]): () => HeaderRow[] {
  const made: Table<HeaderRow> = table<HeaderRow>({
    list: $("#belle-headers"),
    columns: "minmax(0, 2fr) minmax(0, 3fr)",
    cells: [
      { key: "name", kind: "text", label: _("header.name"), placeholder: "X-Campaign" },
      { key: "value", kind: "text", label: _("header.value"), placeholder: "{{ campaign.name }}" },
    ],
    rows: headers,
    blank: { name: "", value: "" },
    add: _("button.addHeader"),
    changed: (rows) => showSentences($("#belle-headers-problem"), headersProblems(rows.map(trimmed))),
  });
  return () => made.rows().map(trimmed);
}
