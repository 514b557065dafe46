import { analyzeSync, type LiquidError, ParseError, type Template, type Variable } from "liquidjs";
import { Fault, type Problem } from "../contract/index.ts";
import { localeOf } from "../language/index.ts";
import { type Block, type Blocks, placeInBlock } from "./block.ts";
import { adviceFor, engineFor } from "./engine.ts";
import type { Kind } from "./kind.ts";
import { nearest } from "./nearest.ts";
import { parseErrors, parseTemplate } from "./parse.ts";
import { withPositions } from "./positions.ts";
import { meaning, mostProblems, problemsOf, TemplateErrors } from "./problems.ts";
import { Spot } from "./spot.ts";
import { speaks, type Variants } from "./variants.ts";
import { blocksIn } from "./walk.ts";

/** What is known about where a template will be used. */
export interface Known {
  /** Name of the template in problems. */
  name?: string;
  /** BCP 47, of the problems. */
  language?: string;
  /**
   * Paths of the data: `recipient.firstName`; all below one where it ends in `.*`; a list's items as if they were the
   * list. Not checked where absent.
   */
  variables?: readonly string[];
  /** Languages of the campaign's recipients, BCP 47. */
  languages?: readonly string[];
  blocks?: Blocks;
}

/** What Liquid itself adds to data. */
const always = ["now"];
const ofEverything = new Set(["size", "first", "last"]);

/**
 * The problems that can be found without data: what cannot be read, unknown filters, tags, blocks and variables, values
 * where HTML does not hold them, pictures without words, missing languages. None where it is sound.
 */
export function checkTemplate(template: string | Variants, kind: Kind, known: Known = {}): Problem[] {
  const { name = "template", language = "en", languages = [] } = known;
  if (typeof template === "string")
    return problemsOf(new TemplateErrors(errorsOf(template, kind, known)), name, language);
  const keys = Object.keys(template.texts);
  const missing = languages.filter((wanted) => !speaks(template, wanted));
  if (!keys.includes(template.default)) missing.push(template.default);
  const absent = [...new Set(missing)].map(
    (wanted) => new Fault("message.no-language", { language: nameOf(wanted, language) }),
  );
  return [
    ...(absent.length > 0 ? problemsOf(new TemplateErrors(absent), name, language) : []),
    ...keys.flatMap((key) => {
      const errors = errorsOf(template.texts[key] ?? "", kind, known);
      return problemsOf(new TemplateErrors(errors), keys.length > 1 ? `${name}.${key}` : name, language);
    }),
  ];
}

/** A language in the words of a reader, with the tag it is chosen by. */
function nameOf(tag: string, reader: string): string {
  const locale = localeOf(tag);
  const name =
    locale && new Intl.DisplayNames([localeOf(reader) ?? "en"], { type: "language", fallback: "none" }).of(locale);
  return name === undefined ? tag : `${name} (${tag})`;
}

function errorsOf(source: string, kind: Kind, known: Known, given: readonly string[] = [], seen = new Set<string>()) {
  const errors = parseErrors(source, kind).map((error) => withSuggestion(error, kind));
  if (kind === "html") for (const { token, fault } of adviceFor(source)) errors.push(new ParseError(fault, token));
  const templates = readable(source, kind);
  if (known.variables !== undefined) errors.push(...unknownVariables(templates, source, known.variables, given));
  for (const tag of blocksIn(templates)) {
    const { block: name } = tag;
    const place = (fault: Fault) => errors.push(new ParseError(fault, tag.token));
    const block: Block | undefined = Object.hasOwn(known.blocks ?? {}, name) ? known.blocks?.[name] : undefined;
    if (block === undefined) {
      const suggestion = nearest(name, Object.keys(known.blocks ?? {}));
      place(
        suggestion === undefined
          ? new Fault("message.unknown-block", { name })
          : new Fault("message.unknown-block-like", { name, suggestion }),
      );
      continue;
    }
    if (block.kind === "html" && kind !== "html") place(new Fault("message.block-kind", { name }));
    if (seen.has(name)) continue;
    seen.add(name);
    for (const text of Object.values(block.variants.texts))
      for (const error of errorsOf(text, block.kind, known, tag.given, seen)) {
        placeInBlock(error, name);
        errors.push(error);
      }
  }
  return errors;
}

function readable(source: string, kind: Kind): Template[] {
  try {
    return parseTemplate(source, kind);
  } catch {
    return [];
  }
}

/** An unknown filter or tag with the one that was probably meant. */
function withSuggestion(error: unknown, kind: Kind): unknown {
  const { code, data } = meaning(error);
  if (code !== "message.unknown-filter" && code !== "message.unknown-tag") return error;
  const { filters, tags } = engineFor(kind).liquid;
  const name = String(data.name);
  const suggestion = nearest(name, Object.keys(code === "message.unknown-filter" ? filters : tags));
  if (suggestion === undefined) return error;
  return new ParseError(new Fault(`${code}-like`, { name, suggestion }), (error as LiquidError).token);
}

function unknownVariables(
  templates: Template[],
  source: string,
  paths: readonly string[],
  given: readonly string[],
): unknown[] {
  const known = [...paths, ...always];
  return (
    Object.values(withPositions(() => analyzeSync(templates, { partials: false })).globals)
      .flat()
      .filter((variable) => !given.includes(String(variable.segments[0])) && !isKnown(variable, known))
      // No more are told, and to look for what was meant takes its time.
      .slice(0, mostProblems)
      .map((variable) => {
        const name = namesOf(variable).join(".");
        const suggestion = nearest(
          name,
          known.map((path) => path.replace(/\.\*$/, "")),
        );
        const fault =
          suggestion === undefined
            ? new Fault("message.unknown-variable", { name })
            : new Fault("message.unknown-variable-like", { name, suggestion });
        return new ParseError(fault, spotOf(source, variable));
      })
  );
}

/** The names of a path, without places in a list and without what is calculated. */
function namesOf({ segments }: Variable): string[] {
  return segments.filter((segment): segment is string => typeof segment === "string");
}

function isKnown(variable: Variable, known: readonly string[]): boolean {
  const names = namesOf(variable);
  if (names.length > 1 && ofEverything.has(names.at(-1) ?? "")) names.pop();
  const path = names.join(".");
  return known.some((one) => {
    if (one.endsWith(".*")) return `${path}.`.startsWith(one.slice(0, -1)) || one.startsWith(`${path}.`);
    return one === path || one.startsWith(`${path}.`);
  });
}

function spotOf(source: string, { location }: Variable): Spot {
  const before = source.split("\n").slice(0, location.row - 1);
  const begin = before.reduce((sum, line) => sum + line.length + 1, 0) + location.col - 1;
  return new Spot(source, begin);
}
