import { languageOf, sentence } from "../language/index.ts";
import type { Verdict } from "./judge-condition.ts";
import type { RuleVerdict } from "./judge-rule.ts";
import { asMoney, moneyInWords, moneyOf } from "./money.ts";
import { asNumber } from "./number.ts";
import { type Condition, type Rule, typeOf, wordsOf } from "./rule.ts";

/** Longest value that a reason tells, in characters. */
const told = 80;

/** A text on one line, for reasons are kept and errors are logged; cut where it is too long, never within a letter. */
export function shortened(text: string): string {
  const whole = text.length <= told;
  const line = text.slice(0, told).replace(/\p{Cc}+/gu, " ");
  return whole ? line : `${line.replace(/[\uD800-\uDBFF]$/, "")}…`;
}

function quoted(text: string, language: string): string {
  return languageOf(language) === "fr" ? `« ${text} »` : `“${text}”`;
}

/** A value as a reason tells it: a number bare, money with its currency, text in quotes; nothing of what has no short form. */
export function tell(value: unknown, language: string): string {
  const money = asMoney(value);
  if (money !== undefined) return moneyInWords(money, language);
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  if (value === undefined || value === null || typeof value === "object" || typeof value === "function") return "";
  const text = shortened(String(value));
  return asNumber(value) === undefined ? quoted(text, language) : text;
}

function boundInWords(condition: Condition, bound: string | number | undefined, language: string): string {
  const type = typeOf(condition);
  if (type === "text" || type === "list") {
    const words = condition.operator.startsWith("items-") ? [bound ?? ""] : wordsOf(condition);
    const shown = words.slice(0, condition.operator === "is" ? 1 : words.length);
    return shown.map((word) => tell(word, language)).join(", ");
  }
  const { currency = "" } = condition;
  const amount = type === "money" ? moneyOf(bound, currency) : undefined;
  return amount === undefined ? shortened(String(bound ?? "")) : moneyInWords({ amount, currency }, language);
}

/** Why a condition holds or does not, in words: a clause without a full stop. */
function clause(verdict: Verdict, language: string): string {
  const { condition, value, holds, unfit, word, fault } = verdict;
  if (fault !== undefined) return sentence(fault.key, fault.data, language).replace(/\.$/, "");
  const field = condition.field?.trim();
  // A date stands without quotes; what is no text, as everywhere.
  const bare = typeOf(condition) === "date" && unfit === undefined && typeof value === "string";
  const plain = bare ? shortened(value) : tell(value, language);
  const said = plain || sentence(Array.isArray(value) ? "decision.said.list" : "decision.said.object", {}, language);
  const data = {
    value: field ? `${said} (${field})` : said,
    field: field ? ` (${field})` : "",
    bound: boundInWords(condition, condition.value, language),
    bound2: boundInWords(condition, condition.value2, language),
    word: word ?? "",
    currency: condition.currency ?? "",
  };
  if (unfit !== undefined) return sentence(`decision.unfit.${unfit}`, data, language);
  if (word !== undefined) return sentence("decision.yes.synonym", data, language);
  return sentence(`decision.${holds ? "yes" : "no"}.${condition.operator}`, data, language);
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Why a rule was taken or not, in one sentence that names it. */
export function ruleReason(verdict: RuleVerdict, rule: Rule, index: number, language: string): string {
  const why = clauses(verdict, language);
  return capital(sentence("decision.reason", { why, number: index + 1, label: rule.label }, language));
}

/** The same without the name of the rule, for a place that shows it. */
export function ruleWhy(verdict: RuleVerdict, language: string): string {
  return `${capital(clauses(verdict, language))}.`;
}

function clauses({ deciding }: RuleVerdict, language: string): string {
  return deciding.map((one) => clause(one, language)).join(languageOf(language) === "fr" ? " ; " : "; ");
}
