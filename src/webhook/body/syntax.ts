/** Where a JSON text goes wrong. Lines and columns count from 1, columns in characters (UTF-16). */
export interface Place {
  line: number;
  column: number;
}

const blank = /[ \t\n\r]*/y;
/** Every character from the space on but `"` and `\`: a control character must be escaped. */
const plain = /[ !#-[\]-\uffff]*/y;
const escaped = /\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})/y;
const bare = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/**
 * Finds where `source`, which `JSON.parse` refused, stops being JSON (RFC 8259). Node's own message is of no use here:
 * it quotes the body, and a person's data with it, and names no place.
 */
export function firstFault(source: string): Place {
  let at = 0;
  /** The brackets that are open, innermost last. */
  const open: string[] = [];
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.test(source);
    if (found) at = pattern.lastIndex;
    return found;
  };
  const take = (character: string): boolean => {
    if (source[at] !== character) return false;
    at += 1;
    skip(blank);
    return true;
  };
  /** By hand: one expression for a whole string would go back over all of it where the closing quote is missing. */
  const text = (): boolean => {
    if (source[at] !== '"') return false;
    const start = at;
    at += 1;
    do skip(plain);
    while (skip(escaped));
    if (source[at] === '"') {
      at += 1;
      return true;
    }
    // A string without an end is told by its beginning; anything else by the character that has no place in it.
    if (at === source.length) at = start;
    return false;
  };
  const name = (): boolean => {
    if (!text()) return false;
    skip(blank);
    return take(":");
  };
  /** A scalar, or the beginning of a list or object up to its first value. */
  const value = (): boolean => {
    for (;;) {
      if (take("[")) {
        if (take("]")) return true;
        open.push("]");
      } else if (take("{")) {
        if (take("}")) return true;
        open.push("}");
        if (!name()) return false;
      } else {
        if (!text() && !skip(bare)) return false;
        skip(blank);
        return true;
      }
    }
  };

  skip(blank);
  let more = value();
  while (more) {
    const closing = open.at(-1);
    if (closing === undefined) break;
    if (take(closing)) open.pop();
    else more = take(",") && (closing === "]" || name()) && value();
  }
  const before = source.slice(0, at);
  return { line: before.split("\n").length, column: at - before.lastIndexOf("\n") };
}
