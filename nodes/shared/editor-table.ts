/** One input of a row. */
interface Cell<Row> {
  key: keyof Row & string;
  kind: "text" | "choice" | "switch" | "lines";
  label: string;
  placeholder?: string;
  /** Of a choice: value and what one reads. */
  choices?: readonly (readonly [value: string, text: string])[];
  /** Id of a datalist with proposals. */
  proposals?: string;
  /** On a line of its own under the row, where the table folds: among its details. */
  below?: boolean;
  /** Whether the cell is needed, given the other cells. */
  shown?(row: Row): boolean;
}

export interface Table<Row> {
  rows(): Row[];
  replace(rows: readonly Row[]): void;
}

export interface TableOptions<Row> {
  /** An `<ol>`. Its id must not be that of a property: Node-RED would write over it. */
  list: JQuery;
  cells: readonly Cell<Row>[];
  /** Widths of the cells that stand side by side, in CSS. */
  columns: string;
  rows: readonly Row[];
  /** What a new row holds. */
  blank: Row;
  add: string;
  /** Has the lines below a row fold up. */
  folds?: {
    label: string;
    /** What stands in their place while they are folded up; empty: nothing. */
    summary(row: Row): string;
    /** Whether they must be seen. */
    open(row: Row): boolean;
  };
  /** Called after every change with the rows as they are now. */
  changed?(rows: Row[]): void;
}

function makeInput<Row>(cell: Cell<Row>, value: unknown): JQuery {
  if (cell.kind === "switch") return $("<input>", { type: "checkbox" }).prop("checked", value === true);
  if (cell.kind === "lines") return $("<textarea>", { rows: 3 }).val(String(value ?? ""));
  if (cell.kind === "choice") {
    const options = (cell.choices ?? []).map(([choice, text]) => $("<option>", { value: choice }).text(text));
    return $("<select>")
      .append(options)
      .val(String(value ?? ""));
  }
  return $("<input>", { type: "text", list: cell.proposals }).val(String(value ?? ""));
}

/** Holds an input of a row. Where the dialog is too narrow for columns, it has a line of its own, with its label before it. */
export function cellOf(label: string, input: JQuery): JQuery {
  return $("<div>", { class: "belle-cell", "data-label": label }).append(input);
}

/** The button, the details that it folds, and what stands in their place. */
export function makeFold(label: string) {
  const icon = $("<i>", { class: "fa fa-angle-down", "aria-hidden": "true" });
  const button = $("<button>", {
    type: "button",
    class: "red-ui-button belle-fold",
    "aria-label": label,
    title: label,
  });
  const summary = $("<div>", { class: "belle-summary" });
  const details = $("<div>", { class: "belle-details" });
  let open = true;
  const show = (on: boolean) => {
    open = on;
    button.attr("aria-expanded", String(on));
    icon.toggleClass("fa-angle-up", on).toggleClass("fa-angle-down", !on);
    details.prop("hidden", !on);
    summary.prop("hidden", on || summary.text() === "");
  };
  button.append(icon).on("click", () => show(!open));
  const tell = (text: string) => summary.text(text).prop("hidden", open || text === "");
  return { button, summary, details, show, tell };
}

/** Alt and an arrow move an item of a list, as dragging does; the cursor stays where it was. */
export function movesByKeys(line: JQuery, container: JQuery, moved: () => void): void {
  line.on("keydown", (event) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    const item = container.parent();
    if (event.key === "ArrowUp") item.insertBefore(item.prev());
    else item.insertAfter(item.next());
    $(event.target).trigger("focus");
    moved();
  });
}

/** Rows of inputs in Node-RED's own list: add, delete, drag; Alt and an arrow move a row without the mouse. */
export function table<Row extends object>(options: TableOptions<Row>): Table<Row> {
  const { list, cells, columns } = options;
  const read = (container: JQuery): Row => {
    const row = { ...(container.data("data") as Row) } as Record<string, unknown>;
    for (const cell of cells) {
      const input = container.find(`[data-cell="${cell.key}"]`);
      row[cell.key] = cell.kind === "switch" ? input.prop("checked") : String(input.val() ?? "");
    }
    return row as Row;
  };
  const rows = (): Row[] =>
    list
      .editableList("items")
      .toArray()
      .map((item) => read($(item)));
  let filling = true;
  const changed = () => {
    if (!filling) options.changed?.(rows());
  };

  const addItem = (container: JQuery, _index: number, given: Partial<Row>) => {
    const row = { ...options.blank, ...given };
    container.data("data", row);
    const line = $("<div>", { class: "belle-row" }).css("grid-template-columns", columns).appendTo(container);
    const fold = options.folds === undefined ? undefined : makeFold(options.folds.label);
    for (const cell of cells) {
      const input = makeInput(cell, row[cell.key]).attr({ "data-cell": cell.key, "aria-label": cell.label });
      if (cell.placeholder !== undefined) input.attr("placeholder", cell.placeholder);
      if (cell.below) {
        const label = $("<label>", { class: "belle-below" }).append($("<span>").text(cell.label), input);
        label.appendTo(fold?.details ?? line);
      } else {
        cellOf(cell.label, input.attr("title", cell.label)).appendTo(line);
      }
    }
    if (fold !== undefined) line.append(fold.button, fold.summary, fold.details);
    const adapt = () => {
      const present = read(container);
      fold?.tell(options.folds?.summary(present) ?? "");
      for (const cell of cells) {
        if (cell.shown === undefined) continue;
        const input = container.find(`[data-cell="${cell.key}"]`);
        const shown = cell.shown(present);
        if (cell.below) input.parent().prop("hidden", !shown);
        else input.parent().toggleClass("belle-blank", !shown);
      }
    };
    line.on("change input", () => {
      adapt();
      changed();
    });
    movesByKeys(line, container, changed);
    fold?.show(options.folds?.open(row) === true);
    adapt();
    changed();
  };

  const header = $("<div>").append(
    $("<div>", { class: "belle-table-head", "aria-hidden": "true" })
      .css("grid-template-columns", columns)
      .append(cells.filter((cell) => !cell.below).map((cell) => $("<span>").text(cell.label))),
  );
  list.editableList<Row>({
    addItem,
    addButton: options.add,
    header,
    height: "auto",
    sortable: true,
    removable: true,
    // Called while the row still stands in the list.
    removeItem: () => setTimeout(changed),
    sortItems: changed,
  });
  const fill = (next: readonly Row[]) => {
    filling = true;
    list.editableList("empty");
    for (const row of next) list.editableList("addItem", { ...row });
    filling = false;
    changed();
  };
  fill(options.rows);
  return { rows, replace: fill };
}
