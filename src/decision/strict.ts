import { Fault } from "../contract/index.ts";
import { isEmpty, isScalar } from "./compare.ts";
import type { Table } from "./decide.ts";
import { conditionsOf, typeOf, wordsOf } from "./rule.ts";
import { shortened } from "./why.ts";

/** How many known values an error names. */
const named = 20;

/** What the table knows: the words of its rules on text, and the names of the branches of all others. */
function knownOf({ rules }: Table): string {
  const known = rules.flatMap((rule) => {
    const words = conditionsOf(rule).filter(
      (one) => typeOf(one) === "text" && !one.field?.trim() && (one.operator === "is" || one.operator === "one-of"),
    );
    return words.length === 0 ? [rule.label] : words.flatMap((one) => wordsOf({ ...one, synonyms: [] }).map(String));
  });
  const unique = [...new Set(known)].map(shortened);
  return unique.length > named ? `${unique.slice(0, named).join(", ")}, …` : unique.join(", ");
}

/**
 * The error of strict mode: which value came, and which are known. What belongs to a person is not told, for an error is
 * written to the log.
 */
export function strictFault(value: unknown, table: Table): Fault {
  const known = knownOf(table);
  const property = table.property.trim();
  const data = { property, known, row: table.rules.length };
  if (isEmpty(value)) return new Fault("decision.unknown-missing", data);
  if (!isScalar(value)) return new Fault("decision.unknown-compound", data);
  if (/^(msg\.)?recipient\b/.test(property)) return new Fault("decision.unknown-personal", data);
  return new Fault("decision.unknown", { ...data, value: shortened(String(value)) });
}
