import { statesFaults } from "../../src/print/provider/check-settings.ts";
import { mappedStates, type StateRow } from "../../src/print/provider/settings.ts";
import type { Translate } from "./editor-catalogue.ts";
import { inWords, showSentences } from "./editor-faults.ts";
import { type Table, table } from "./editor-table.ts";

/** What is wrong with the words of a provider, as sentences. */
const statesProblems = (rows: readonly StateRow[]): string[] => inWords(statesFaults(rows));

/** The table of a provider's words and what they mean. */
export function statesTable(_: Translate, rows: readonly StateRow[]): Table<StateRow> {
  return table<StateRow>({
    list: $("#belle-states"),
    columns: "minmax(0, 3fr) minmax(0, 2fr)",
    cells: [
      { key: "word", kind: "text", label: _("state.word"), placeholder: "in_transit" },
      {
        key: "state",
        kind: "choice",
        label: _("state.state"),
        choices: mappedStates.map((state) => [state, _(`state.${state}`)]),
      },
    ],
    rows,
    blank: { word: "", state: "mailed" },
    add: _("button.addState"),
    changed: (present) => showSentences($("#belle-states-problem"), statesProblems(present)),
  });
}
