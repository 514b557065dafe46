import { Liquid, type Template, Tokenizer } from "liquidjs";
import { setFilters } from "./filters/index.ts";
import { htmlPlaces } from "./html/rules.ts";
import { type Kind, kinds } from "./kind.ts";
import { operators } from "./operators.ts";
import { MessageParser } from "./parser.ts";
import { printableMarkup } from "./printable.ts";
import { setRenderer } from "./renderer.ts";
import { setTags } from "./tags/index.ts";
import { type Write, writerOf } from "./written.ts";

/** Liquid, set up for what a template writes. */
export interface Engine {
  kind: Kind;
  liquid: Liquid;
  write: Write;
  /** Reads a template. @throws TemplateErrors all that is wrong with it */
  parse(source: string): Template[];
}

/**
 * The one place that sets Liquid up. Templates are written by the campaign's people, data comes from outside: neither
 * reaches prototypes, functions, the disk, or more than a share of the time and memory. Use with `renderSync`'s way
 * and with `plainData` only: Liquid calls the functions and waits for the promises that it finds. What LiquidJS does
 * not bound itself is bounded elsewhere: depth and problems by the parser, what is written by the `Page`.
 */
function makeEngine(kind: Kind): Engine {
  const write = writerOf(kind);
  const escapes = kind === "html" || kinds[kind].write !== undefined;
  const liquid = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: true,
    lenientIf: true,
    catchAllErrors: true,
    /** Characters. */
    parseLimit: 200_000,
    /** Milliseconds; of a rendering's own work see `newContext`. */
    renderLimit: 5_000,
    /** Characters and items that filters make. */
    memoryLimit: 500_000,
    dynamicPartials: false,
    relativeReference: false,
    templates: {},
    cache: false,
    operators,
    // Outputs are written by the parser's own; this is for every other way to write a value.
    outputEscape: write as (value: unknown) => string,
  });
  setRenderer(liquid);
  setTags(liquid, kind, write, escapes);
  setFilters(liquid, kind);
  const rules = { write, ...(kind === "html" && { fit: printableMarkup, places: htmlPlaces }) };
  return { kind, liquid, write, parse: (source) => new MessageParser(liquid, rules).parse(source) };
}

const engines = new Map<Kind, Engine>();

/** The engine of a kind, made when it is first needed. */
export function engineFor(kind: Kind): Engine {
  const engine = engines.get(kind) ?? makeEngine(kind);
  engines.set(kind, engine);
  return engine;
}

/** What readers of an HTML template would miss; nothing where it cannot be read. */
export function adviceFor(source: string): ReturnType<typeof htmlPlaces>["advice"] {
  const { options } = engineFor("html").liquid;
  try {
    return htmlPlaces(new Tokenizer(source, options.operators).readTopLevelTokens(options)).advice;
  } catch {
    return [];
  }
}
