import { type BodyFault, bodyFault } from "./body-fault.ts";

const number = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** An object or list that is open: the names it has so far, and where in it the reading stands. */
interface Open {
  names?: Set<string>;
  at: string | number;
}

/**
 * Finds what `JSON.parse` changes without a word in a text that it takes: a name that stands twice in one object (the
 * first value is lost; RFC 8259 §4 calls the outcome unpredictable, and a signature can be made to cover two readings),
 * a number that overflows, and a whole number whose digits do not survive. Longer fractions are rounded as everywhere.
 */
export function firstLoss(source: string): BodyFault | undefined {
  const open: Open[] = [];
  let inside: Open | undefined;
  let nameNext = false;
  const path = (): string[] => open.map(({ at }) => String(at));
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at] as string;
    if (character === "{" || character === "[") {
      inside = character === "{" ? { names: new Set(), at: "" } : { at: 0 };
      open.push(inside);
      nameNext = character === "{";
    } else if (character === "}" || character === "]") {
      open.pop();
      inside = open.at(-1);
      nameNext = false;
    } else if (character === ",") {
      nameNext = inside?.names !== undefined;
      if (typeof inside?.at === "number") inside.at += 1;
    } else if (character === '"') {
      const end = endOfText(source, at);
      if (nameNext && inside?.names !== undefined) {
        const name: string = JSON.parse(source.slice(at, end));
        inside.at = name;
        if (inside.names.has(name)) return bodyFault("webhook.body.twice", { name: name.slice(0, 200) }, path());
        inside.names.add(name);
        nameNext = false;
      }
      at = end - 1;
    } else if (character === "-" || (character >= "0" && character <= "9")) {
      number.lastIndex = at;
      const literal = number.exec(source)?.[0] ?? character;
      if (!Number.isFinite(Number(literal))) return bodyFault("webhook.body.infinite", {}, path());
      if (losesDigits(literal)) return bodyFault("webhook.body.digits", {}, path());
      at += literal.length - 1;
    }
  }
  return undefined;
}

/** Offset behind the closing quote of the text that begins at `start`: the first one after an even number of backslashes. */
export function endOfText(source: string, start: number): number {
  for (let end = source.indexOf('"', start + 1); end !== -1; end = source.indexOf('"', end + 1)) {
    let before = end;
    while (source[before - 1] === "\\") before -= 1;
    if ((end - before) % 2 === 0) return end + 1;
  }
  return source.length;
}

/** With an exponent a number is an approximation that its sender chose; digits written out are meant. */
function losesDigits(literal: string): boolean {
  const value = Number(literal);
  if (Math.abs(value) <= Number.MAX_SAFE_INTEGER || /[eE]/.test(literal)) return false;
  const whole = literal.replace(/\.0+$/, "");
  return String(value) !== whole && BigInt(value).toString() !== whole;
}
