import type { DecisionPart } from "../contract/index.ts";
import { sentence } from "../language/index.ts";
import { isEmpty, type Match, match } from "./match.ts";
import { asNumber } from "./number.ts";
import type { Rule } from "./rule.ts";

/** The branch of a value that no rule takes; always the last output. */
const other = "other";

/** Longest value that a reason tells, in characters. */
const told = 80;

/**
 * Takes a value through a table of rules; the first that matches decides, and what none matches goes to `other`, never
 * nowhere. Does not throw.
 *
 * @param language BCP 47, of the reason
 * @returns `output`: index of the rule, or the number of rules for `other`
 */
export function decide(value: unknown, rules: readonly Rule[], language: string): DecisionPart & { output: number } {
  const kept = asJson(value);
  const received = kept === undefined ? {} : { value: kept };
  for (const [index, rule] of rules.entries()) {
    const matched = match(value, rule);
    if (matched === undefined) continue;
    const reason = reasonOf(matched, rule, index, value, language);
    return { ...received, label: rule.label, rule: index, reason, output: index };
  }
  const reason = sentence(`decision.other.${kindOf(value)}`, { value: tell(value) }, language);
  return { ...received, label: other, rule: -1, reason, output: rules.length };
}

function reasonOf(matched: Match, rule: Rule, index: number, value: unknown, language: string): string {
  const words = {
    value: tell(value),
    number: index + 1,
    label: rule.label,
    word: matched.word ?? "",
    bound: tell(rule.value),
    bound2: tell(rule.value2),
  };
  const by = matched.by === "measure" || matched.by === "presence" ? rule.operator : matched.by;
  return sentence(`decision.reason.${by}`, words, language);
}

function kindOf(value: unknown): "missing" | "compound" | "number" | "value" {
  if (isEmpty(value)) return "missing";
  if (typeof value === "object" || typeof value === "function") return "compound";
  return asNumber(value) === undefined ? "value" : "number";
}

function tell(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "object" || typeof value === "function") return "";
  const text = String(value);
  return text.length > told ? `${text.slice(0, told)}…` : text;
}

/** The value as JSON keeps it; undefined for what JSON cannot hold, so that the message stays durable. */
function asJson(value: unknown): DecisionPart["value"] {
  if (typeof value === "number" && !Number.isFinite(value)) return undefined;
  try {
    const text: string | undefined = JSON.stringify(value);
    return text === undefined ? undefined : (JSON.parse(text) as DecisionPart["value"]);
  } catch {
    return undefined;
  }
}
