import type { TextName } from "../render-message/config.ts";
import type { MessageTexts } from "./editor-message-texts.ts";

type Field = HTMLInputElement | HTMLTextAreaElement;

/** The short texts of a message: fields with `data-text`. */
export interface ShortTexts {
  /** Fills the fields with the texts of a language. */
  show(language: string): void;
  /** The field that was last written in; none, where that was the editor. */
  last(): Field | undefined;
  insert(field: Field, text: string): void;
  goTo(name: TextName, column: number): void;
  /** Marks the fields that something is wrong with. */
  mark(names: ReadonlySet<string>): void;
}

/** Ties the fields to the texts. `typed` hears of every change. */
export function prepareShortTexts(form: JQuery, texts: MessageTexts, typed: () => void): ShortTexts {
  const fields = form.find("[data-text]");
  const nameOf = (field: Element) => field.getAttribute("data-text") as TextName;
  let shown = "";
  let last: Field | undefined;
  fields.on("input change", function () {
    const text = (this as Field).value;
    if (texts.get(nameOf(this), shown) === text) return;
    texts.set(nameOf(this), shown, text);
    typed();
  });
  fields.on("focus", function () {
    last = this as Field;
  });
  form.find("#belle-code").on("focusin", () => {
    last = undefined;
  });
  return {
    show(language) {
      shown = language;
      for (const field of fields.toArray())
        $(field)
          .val(texts.get(nameOf(field), language))
          .trigger("change");
    },
    last: () => (last?.getClientRects().length === 0 ? undefined : last),
    insert(field, text) {
      const end = field.value.length;
      field.setRangeText(text, field.selectionStart ?? end, field.selectionEnd ?? end, "end");
      $(field).trigger("change").trigger("focus");
    },
    goTo(name, column) {
      const field = fields.toArray().find((one) => nameOf(one) === name) as Field | undefined;
      if (field !== undefined) $(field).closest("details").prop("open", true);
      field?.focus();
      field?.setSelectionRange(column - 1, column - 1);
    },
    mark(names) {
      for (const field of fields.toArray()) $(field).toggleClass("belle-wrong", names.has(nameOf(field)));
    },
  };
}
