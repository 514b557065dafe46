import type { MessageChannel } from "../render-message/config.ts";
import type { Translate } from "./editor-catalogue.ts";
import { languageName, languageOptions } from "./editor-message-language-names.ts";
import { textLabel } from "./editor-message-text-name.ts";
import { canonicalLanguage, type MessageTexts } from "./editor-message-texts.ts";
import { formButton, iconButton } from "./editor-rows.ts";

interface Languages {
  /** Tells anew what is missing. */
  refresh(): void;
}

interface Wishes {
  channel(): MessageChannel;
  /** The first language, BCP 47; empty where nobody knows. */
  first(): string;
  /** Shows the texts of a language to whoever writes them. */
  write(language: string): void;
  /** Writes the texts of the first language into those that are missing. */
  copy(language: string): void;
  removed(language: string): void;
  /** There is one more, or one less. */
  changed(): void;
}

/** The languages that a message is also written in: which are there, what is missing in each, and one more. */
export function prepareLanguages(_: Translate, texts: MessageTexts, wishes: Wishes): Languages {
  const list = $("#belle-variants");
  const input = $("#belle-new-language");
  const problem = $("#belle-new-language-problem");
  $("#belle-languages").append(languageOptions());
  const nameOf = (name: string) => textLabel(_, name);

  function card(language: string): JQuery {
    const channel = wishes.channel();
    const [all, missing] = [texts.written(channel), texts.missing(channel, language)];
    const state =
      missing.length === 0
        ? all.length === 0
          ? _("variant.nothing")
          : _("variant.complete")
        : _("variant.missing", { texts: missing.map(nameOf).join(", ") });
    const head = $("<div>", { class: "belle-variant-head" }).append(
      $("<strong>").text(languageName(language)),
      $("<span>", { class: missing.length === 0 ? "belle-hint" : "belle-doubt" }).text(state),
    );
    const write = formButton(_("button.write"), "pencil", () => wishes.write(language));
    const copy = formButton(_("button.copyFirst"), "files-o", () => wishes.copy(language));
    copy.prop("disabled", missing.length === 0).attr("title", _("hint.copyFirst"));
    const remove = iconButton(_("button.removeLanguage", { language: languageName(language) }), "trash-o", () => {
      wishes.removed(language);
      texts.remove(language);
      changed();
    });
    return $("<li>", { class: "belle-variant", "data-language": language }).append(
      head,
      $("<div>", { class: "belle-inline" }).append(write, copy, remove),
    );
  }
  function refresh(): void {
    list.empty().append(texts.languages().map(card));
  }
  function changed(): void {
    refresh();
    wishes.changed();
  }
  const add = () => {
    const tag = String(input.val() ?? "");
    const canonical = canonicalLanguage(tag);
    const isFirst = canonical !== undefined && canonical === canonicalLanguage(wishes.first());
    const language = isFirst ? undefined : texts.add(tag);
    const reason = canonical === undefined ? "problem.language" : "problem.languageTwice";
    problem.text(language === undefined ? _(reason, { language: tag.trim() }) : "");
    if (language === undefined) return input.trigger("focus");
    input.val("");
    return changed();
  };
  $("#belle-add-language").on("click", add);
  input.on("input", () => problem.text(""));
  input.on("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    add();
  });
  refresh();
  return { refresh };
}
