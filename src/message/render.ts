import type { Template } from "liquidjs";
import { Fault, type Problem } from "../contract/index.ts";
import { engineFor, parseErrors, parseTemplate } from "./parse.ts";
import { problemOf, separateErrors, TemplateFault } from "./problems.ts";
import { globalsFor, type Setting } from "./setting.ts";
import type { Target } from "./target.ts";

export interface RenderTextOptions extends Setting {
  /** Name of the template in problems, for instance `subject`. */
  what: string;
  /** What is written; `text` where absent. */
  target?: Target;
}

/** Only JSON reaches a template: Liquid would call functions and run getters. */
function plainData(context: unknown): object {
  let data: unknown;
  try {
    data = JSON.parse(JSON.stringify(context) ?? "{}");
  } catch (cause) {
    throw new Fault("message.context", {}, { cause });
  }
  return typeof data === "object" && data !== null ? data : {};
}

const unprintable = /(?!\n)\p{Cc}/gu;

/**
 * Renders a template as plain text, values escaped for its target only: a tab becomes a space and other control characters but the
 * line feed are taken out. Filters speak `language` and tell dates in `timeZone`.
 * @throws TemplateFault with every problem found; Fault `message.context` where the context is not JSON
 */
export function renderText(template: string, context: unknown, options: RenderTextOptions): string {
  const { what, language, target = "text" } = options;
  const data = plainData(context);
  let parsed: Template[];
  try {
    parsed = parseTemplate(template, target);
  } catch (cause) {
    throw new TemplateFault(what, checkTemplate(template, what, language, target), { cause });
  }
  try {
    const text: unknown = engineFor(target).renderSync(parsed, data, { globals: globalsFor(options) });
    return String(text).replace(/\r\n?/g, "\n").replace(/\t/g, " ").replace(unprintable, "");
  } catch (error) {
    // No cause: Liquid's errors hold the template's data.
    throw new TemplateFault(
      what,
      separateErrors(error).map((single) => problemOf(single, what, language)),
    );
  }
}

/** The problems that can be found without data, in the product's language for `language`; none where it is sound. */
export function checkTemplate(template: string, what: string, language: string, target: Target = "text"): Problem[] {
  return parseErrors(template, target).map((error) => problemOf(error, what, language));
}
