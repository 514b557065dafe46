import { type MessageChannel, type TextName, textNames } from "../render-message/config.ts";
import type { Translate } from "./editor-catalogue.ts";
import { type CodePages, openCodePages } from "./editor-message-code.ts";
import { prepareShortTexts, type ShortTexts } from "./editor-message-fields.ts";
import { isShort, type ProblemHere } from "./editor-message-problems.ts";
import { showWritten } from "./editor-message-sms.ts";
import { type MessageTexts, ownLanguage } from "./editor-message-texts.ts";
import { toggle } from "./editor-message-toggle.ts";

/** The text that a channel cannot do without. */
export const mainText = {
  print: "body",
  email: "html",
  sms: "sms",
  page: "page",
  video: "videoAlt",
} as const satisfies Record<MessageChannel, TextName>;

/** Where the texts are written: short ones in fields, long ones in an editor, all in the language that is chosen. */
export interface TextSheet {
  language(): string;
  showLanguage(language: string): void;
  /** Shows what belongs to the channel, the part and the format that are chosen. */
  refresh(): void;
  showPart(part: "html" | "text"): void;
  replace: CodePages["replace"];
  forget: CodePages["forget"];
  /** Writes where the cursor was last. */
  insert(text: string): void;
  /** Puts the cursor where a problem is. */
  goTo(problem: ProblemHere): void;
  mark(problems: readonly ProblemHere[]): void;
  resize(): void;
  close(): void;
}

/** Puts the fields and the editor to work. `typed` hears of every change. */
export function openTextSheet(
  form: JQuery,
  _: Translate,
  texts: MessageTexts,
  channel: () => MessageChannel,
  typed: () => void,
): TextSheet {
  let language = ownLanguage;
  let part: "html" | "text" = "html";
  const changed = () => {
    count();
    typed();
  };
  const code = openCodePages("belle-code", texts, changed);
  const shorts: ShortTexts = prepareShortTexts(form, texts, changed);
  const written = $("#belle-written");

  function count(): void {
    if (channel() !== "sms") written.empty();
    else showWritten(written, texts.get("sms", language), String($("#node-input-transliterate").val()), _);
  }
  function refresh(): void {
    // All texts of a video stand in fields.
    if (channel() === "video") return;
    const name = channel() === "email" ? part : mainText[channel()];
    const label = _(`text.${name}`);
    $("#belle-code-label").text(label);
    code.show({ name, language }, label);
    $("#belle-code-hint").text(_(`hint.${name === "html" ? String($("#node-input-format").val()) : name}`));
    count();
  }
  function showPart(wanted: "html" | "text"): void {
    if (part !== wanted) $(`#belle-part [data-choice="${wanted}"]`).trigger("click");
  }
  const parts = [
    ["html", _("part.html")],
    ["text", _("part.text")],
  ] as const;
  const choice = toggle(_("label.part"), parts, part, (wanted) => {
    part = wanted;
    refresh();
  });
  $("#belle-part").append(choice);
  $("#belle-language").on("change", () => showLanguage(String($("#belle-language").val() ?? "")));
  $("#node-input-format").on("change", refresh);
  $("#node-input-transliterate").on("change", count);

  function showLanguage(wanted: string): void {
    language = wanted;
    $("#belle-language").val(wanted);
    shorts.show(wanted);
    refresh();
  }
  return {
    language: () => language,
    showLanguage,
    refresh,
    showPart,
    replace: code.replace,
    forget: code.forget,
    insert(text) {
      const field = shorts.last();
      if (field === undefined) code.insert(text);
      else shorts.insert(field, text);
    },
    goTo({ text, line, column, language: wanted }) {
      if (wanted !== language) showLanguage(wanted);
      if (isShort(text)) shorts.goTo(text as TextName, column);
      else {
        if (channel() === "email") showPart(text === "text" ? "text" : "html");
        code.goTo(line, column);
      }
    },
    mark(problems) {
      code.mark(problems);
      const names: readonly string[] = textNames[channel()];
      const wrong = problems.filter((one) => !one.overcome && one.language === language && one.block === undefined);
      shorts.mark(new Set(wrong.map(({ text }) => text).filter((name) => names.includes(name))));
    },
    resize: code.resize,
    close: code.close,
  };
}
