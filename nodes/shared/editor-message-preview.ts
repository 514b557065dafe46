import type { MessageChannel } from "../render-message/config.ts";
import type { PreviewAnswer, PreviewQuestion } from "../render-message/preview-answer.ts";
import type { Translate } from "./editor-catalogue.ts";
import { showSentences } from "./editor-faults.ts";
import { type EmailFrame, emailFrame } from "./editor-message-email.ts";
import { languageName } from "./editor-message-language-names.ts";
import { type LetterPages, letterPages } from "./editor-message-letter.ts";
import { type PageFrame, pageFrame } from "./editor-message-page.ts";
import { smsBubble } from "./editor-message-sms.ts";
import { type AskFilm, type StoryboardStrip, storyboardStrip } from "./editor-message-storyboard.ts";

export interface PreviewPane {
  /** In which language the message is asked for; undefined: in that of the person it is for. */
  language(): PreviewQuestion["language"];
  /** Offers the languages of the message. */
  offer(languages: readonly string[]): void;
  /** That it is being written. */
  busy(): void;
  show(channel: MessageChannel, answer: PreviewAnswer): void;
  /** Draws what was answered while nobody saw it. */
  opened(): void;
  /** Why there is nothing to be seen. */
  fail(sentences: readonly string[]): void;
  close(): void;
}

/**
 * A message as the person would see it, in the shape of its channel.
 * @param formOf HTML of the form that a page will have, for readers of a language
 */
export function preparePreview(
  _: Translate,
  changed: () => void,
  toProblems: () => void,
  formOf: (language: string) => string,
  askFilm: AskFilm,
): PreviewPane {
  const choice = $("#belle-preview-language");
  const state = $("#belle-preview-state");
  const problem = $("#belle-preview-problem");
  const place = $("#belle-shown");
  const faults = $("#belle-preview-faults");
  const pane = $("#belle-pane-preview");
  let shown: MessageChannel | undefined;
  /** What was answered last, and how much of it is drawn already. */
  let answered: { channel: MessageChannel; answer: PreviewAnswer } | undefined;
  let drawn = "";
  let email: EmailFrame | undefined;
  let letter: LetterPages | undefined;
  let strip: StoryboardStrip | undefined;
  let page: PageFrame | undefined;
  choice.on("change", changed);
  faults.on("click", toProblems);

  function close(): void {
    email?.close();
    letter?.close();
    page?.close();
    strip?.close();
    email = undefined;
    letter = undefined;
    page = undefined;
    strip = undefined;
    shown = undefined;
    drawn = "";
    place.empty();
  }
  /** Draws what has changed: a frame that is made anew would be seen from its beginning again. */
  function draw(): void {
    if (answered === undefined || pane.prop("hidden") === true) return;
    const { channel, answer } = answered;
    const { email: mail, letter: sheets, sms, page: html, video } = answer;
    const form = html === undefined ? "" : formOf(answer.language);
    const what = JSON.stringify({ channel, mail, sheets, sms, html, form, video });
    if (what !== drawn && drawIn(channel, answer)) drawn = what;
    state.text(drawn === what ? _("preview.in", { language: languageName(answer.language) }) : _("preview.nothing"));
  }
  function drawIn(channel: MessageChannel, answer: PreviewAnswer): boolean {
    if (shown !== channel) close();
    shown = channel;
    if (channel === "email" && answer.email !== undefined) {
      email ??= emailFrame(place, _);
      email.show(answer.email);
    } else if (channel === "print" && answer.letter !== undefined) {
      letter ??= letterPages(place, _);
      letter.show(answer.letter);
    } else if (channel === "sms" && answer.sms !== undefined) {
      smsBubble(place, answer.sms.text, _);
    } else if (channel === "video" && answer.video !== undefined) {
      strip ??= storyboardStrip(place, _, askFilm);
      strip.show(answer.video);
    } else if (channel === "page" && answer.page !== undefined) {
      page ??= pageFrame(place, _, formOf);
      page.show(answer.page, answer.language);
    } else {
      close();
      return false;
    }
    return true;
  }
  return {
    language: () => String(choice.val() ?? "") || undefined,
    offer(languages) {
      const before = String(choice.val() ?? "");
      const options = languages.map((language) => $("<option>", { value: language }).text(languageName(language)));
      choice.empty().append($("<option>", { value: "" }).text(_("preview.theirLanguage")), options);
      choice.val(languages.includes(before) ? before : "");
    },
    busy() {
      state.text(_("preview.busy"));
      place.attr("aria-busy", "true");
    },
    show(channel, answer) {
      place.removeAttr("aria-busy");
      problem.text("");
      answered = { channel, answer };
      draw();
      const wrong = answer.problems.filter(({ overcome }) => !overcome).length;
      faults.prop("hidden", wrong === 0).text(_("preview.faults", { count: wrong }));
    },
    opened: draw,
    fail(sentences) {
      answered = undefined;
      place.removeAttr("aria-busy");
      close();
      state.text("");
      faults.prop("hidden", true);
      showSentences(problem, sentences);
    },
    close,
  };
}
