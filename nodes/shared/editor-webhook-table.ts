import type { Field } from "../../src/webhook/fields/field.ts";
import type { Translate } from "./editor-catalogue.ts";
import type { Choices } from "./editor-rows.ts";
import { type Table, table } from "./editor-table.ts";
import { blankField, type FieldRow, fieldOfRow, rowOfField } from "./editor-webhook-fields.ts";
import { readWords } from "./editor-words.ts";

const types = ["text", "number", "date", "enum", "money", "email", "phone", "boolean", "address"] as const;

export interface FieldTable {
  fields(): Field[];
  replace(fields: readonly Field[]): void;
}

/** What the details of a row say, in one line. */
function summaryOf(row: FieldRow, _: Translate): string {
  const parts: string[] = [];
  if (row.type === "enum")
    parts.push(
      readWords(row.values)
        .map(({ value }) => value)
        .join(", "),
    );
  if (row.target !== "case-key" && row.as.trim() !== "") parts.push(_("summary.as", { name: row.as.trim() }));
  if (row.target !== "case-key" && row.default.trim() !== "")
    parts.push(_("summary.default", { value: row.default.trim() }));
  if (row.type === "phone" || row.type === "address") parts.push(row.country.trim().toUpperCase());
  if (row.type === "money") parts.push(row.currency.trim().toUpperCase());
  parts.push(row.meaning.trim());
  return parts.filter((part) => part !== "").join(" · ");
}

/**
 * The table of fields: what stands side by side is what one reads first; the rest folds out below.
 * @param target where a field may go; without it all go to the same place
 */
export function fieldTable(
  _: Translate,
  list: JQuery,
  fields: readonly Field[],
  changed: (fields: Field[]) => void,
  target?: { label: string; choices: Choices },
): FieldTable {
  const notKey = (row: FieldRow) => row.target !== "case-key";
  const isMoney = (row: FieldRow) => row.type === "money";
  const rows: Table<FieldRow> = table<FieldRow>({
    list,
    columns: `minmax(0, 3.2fr) minmax(0, 2.5fr) 28px ${target === undefined ? "" : "minmax(0, 2.5fr) "}30px`,
    cells: [
      { key: "name", kind: "text", label: _("field.name"), placeholder: "decision" },
      { key: "type", kind: "choice", label: _("field.type"), choices: types.map((type) => [type, _(`type.${type}`)]) },
      { key: "required", kind: "switch", label: _("field.required"), shown: notKey },
      ...(target === undefined ? [] : [{ key: "target" as const, kind: "choice" as const, ...target }]),
      {
        key: "values",
        kind: "lines",
        label: _("field.values"),
        placeholder: _("example.values"),
        below: true,
        shown: (row) => row.type === "enum",
      },
      { key: "meaning", kind: "text", label: _("field.meaning"), placeholder: _("example.meaning"), below: true },
      { key: "as", kind: "text", label: _("field.as"), placeholder: _("example.as"), below: true, shown: notKey },
      {
        key: "default",
        kind: "text",
        label: _("field.default"),
        placeholder: _("example.default"),
        below: true,
        shown: notKey,
      },
      {
        key: "country",
        kind: "text",
        label: _("field.country"),
        placeholder: _("example.standing"),
        proposals: "belle-countries",
        below: true,
        shown: (row) => row.type === "phone" || row.type === "address",
      },
      {
        key: "currency",
        kind: "text",
        label: _("field.currency"),
        placeholder: _("example.standing"),
        proposals: "belle-currencies",
        below: true,
        shown: isMoney,
      },
      {
        key: "unit",
        kind: "choice",
        label: _("field.unit"),
        choices: [
          ["", _("unit.usual")],
          ["major", _("unit.major")],
          ["minor", _("unit.minor")],
        ],
        below: true,
        shown: isMoney,
      },
    ],
    rows: fields.map(rowOfField),
    blank: blankField,
    add: _("button.add"),
    folds: {
      label: _("field.details"),
      summary: (row) => summaryOf(row, _),
      // Without its values, a list is of no use.
      open: (row) => row.type === "enum" && row.values.trim() === "",
    },
    changed: (present) => changed(present.map(fieldOfRow)),
  });
  return {
    fields: () => rows.rows().map(fieldOfRow),
    replace: (next) => rows.replace(next.map(rowOfField)),
  };
}
