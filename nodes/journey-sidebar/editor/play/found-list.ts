import type { Translate } from "../../../shared/editor-catalogue.ts";
import type { PlayAnswer } from "../../play/desk.ts";

/** What kept a story from its end, and whether what was expected of it held. */
export function foundList({ problems, expected }: PlayAnswer, _: Translate): JQuery | "" {
  if (problems.length + expected.length === 0) return "";
  return $("<ul>", { class: "belle-expected" }).append(
    problems.map((sentence) => $("<li>", { class: "belle-problem" }).text(sentence)),
    expected.map(({ text, held }) =>
      $("<li>", { "data-held": String(held) }).append(
        $("<i>", { class: `fa fa-${held ? "check" : "times"}`, "aria-hidden": "true" }),
        $("<span>", { class: "belle-hidden-word" }).text(held ? _("play.held") : _("play.missed")),
        ` ${text}`,
      ),
    ),
  );
}
