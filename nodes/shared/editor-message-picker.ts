import type { Translate } from "./editor-catalogue.ts";
import type { Insertion, InsertionGroup } from "./editor-message-variables.ts";
import { freshElementId } from "./editor-rows.ts";

/** The text without case and accents, as one looks for it. */
const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

interface Shown {
  entry: Insertion;
  element: HTMLElement;
}

/**
 * The list of what can be inserted: buttons that open it, each where it stands, a field to search in it, and arrows to choose
 * (ARIA's combobox with a list of options in groups).
 *
 * @param groups read each time that it opens, for the flow may have changed
 */
export function preparePicker(
  _: Translate,
  groups: () => InsertionGroup[],
  insert: (code: string) => void,
): { close(): void } {
  const form = $("#belle-render-message");
  const panel = $("#belle-insert-panel");
  const search = $("#belle-insert-search");
  const list = $("#belle-insert-list");
  let shown: Shown[] = [];
  let active = 0;
  let button = form.find(".belle-insert").first();
  const choose = (index: number) => {
    active = shown.length === 0 ? 0 : (index + shown.length) % shown.length;
    for (const [at, { element }] of shown.entries()) $(element).attr("aria-selected", String(at === active));
    const element = shown[active]?.element;
    if (element === undefined) search.removeAttr("aria-activedescendant");
    else {
      search.attr("aria-activedescendant", element.id);
      element.scrollIntoView({ block: "nearest" });
    }
  };
  const open = (on: boolean) => {
    panel.prop("hidden", !on);
    button.attr("aria-expanded", String(on));
    search.attr("aria-expanded", String(on));
    if (!on) return;
    search.val("");
    fill();
    search.trigger("focus");
  };
  const take = (entry: Insertion | undefined) => {
    if (entry === undefined) return;
    open(false);
    insert(entry.code);
  };
  const option = (entry: Insertion) => {
    const words = $("<span>", { class: "belle-option-words" }).text(entry.words);
    const element = $("<div>", { role: "option", id: freshElementId(), class: "belle-option" }).append(
      words,
      $("<code>").text(entry.code),
    );
    // The field keeps the focus, so that its list does not close before the press has ended.
    element.on("mousedown", (event) => event.preventDefault()).on("click", () => take(entry));
    shown.push({ entry, element: element[0]! });
    return element;
  };
  function fill(): void {
    const wanted = plain(String(search.val() ?? "")).split(/\s+/);
    const fits = (title: string, { words, code }: Insertion) => {
      const text = plain(`${title} ${words} ${code}`);
      return wanted.every((word) => text.includes(word));
    };
    shown = [];
    list.empty();
    for (const { title, entries } of groups()) {
      const found = entries.filter((entry) => fits(title, entry));
      if (found.length === 0) continue;
      const id = freshElementId();
      const heading = $("<div>", { class: "belle-option-group", id, role: "presentation" }).text(title);
      list.append($("<div>", { role: "group", "aria-labelledby": id }).append(heading, found.map(option)));
    }
    if (shown.length === 0) list.append($("<div>", { class: "belle-hint" }).text(_("hint.nothingFound")));
    choose(0);
  }
  form.on("click", ".belle-insert", function () {
    const other = button[0] !== this;
    if (other) open(false);
    button = $(this);
    // One beside a field is for that field.
    button.closest(".belle-inline").find("[data-text]").trigger("focus");
    button.closest(".belle-inline").after(panel);
    open(other || panel.prop("hidden") === true);
  });
  search.on("input", fill);
  search.on("keydown", (event) => {
    const steps: Record<string, () => void> = {
      ArrowDown: () => choose(active + 1),
      ArrowUp: () => choose(active - 1),
      Enter: () => take(shown[active]?.entry),
      Escape: () => {
        open(false);
        button.trigger("focus");
      },
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    // Escape would close the whole dialog.
    event.stopPropagation();
    step();
  });
  return { close: () => open(false) };
}
