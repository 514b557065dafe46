import type { Translate } from "../../../shared/editor-catalogue.ts";
import type { PlayContent, PlayStep } from "../../play/desk.ts";
import { reveal } from "../on-canvas.ts";
import { isChannel } from "./document.ts";
import { between, dayOf, momentWords, spanWords } from "./story-time.ts";

/** The steps of a play, one below the other as they come. */
export interface Timeline {
  add(step: PlayStep): void;
  /** How it stands, in a sentence. */
  tell(sentence: string): void;
  clear(): void;
}

const icons: Readonly<Record<PlayStep["kind"], string>> = {
  entered: "sign-in",
  passed: "angle-right",
  branch: "code-fork",
  wait: "hourglass-half",
  event: "bullhorn",
  answer: "comment-o",
  reminder: "bell-o",
  "too-late": "clock-o",
  left: "sign-out",
  "would-send": "paper-plane-o",
  "would-call": "globe",
  page: "file-text-o",
  "not-sent": "ban",
  "kept-out": "ban",
  failed: "exclamation-triangle",
  ended: "flag-checkered",
};

/** What a button shows, in a few words. */
function lookedAt({ channel, subject, text, request }: PlayContent, _: Translate): string {
  if (subject) return subject;
  if (request !== undefined) return `${request.method} ${request.url}`;
  if (channel === "sms" && text) return text.slice(0, 80);
  return isChannel(channel) ? _(`play.channel.${channel}`) : _("play.message");
}

/** @param open shows what a step would have sent */
export function timeline(place: JQuery, _: Translate, open: (step: PlayStep) => void): Timeline {
  const told = $("<p>", { class: "belle-play-told", role: "status" });
  const list = $("<ol>", { class: "belle-steps" });
  const log = $("<div>", { role: "log", "aria-live": "polite", "aria-label": _("play.steps") }).append(list);
  place.append(told, log);
  let start: string | undefined;
  let last: string | undefined;
  const language = RED.i18n.lang();
  return {
    add(step) {
      start ??= step.at;
      const later = spanWords(between(last ?? step.at, step.at), language);
      if (last === undefined || later !== "") {
        const words = later === "" ? momentWords(step.at, language) : _("play.later", { span: later });
        const day = _("play.board.day", { day: dayOf(start, step.at) });
        list.append(
          $("<li>", { class: "belle-step-time", title: momentWords(step.at, language) }).append(
            $("<b>").text(day),
            ` ${words}`,
          ),
        );
      }
      last = step.at;
      const item = $("<li>", { class: "belle-step", "data-kind": step.kind, "data-number": step.number });
      const icon = $("<i>", { class: `fa fa-${icons[step.kind]} fa-fw`, "aria-hidden": "true" });
      const label = $("<button>", { type: "button", class: "belle-step-node", title: _("play.reveal") })
        .text(step.label)
        .on("click", () => reveal(step.node));
      item.append(icon, $("<div>").append(label, $("<div>", { class: "belle-step-text" }).text(step.text)));
      if (step.content !== undefined) {
        const what = lookedAt(step.content, _);
        const look = $("<button>", { type: "button", class: "red-ui-button red-ui-button-small belle-look" })
          .append($("<i>", { class: "fa fa-eye", "aria-hidden": "true" }), " ", $("<span>").text(what))
          .attr("aria-label", `${_("play.look")} ${what}`)
          .on("click", () => open(step));
        item.children("div").append(look);
      }
      list.append(item);
      // Only where the reader is at the end anyway.
      item[0]?.scrollIntoView({ block: "nearest" });
    },
    tell: (sentence) => told.text(sentence),
    clear() {
      list.empty();
      told.text("");
      start = undefined;
      last = undefined;
    },
  };
}
