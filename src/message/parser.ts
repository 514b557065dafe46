import {
  type Context,
  type Emitter,
  type Liquid,
  LiquidError,
  Output,
  ParseError,
  Parser,
  RenderError,
  type Template,
  type Token,
  Tokenizer,
  type TopLevelToken,
  TypeGuards,
} from "liquidjs";
import { Fault } from "../contract/index.ts";
import { keepPoints } from "./decimals.ts";
import { mostProblems, separateErrors, TemplateErrors, tellsOfData } from "./problems.ts";
import { courseOf } from "./setting.ts";
import { Page, textOf, type Write } from "./written.ts";

/** An engine's ways with the outputs of a template. */
export interface OutputRules {
  write: Write;
  /** What becomes of the text between outputs, once. */
  fit?(text: string): string;
  /** Where an output stands, if that matters to how it is written; what must not stand where it does. */
  places?(tokens: readonly TopLevelToken[]): { writes: ReadonlyMap<Token, Write>; faults: readonly Misplaced[] };
}

export interface Misplaced {
  token: Token;
  fault: Fault;
}

/** Characters. */
const longest = 200_000;
/** Tags and outputs, each of which takes far more than its characters. */
const most = 10_000;
const deepest = 50;

const isBlank = (value: unknown) =>
  value === undefined || value === null || value === false || textOf(value, true).trim() === "";

/** `{{ }}`, written as its kind and its place ask; what is missing is replaced where the policy has something for it. */
class MessageOutput extends Output {
  private readonly write: Write;
  /** The variable that it begins with, as it is written. */
  private readonly path: string | undefined;

  constructor(token: ConstructorParameters<typeof Output>[0], liquid: Liquid, write: Write) {
    super(token, liquid);
    this.write = write;
    // What LiquidJS escapes with is the last filter; here it is done as it is written.
    this.value.filters.pop();
    const [first, ...others] = this.value.initial.postfix;
    if (first !== undefined && others.length === 0 && TypeGuards.isPropertyAccessToken(first))
      this.path = first.getText();
  }

  override *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
    const course = courseOf(context);
    const { fallbacks, policy } = course;
    const fallback =
      policy !== "stop" && this.path !== undefined && Object.hasOwn(fallbacks, this.path)
        ? fallbacks[this.path]
        : undefined;
    if (fallback === undefined) {
      emitter.write(this.write(yield this.value.value(context, false)));
      return;
    }
    let error: unknown = new Fault("message.nothing");
    try {
      if (!isBlank(yield this.value.initial.evaluate(context, true))) {
        emitter.write(this.write(yield this.value.value(context, false)));
        return;
      }
    } catch (caught) {
      if (!tellsOfData(caught)) throw caught;
      error = caught;
    }
    course.overcome.push(LiquidError.is(error) ? error : new RenderError(error as Error, this));
    emitter.write(this.write(fallback));
  }
}

/** Tokens to be taken one after the other. From the front of a long array, each would move all that are behind it. */
function queueOf(tokens: readonly TopLevelToken[]): TopLevelToken[] {
  let next = 0;
  const queue = {
    get length() {
      return tokens.length - next;
    },
    shift() {
      next += 1;
      return tokens[next - 1];
    },
  };
  // The parser and the tags use these two alone.
  return queue as unknown as TopLevelToken[];
}

type Part = ReturnType<Parser["parseToken"]>;

/** What stands between tags and outputs. LiquidJS asks for it in steps, which costs more than to write it. */
function textPart(token: Token, text: string): Part {
  const render = (_context: Context, emitter: Emitter) =>
    emitter instanceof Page ? emitter.print(text) : emitter.write(text);
  const part: Template = { token, render };
  return part as Part;
}

/**
 * Reads a template and finds all that is wrong with it, not only the first. It bounds its length, its depth and the
 * count of its problems, each of which costs LiquidJS a walk through the text.
 */
export class MessageParser extends Parser {
  private readonly engine: Liquid;
  private readonly rules: OutputRules;
  private readonly errors: unknown[] = [];
  private writes: ReadonlyMap<Token, Write> = new Map();
  private depth = 0;

  constructor(liquid: Liquid, rules: OutputRules) {
    super(liquid);
    this.engine = liquid;
    this.rules = rules;
  }

  /** @throws TemplateErrors */
  override parse(source: string): Template[] {
    if (source.length > longest) throw new TemplateErrors([new Fault("message.too-long")]);
    let templates: Template[] = [];
    try {
      const { options } = this.engine;
      const tokens = new Tokenizer(source, options.operators).readTopLevelTokens(options);
      if (tokens.filter((token) => !TypeGuards.isHTMLToken(token)).length > most) throw new Fault("message.too-long");
      const { writes, faults } = this.rules.places?.(tokens) ?? { writes: this.writes, faults: [] };
      this.writes = writes;
      for (const { token, fault } of faults) this.note(new ParseError(fault, token));
      templates = this.parseTokens(queueOf(tokens));
    } catch (error) {
      if (!(error instanceof TemplateErrors)) this.errors.push(...separateErrors(error));
    }
    if (this.errors.length > 0) throw new TemplateErrors(this.errors);
    keepPoints(templates);
    return templates;
  }

  /** Without LiquidJS's own way of going on after an error: `parseToken` has it. */
  override parseTokens(tokens: TopLevelToken[]): Template[] {
    const templates: Template[] = [];
    for (let token = tokens.shift(); token !== undefined; token = tokens.shift())
      templates.push(this.parseToken(token, tokens));
    return templates;
  }

  override parseToken(token: TopLevelToken, rest: TopLevelToken[]): Part {
    if (TypeGuards.isHTMLToken(token)) {
      const text = token.getContent();
      return textPart(token, this.rules.fit?.(text) ?? text);
    }
    this.depth += 1;
    try {
      if (this.depth > deepest) throw new Fault("message.too-deep");
      if (!TypeGuards.isOutputToken(token)) return super.parseToken(token, rest);
      return new MessageOutput(token, this.engine, this.writes.get(token) ?? this.rules.write);
    } catch (error) {
      if (error instanceof TemplateErrors) throw error;
      // What ends a tag that could not be read is no problem of its own.
      const follows = this.errors.length > 0 && TypeGuards.isTagToken(token) && token.name.startsWith("end");
      if (!follows) this.note(LiquidError.is(error) ? error : new ParseError(error as Error, token));
      return textPart(token, "");
    } finally {
      this.depth -= 1;
    }
  }

  private note(error: unknown): void {
    this.errors.push(error);
    if (this.errors.length >= mostProblems) throw new TemplateErrors(this.errors);
  }
}
