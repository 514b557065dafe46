import { Drop, type Emitter } from "liquidjs";
import { Fault } from "../contract/index.ts";
import { inHtml, type Kind, kinds } from "./kind.ts";
import { fitsMarkup } from "./printable.ts";

/** What stands in the output, and the same as it was before it was escaped. */
interface Escaped {
  output: string;
  plain: string;
}

/**
 * Something that is already as its kind wants it, such as what `{% capture %}` caught: it is written as it is. To
 * filters and comparisons it is its plain text, so that nothing is ever escaped twice.
 */
export class Written extends Drop implements Escaped {
  readonly output: string;
  readonly plain: string;

  constructor(output: string, plain: string) {
    super();
    this.output = output;
    this.plain = plain;
  }

  override valueOf(): string {
    return this.plain;
  }
}

/** A number that is written with its point even where it is whole, as `7 | times: 1.0` is 7.0. */
export class Decimal extends Drop {
  readonly value: number;

  constructor(value: number) {
    super();
    this.value = value;
  }

  override valueOf(): number {
    return this.value;
  }

  override toString(): string {
    return Number.isInteger(this.value) && Math.abs(this.value) < 1e16 ? `${this.value}.0` : String(this.value);
  }
}

/** The value itself where a drop stands for it. */
export function bareOf(value: unknown): unknown {
  return value instanceof Drop ? value.valueOf() : value;
}

/** Characters of a single value. Lists refer to long texts many times at little cost, until they are written. */
const longest = 1_000_000;

/**
 * A value as text; a list is its items side by side.
 * @throws Fault `message.nothing`, `message.not-a-text`, `message.too-much`
 */
export function textOf(value: unknown, gaps: boolean): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (typeof value === "boolean") return String(value);
  if (value === undefined || value === null) {
    if (gaps) return "";
    throw new Fault("message.nothing");
  }
  if (value instanceof Decimal) return value.toString();
  if (value instanceof Drop) return textOf(value.valueOf(), gaps);
  if (Array.isArray(value)) return textOfList(value, gaps);
  throw new Fault("message.not-a-text");
}

function textOfList(list: readonly unknown[], gaps: boolean): string {
  let text = "";
  for (const item of list) {
    text += textOf(item, gaps);
    if (text.length > longest) throw new Fault("message.too-much");
  }
  return text;
}

/** A value as JSON has it, what is nothing as null. @throws Fault `message.too-much` */
export function jsonOf(value: unknown, indent = 0): string {
  let left = longest;
  const charge = (_name: string, member: unknown) => {
    left -= typeof member === "string" ? member.length : 1;
    if (left < 0) throw new Fault("message.too-much");
    return bareOf(member);
  };
  return JSON.stringify(bareOf(value) ?? null, charge, indent);
}

export type Write = (value: unknown) => string | Escaped;

/** How an output of a kind writes a value. */
export function writerOf(kind: Kind): Write {
  const { write, gaps } = kinds[kind];
  if (kind === "html")
    return (value) => {
      if (value instanceof Written) return { output: value.output, plain: value.plain };
      const plain = textOf(value, gaps);
      const output = inHtml(plain);
      return output === plain ? plain : { output, plain };
    };
  if (write === undefined) return (value) => textOf(value, gaps);
  return (value) => {
    if (value instanceof Written) return { output: value.output, plain: value.plain };
    const bare = bareOf(value);
    const json = typeof bare === "string" ? bare : jsonOf(bare);
    const output = write(bare, json);
    return bare === output ? bare : { output, plain: json };
  };
}

/** What one rendering may still write. */
export interface Allowance {
  /** Characters. */
  characters: number;
  /** Single texts and values. */
  pieces: number;
  /** Whether a value was written that markup cannot hold as it is. */
  unfit: boolean;
}

export const fullAllowance = (): Allowance => ({ characters: 1_000_000, pieces: 100_000, unfit: false });

/** Takes in what a template writes, within its allowance. */
export class Page implements Emitter {
  buffer = "";
  private readonly allowance: Allowance;
  /** What is caught for later is kept as it was before it was escaped as well. */
  private plain: string | undefined;

  constructor(allowance: Allowance, caught = false) {
    this.allowance = allowance;
    if (caught) this.plain = "";
  }

  write(piece: unknown): void {
    const written = typeof piece === "string" || isEscaped(piece) ? piece : textOf(piece, true);
    const output = typeof written === "string" ? written : written.output;
    this.allowance.unfit ||= !fitsMarkup(output);
    this.add(output, typeof written === "string" ? written : written.plain);
  }

  /** Takes in what stands in the template itself, which was made fit when it was read. */
  print(text: string): void {
    this.add(text, text);
  }

  private add(output: string, plain: string): void {
    this.allowance.characters -= output.length;
    this.allowance.pieces -= 1;
    if (this.allowance.characters < 0 || this.allowance.pieces < 0) throw new Fault("message.too-much");
    this.buffer += output;
    if (this.plain !== undefined) this.plain += plain;
  }

  /** What was taken in, before it was escaped where that was kept. */
  plainText(): string {
    return this.plain ?? this.buffer;
  }

  /** What was caught, as a value. */
  caught(): string | Written {
    return this.plain === undefined ? this.buffer : new Written(this.buffer, this.plain);
  }
}

function isEscaped(piece: unknown): piece is Escaped {
  return typeof piece === "object" && piece !== null && "output" in piece;
}
