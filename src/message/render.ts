import { Liquid, type Template } from "liquidjs";
import { Fault, type Problem, sha256 } from "../contract/index.ts";
import { languageOf, sentence } from "../language/index.ts";
import { filters, type Locale } from "./filters.ts";

/** Every problem of a template at once, each with its place. */
export class TemplateFault extends Fault {
  readonly problems: Problem[];

  constructor(problems: Problem[]) {
    super("message.template");
    this.problems = problems;
  }
}

export interface RenderOptions extends Locale {
  /** Which text this is, for the problems: `body`, `subject`. */
  what: string;
}

/** LiquidJS with every door closed: own properties only, no disk, and limits on work, memory and size. */
const hardened = {
  ownPropertyOnly: true,
  strictFilters: true,
  strictVariables: true,
  lenientIf: true,
  catchAllErrors: true,
  cache: false,
  dynamicPartials: false,
  relativeReference: false,
  templates: {},
  parseLimit: 200_000,
  renderLimit: 300,
  memoryLimit: 1_000_000,
} as const;

const engines = new Map<string, Liquid>();
const parsed = new Map<string, Template[]>();
const mostParsed = 200;
const mostEngines = 32;

function engineFor(locale: Locale): Liquid {
  const key = `${locale.language} ${locale.timeZone}`;
  let engine = engines.get(key);
  if (engine === undefined) {
    engine = new Liquid(hardened);
    for (const [name, filter] of Object.entries(filters(locale))) engine.registerFilter(name, filter);
    if (engines.size >= mostEngines) engines.clear();
    engines.set(key, engine);
  }
  return engine;
}

interface LiquidProblem {
  message?: string;
  originalError?: Error;
  token?: { getPosition?(): [number, number] };
  errors?: LiquidProblem[];
}

function problemsOf(error: unknown, what: string, language: string): Problem[] {
  const { errors = [error as LiquidProblem] } = error as LiquidProblem;
  return errors.map((one) => {
    const [line, column] = one.token?.getPosition?.() ?? [1, 1];
    const message = (one.originalError?.message ?? one.message ?? String(one)).replace(/, line:\d+, col:\d+$/, "");
    const detail = sentence("message.problem", { what, line, column, message }, language);
    return { pointer: `/${what}`, code: "message.problem", detail };
  });
}

function parse(engine: Liquid, key: string, template: string): Template[] {
  const hash = sha256(`${key}\n${template}`);
  let known = parsed.get(hash);
  if (known === undefined) {
    known = engine.parse(template);
    if (parsed.size >= mostParsed) parsed.delete(parsed.keys().next().value ?? "");
    parsed.set(hash, known);
  }
  return known;
}

/** Everything but line feeds and tabs that would steer a device instead of being read. */
const controls = /(?![\n\t])\p{Cc}/gu;

/**
 * Renders a text for print. The context is copied as JSON first: data that holds `{{ }}` stays data, and nothing in it
 * can be called.
 * @throws TemplateFault
 */
export function renderText(template: string, context: unknown, options: RenderOptions): string {
  const engine = engineFor(options);
  try {
    const data = JSON.parse(JSON.stringify(context ?? {})) as object;
    const ready = parse(engine, `${options.language} ${options.timeZone}`, template);
    return String(engine.renderSync(ready, data)).replace(controls, "");
  } catch (error) {
    throw new TemplateFault(problemsOf(error, options.what, options.language));
  }
}

/** What can be known to be wrong with a template before anybody's data: its syntax and its filters. */
export function checkTemplate(template: string, what: string, language: string): Problem[] {
  try {
    engineFor({ language: languageOf(language), timeZone: "UTC" }).parse(template);
    return [];
  } catch (error) {
    return problemsOf(error, what, language);
  }
}
