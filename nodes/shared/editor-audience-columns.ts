import { type Column, targets } from "../../src/audience/targets.ts";
import type { Translate } from "./editor-catalogue.ts";
import { type Table, table } from "./editor-table.ts";

/** A row of the table: what a column holds by a name that people understand, and the name of another property. */
interface ColumnRow {
  column: string;
  target: string;
  attribute: string;
}

const other = "attribute";
const prefix = "attributes.";

function rowOf({ column, target }: Column): ColumnRow {
  const own = (targets as readonly string[]).includes(target);
  return { column, target: own ? target : other, attribute: own ? "" : target.replace(prefix, "") };
}

function columnOf({ column, target, attribute }: ColumnRow): Column {
  return { column: column.trim(), target: target === other ? `${prefix}${attribute.trim()}` : target };
}

export interface ColumnsTable {
  columns(): Column[];
  replace(columns: readonly Column[]): void;
}

/** The table of the columns of a list and what they hold. */
export function columnsTable(
  saved: readonly Column[],
  _: Translate,
  changed: (columns: Column[]) => void,
): ColumnsTable {
  const names: (readonly [string, string])[] = targets.map((target) => [
    target,
    _(`target.${target.replaceAll(".", "-")}`),
  ]);
  const shown: Table<ColumnRow> = table<ColumnRow>({
    list: $("#belle-columns"),
    columns: "1fr 1.25fr 0.55fr",
    cells: [
      { key: "column", kind: "text", label: _("column.column"), placeholder: _("example.column") },
      { key: "target", kind: "choice", label: _("column.target"), choices: [...names, [other, _("target.attribute")]] },
      {
        key: "attribute",
        kind: "text",
        label: _("column.attribute"),
        placeholder: _("example.attribute"),
        shown: ({ target }) => target === other,
      },
    ],
    rows: saved.map(rowOf),
    blank: { column: "", target: other, attribute: "" },
    add: _("button.add"),
    changed: (rows) => changed(rows.map(columnOf)),
  });
  return {
    columns: () => shown.rows().map(columnOf),
    replace: (columns) => shown.replace(columns.map(rowOf)),
  };
}
