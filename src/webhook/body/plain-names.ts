import { type BodyFault, bodyFault } from "./body-fault.ts";
import { endOfText } from "./exact.ts";

const blank = /[ \t\n\r]*/y;

/**
 * A JSON text in which no name is written with escapes any more; the text itself where none was. What `JSON.parse` makes
 * of an escaped name depends, in the V8 of Node 24 and 26, on names that it has read before: another sender's body could
 * change how this one is read. A name that cannot do without escapes is a fault, so that none gets into the store.
 *
 * @param source a text that `JSON.parse` takes
 * @see https://github.com/nodejs/node/issues/63785
 */
export function withPlainNames(source: string): string | BodyFault {
  let plain = "";
  let taken = 0;
  for (let at = source.indexOf('"'); at !== -1; ) {
    const end = endOfText(source, at);
    const text = source.slice(at, end);
    if (text.includes("\\") && isName(source, end)) {
      const name: string = JSON.parse(text);
      const fault = signFault(name);
      if (fault !== undefined) return fault;
      plain += source.slice(taken, at) + JSON.stringify(name);
      taken = end;
    }
    at = source.indexOf('"', end);
  }
  return taken === 0 ? source : plain + source.slice(taken);
}

/** What is wrong with a name that cannot be written in JSON without escapes. */
export function signFault(name: string): BodyFault | undefined {
  const written = JSON.stringify(name);
  return written.includes("\\") ? bodyFault("webhook.body.name-sign", { name: written.slice(0, 200) }) : undefined;
}

function isName(source: string, end: number): boolean {
  blank.lastIndex = end;
  blank.test(source);
  return source[blank.lastIndex] === ":";
}
