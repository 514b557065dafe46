import type { TextName } from "../render-message/config.ts";
import type { PlacedProblem } from "../render-message/preview-answer.ts";
import type { Translate } from "./editor-catalogue.ts";
import { isSetting, textLabel } from "./editor-message-text-name.ts";
import { canonicalLanguage, type MessageTexts, ownLanguage } from "./editor-message-texts.ts";

/** A problem in the language as the form knows it. */
export type ProblemHere = PlacedProblem & { language: string };

/** Which of the form's languages a problem is in: that which it names, else the first. */
export function inFormLanguage(problem: PlacedProblem, texts: MessageTexts): ProblemHere {
  const named = canonicalLanguage(problem.language ?? "");
  const language = texts.languages().find((one) => named !== undefined && canonicalLanguage(one) === named);
  return { ...problem, language: language ?? ownLanguage };
}

interface ProblemList {
  show(problems: readonly ProblemHere[], sentences?: readonly string[]): void;
}

/** The problems of a message in words, below its texts: faults first. A press on one goes to its place. */
export function prepareProblems(
  _: Translate,
  labelOf: (language: string) => string,
  jump: (problem: ProblemHere) => void,
): ProblemList {
  const faults = $("#belle-faults");
  const doubts = $("#belle-doubts");
  const placeOf = ({ text, language, block, line }: ProblemHere) => {
    if (block !== undefined) return _("check.inBlock", { block, line });
    if (text === "mapName") return _("check.map");
    const name = textLabel(_, text);
    if (isSetting(text)) return _("check.setting", { setting: name });
    return language === ownLanguage
      ? _("check.at", { text: name, line })
      : _("check.in", { text: name, language: labelOf(language), line });
  };
  const entry = (problem: ProblemHere) => {
    const place = $("<span>", { class: "belle-where" }).text(placeOf(problem));
    const words = $("<span>").text(problem.detail);
    // A shared block is a file of its own, and a map another node's: there is nowhere to go.
    if (problem.block !== undefined || problem.text === "mapName") return $("<li>").append(place, " ", words);
    const button = $("<button>", { type: "button", class: "belle-jump" }).append(place, " ", words);
    return $("<li>").append(button.on("click", () => jump(problem)));
  };
  const fill = (list: JQuery, items: JQuery[]) => {
    list.empty();
    if (items.length > 0) list.append($("<ul>").append(items));
  };
  let shown = "";
  return {
    show(problems, sentences = []) {
      // What is the same is not made anew: it may have the focus, and would be read out again.
      const told = JSON.stringify([problems, sentences]);
      if (told === shown) return;
      shown = told;
      const wrong = problems.filter(({ overcome }) => !overcome);
      fill(faults, [...sentences.map((text) => $("<li>").text(text)), ...wrong.map(entry)]);
      fill(doubts, problems.filter(({ overcome }) => overcome).map(entry));
    },
  };
}

/** Whether a text is written in a field of one line, or else in the editor. */
export function isShort(name: string): boolean {
  const long: readonly string[] = ["body", "html", "text", "sms", "page"] satisfies TextName[];
  return !long.includes(name);
}
