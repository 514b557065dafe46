import { type DecisionPart, Fault, type Why } from "../contract/index.ts";
import { isEmpty } from "./compare.ts";
import type { Surroundings } from "./judge-condition.ts";
import { judgeRule, type RuleVerdict } from "./judge-rule.ts";
import { asNumber } from "./number.ts";
import { readPath } from "./read-path.ts";
import { conditionsOf, type Rule, typeOf } from "./rule.ts";
import { strictFault } from "./strict.ts";
import { ruleInWords, whyInWords } from "./tell.ts";
import { shortened, whyRule } from "./why.ts";

/** The branch of what no rule takes; always the last output. */
export const other = "other";

/** A table of rules, and how it is read. */
export interface Table {
  /** Path in the message of what the rules look at unless they say otherwise. */
  property: string;
  rules: readonly Rule[];
  /** Whether the first rule that holds decides, or each that does. */
  match: "first" | "all";
  /** What no rule takes is an error. */
  strict: boolean;
}

/** The sources of the expressions of a table. */
export function expressionsIn({ rules }: Pick<Table, "rules">): string[] {
  const asked = rules.flatMap(conditionsOf).filter((one) => typeOf(one) === "expression");
  return [...new Set(asked.map(({ value }) => String(value ?? "")))].filter((source) => source.trim() !== "");
}

/** One branch that a message takes; `output` is the index of the rule, or the number of rules for `other`. */
export type Branch = DecisionPart & { output: number };

/**
 * Takes a message through a table of rules. What no rule takes goes to `other`, never nowhere.
 *
 * @returns at least one branch, in the order of the rules; exactly one where the first decides
 * @throws Fault in strict mode, where no rule holds or an expression fails: `decision.unknown…`, `decision.expression-failed`
 */
export function decide(message: unknown, table: Table, about: Surroundings): Branch[] {
  const { property, rules, match, strict } = table;
  const { language } = about;
  const value = readPath(message, property);
  const kept = asJson(value);
  const received = kept === undefined ? {} : { value: kept };
  const taken: Branch[] = [];
  const failures: Why = [];
  for (const [index, rule] of rules.entries()) {
    const verdict = judgeRule(message, property, rule, about);
    const failed = verdict.deciding.find(({ fault }) => fault !== undefined)?.fault;
    if (strict && failed !== undefined) {
      // Alone: what else was looked at may be a person's, and errors are logged.
      const why = ruleInWords(
        { holds: false, deciding: verdict.deciding.filter(({ fault }) => fault === failed) },
        language,
      );
      throw new Fault("decision.rule-failed", { row: index + 1, label: rule.label, why });
    }
    if (verdict.holds) {
      const told = reasoned([whyRule(verdict, rule, index)], language);
      taken.push({ ...received, label: rule.label, rule: index, ...told, output: index });
    } else if (failed !== undefined) failures.push(whyRule(verdict, rule, index));
    if (verdict.holds && match === "first") break;
  }
  if (taken.length > 0) return taken;
  if (strict) throw strictFault(value, table);
  const told = reasoned([otherWhy(value, rules), ...failures], language);
  return [{ ...received, label: other, rule: -1, ...told, output: rules.length }];
}

/** The reason of a branch, in words and for machines. */
export function reasoned(why: Why, language: string): Pick<Branch, "reason" | "why"> {
  return { reason: whyInWords(why, language), why };
}

/** What the try-out shows of a rule. */
export interface RuleTrace {
  holds: boolean;
  /** Whether its branch is taken: in the mode of the first match an earlier rule may have decided. */
  taken: boolean;
  /** Why it holds or does not, in words. */
  why: string;
}

/** Every rule with its answer, also those behind the one that decides; and what would be an error. */
export function explain(
  message: unknown,
  table: Table,
  about: Surroundings,
): { rules: RuleTrace[]; branches: Branch[]; error?: Fault } {
  const verdicts: RuleVerdict[] = table.rules.map((rule) => judgeRule(message, table.property, rule, about));
  const trace = (branches: readonly Branch[]) =>
    verdicts.map((verdict, index) => ({
      holds: verdict.holds,
      taken: branches.some(({ output }) => output === index),
      why: ruleInWords(verdict, about.language),
    }));
  try {
    const branches = decide(message, table, about);
    return { rules: trace(branches), branches };
  } catch (error) {
    if (error instanceof Fault) return { rules: trace([]), branches: [], error };
    throw error;
  }
}

function otherWhy(value: unknown, rules: readonly Rule[]): Why[number] {
  const conditions = rules.flatMap(conditionsOf);
  const elsewhere = conditions.some((one) => one.field?.trim() || typeOf(one) === "expression");
  const lists = conditions.some((one) => typeOf(one) === "list" || typeOf(one) === "money");
  const kind = kindOf(value);
  if (kind === "missing") return { key: `decision.other.${elsewhere ? "none" : kind}` };
  if (kind === "compound") return { key: `decision.other.${elsewhere || lists ? "none" : kind}` };
  return { key: `decision.other.${kind}`, value: shortened(String(value)) };
}

function kindOf(value: unknown): "missing" | "compound" | "number" | "value" {
  if (isEmpty(value)) return "missing";
  if (typeof value === "object" || typeof value === "function") return "compound";
  return asNumber(value) === undefined ? "value" : "number";
}

/** The value as JSON keeps it; undefined for what JSON cannot hold, so that the message stays durable. */
function asJson(value: unknown): DecisionPart["value"] {
  if (typeof value === "number" && !Number.isFinite(value)) return undefined;
  // A file would become a list of its bytes.
  if (ArrayBuffer.isView(value)) return undefined;
  try {
    const text: string | undefined = JSON.stringify(value);
    return text === undefined ? undefined : (JSON.parse(text) as DecisionPart["value"]);
  } catch {
    return undefined;
  }
}
