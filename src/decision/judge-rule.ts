import { judgeCondition, type Surroundings, type Verdict } from "./judge-condition.ts";
import { conditionsOf, type Rule } from "./rule.ts";

/** Whether a rule holds, and the conditions that made it so: of `and` all, or the first that does not; of `or` the first that does, or all. */
export interface RuleVerdict {
  holds: boolean;
  deciding: readonly Verdict[];
}

export function judgeRule(message: unknown, property: string, rule: Rule, about: Surroundings): RuleVerdict {
  const enough = rule.join === "or";
  const seen: Verdict[] = [];
  for (const condition of conditionsOf(rule)) {
    const verdict = judgeCondition(message, property, condition, about);
    if (verdict.holds === enough && (rule.more?.length ?? 0) > 0) {
      // An expression that failed is no match, and its reason is kept beside what held instead.
      const failed = seen.filter(({ fault }) => fault !== undefined);
      return { holds: enough, deciding: [...failed, verdict] };
    }
    seen.push(verdict);
  }
  return { holds: rule.more?.length ? !enough : seen[0]?.holds === true, deciding: seen };
}
