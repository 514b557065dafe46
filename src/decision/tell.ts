import type { Because, ToldValue, Why } from "../contract/index.ts";
import { languageOf, sentence } from "../language/index.ts";
import type { RuleVerdict } from "./judge-rule.ts";
import { moneyInWords } from "./money.ts";
import { becauseOfAll } from "./why.ts";

function toldInWords(told: ToldValue, language: string): string {
  if (typeof told === "string") return told;
  if ("amount" in told) return moneyInWords(told, language);
  if ("kind" in told) return sentence(`decision.said.${told.kind}`, {}, language);
  return languageOf(language) === "fr" ? `« ${told.text} »` : `“${told.text}”`;
}

const allInWords = (told: readonly ToldValue[] = [], language: string): string =>
  told.map((one) => toldInWords(one, language)).join(", ");

/** A sentence, or a clause of one, with what fills it in. */
function oneInWords({ key, value, field, bound, bound2, data }: Because, language: string): string {
  const said = value === undefined ? "" : toldInWords(value, language);
  const words = {
    value: field ? `${said} (${field})` : said,
    field: field ? ` (${field})` : "",
    bound: allInWords(bound, language),
    bound2: allInWords(bound2, language),
  };
  return sentence(key, { ...words, ...data }, language);
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function clauses(because: readonly Because[], language: string): string {
  const told = because.map((one) => {
    const words = oneInWords(one, language);
    // Of an expression that failed there is a whole sentence.
    return one.value === undefined ? words.replace(/\.$/, "") : words;
  });
  return told.join(languageOf(language) === "fr" ? " ; " : "; ");
}

/** Why a branch was taken, in a language. */
export function whyInWords(why: Why, language: string): string {
  const told = why.map(({ because, data, ...one }) => {
    if (because === undefined) return oneInWords({ ...one, data }, language);
    return capital(oneInWords({ ...one, data: { ...data, why: clauses(because, language) } }, language));
  });
  return told.join(" ");
}

/** Why a rule holds or does not, without its name, for a place that shows it. */
export function ruleInWords(verdict: RuleVerdict, language: string): string {
  return `${capital(clauses(becauseOfAll(verdict), language))}.`;
}
