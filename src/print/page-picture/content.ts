/** What stands before an operator: numbers, names with their slash, strings as bytes, lists of these; a dictionary is undefined. */
export type Operand = number | string | Uint8Array | Operand[] | undefined;

/** An operator of a content stream with its operands. */
export interface Operation {
  name: string;
  operands: Operand[];
}

const [tab, lineFeed, formFeed, carriageReturn, space] = [9, 10, 12, 13, 32];
const isSpace = (byte: number | undefined) =>
  byte === space || byte === lineFeed || byte === carriageReturn || byte === tab || byte === formFeed || byte === 0;
const isDelimiter = (byte: number | undefined) =>
  byte !== undefined && "()<>[]{}/%".includes(String.fromCharCode(byte));
const escapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

/** Reads a content stream operator by operator (ISO 32000-2, 7.8.2). Pictures within it are left out, as `BI`. */
export function* operationsOf(content: Buffer): Generator<Operation> {
  const end = content.length;
  let at = 0;
  let operands: Operand[] = [];

  function word(): string {
    const from = at;
    while (at < end && !isSpace(content[at]) && !isDelimiter(content[at])) at += 1;
    return content.toString("latin1", from, at);
  }
  /** After the opening parenthesis. */
  function text(): Uint8Array {
    const bytes: number[] = [];
    for (let open = 1; at < end; at += 1) {
      const byte = content[at]!;
      if (byte === 0x28) open += 1;
      if (byte === 0x29) open -= 1;
      if (open === 0) break;
      if (byte !== 0x5c) {
        bytes.push(byte);
        continue;
      }
      at += 1;
      const octal = /^[0-7]{1,3}/.exec(content.toString("latin1", at, at + 3))?.[0];
      const sign = String.fromCharCode(content[at] ?? 0);
      if (octal !== undefined) {
        bytes.push(Number.parseInt(octal, 8) & 0xff);
        at += octal.length - 1;
      } else if (content[at] === carriageReturn && content[at + 1] === lineFeed) at += 1;
      else if (content[at] !== lineFeed && content[at] !== carriageReturn)
        bytes.push(escapes[sign] ?? content[at] ?? 0);
    }
    at += 1;
    return Uint8Array.from(bytes);
  }
  /** After the opening bracket. */
  function hex(): Uint8Array {
    const close = content.indexOf(0x3e, at);
    const digits = content.toString("latin1", at, close < 0 ? end : close).replace(/[^0-9a-f]/gi, "");
    at = close < 0 ? end : close + 1;
    return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, "hex");
  }
  /** After `<<`: what is marked is not what is drawn. */
  function skipDictionary(): void {
    for (let open = 1; at < end && open > 0; ) {
      const two = content.toString("latin1", at, at + 2);
      if (two === "<<" || two === ">>") {
        open += two === "<<" ? 1 : -1;
        at += 2;
      } else if (content[at] === 0x28) {
        at += 1;
        text();
      } else at += 1;
    }
  }
  /** The next operand, or the name of an operator; undefined: the end. */
  function next(): { operand: Operand } | { operator: string } | "close" | undefined {
    while (at < end && isSpace(content[at])) at += 1;
    if (at >= end) return undefined;
    const byte = content[at]!;
    const sign = String.fromCharCode(byte);
    if (sign === "%") {
      while (at < end && content[at] !== lineFeed && content[at] !== carriageReturn) at += 1;
      return next();
    }
    if (!isDelimiter(byte)) {
      const found = word();
      const number = Number(found);
      return found !== "" && !Number.isNaN(number) ? { operand: number } : { operator: found };
    }
    at += 1;
    if (sign === "/") return { operand: `/${word()}` };
    if (sign === "(") return { operand: text() };
    if (sign === "]") return "close";
    if (sign === "<" && content[at] === 0x3c) {
      at += 1;
      skipDictionary();
      return { operand: undefined };
    }
    if (sign === "<") return { operand: hex() };
    if (sign !== "[") return next();
    const list: Operand[] = [];
    for (let item = next(); item !== undefined && item !== "close"; item = next())
      if ("operand" in item) list.push(item.operand);
    return { operand: list };
  }

  for (let item = next(); item !== undefined; item = next()) {
    if (item === "close") continue;
    if ("operand" in item) {
      operands.push(item.operand);
      continue;
    }
    if (item.operator === "BI") {
      const close = /[\s]EI(?=[\s]|$)/g;
      close.lastIndex = 0;
      const after = close.exec(content.toString("latin1", at));
      at = after === null ? end : at + after.index + after[0].length;
    }
    yield { name: item.operator, operands };
    operands = [];
  }
}
