import type { Fault } from "../../src/contract/fault.ts";
import { sentence } from "../../src/language/index.ts";
import { quoting } from "./editor-check.ts";

/** Faults as sentences in the editor's language: the same that the runtime would write. */
export function inWords(faults: readonly Fault[]): string[] {
  return faults.map(({ key, data }) => sentence(key, data, RED.i18n.lang()));
}

/** Shows sentences in their place under a table: one as it is, several as a list. */
export function showSentences(place: JQuery, sentences: readonly string[]): void {
  if (sentences.length < 2) {
    place.text(sentences[0] ?? "");
    return;
  }
  place.empty().append($("<ul>").append(sentences.map((text) => $("<li>").text(text))));
}

/** A validator's answer: nothing to say, or the sentences one after the other. */
export function verdict(sentences: readonly string[]): true | string {
  return sentences.length === 0 || quoting(sentences.join(" "));
}
