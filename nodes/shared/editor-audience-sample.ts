import { guessColumns } from "../../src/audience/guess.ts";
import { headerOf } from "../../src/audience/header.ts";
import type { Column } from "../../src/audience/targets.ts";
import type { ColumnsTable } from "./editor-audience-columns.ts";
import type { Translate } from "./editor-catalogue.ts";
import { openPaste, readObject } from "./editor-paste.ts";

/** The button that fills the table of columns from a few lines that are pasted. */
export function prepareColumnsSample(_: Translate, table: ColumnsTable): void {
  $("#belle-paste-sample").on("click", () => {
    let columns: Column[] = [];
    openPaste({
      _,
      place: $("#belle-import"),
      title: _("label.sample"),
      hint: _("hint.sample"),
      placeholder: _("example.sample"),
      look(text) {
        const row = readObject(text);
        columns = guessColumns(row === undefined ? headerOf(text) : Object.keys(row));
        return { names: columns.map(({ column }) => column) };
      },
      take(keep) {
        const present = keep ? table.columns() : [];
        const news = columns.filter(({ column }) => !present.some((one) => one.column === column));
        table.replace([...present, ...news]);
      },
    });
  });
}
