import { toValueSync } from "liquidjs";
import type { Problem } from "../contract/index.ts";
import { plainData } from "./data.ts";
import { engineFor } from "./engine.ts";
import { type Kind, kinds } from "./kind.ts";
import { blockOpener, parseTemplate } from "./parse.ts";
import { problemsOf, TemplateFault } from "./problems.ts";
import { type Course, type Setting, startCourse } from "./setting.ts";
import type { MessageTemplate } from "./template.ts";
import { newContext } from "./time-limit.ts";
import { variantFor } from "./variants.ts";
import { Page } from "./written.ts";

export interface RenderTextOptions extends Setting {
  /** Name of the template in problems, for instance `subject`. */
  what: string;
  kind: Kind;
}

/** What became of a template. */
export interface Rendered {
  text: string;
  /** Of the text, BCP 47. */
  language: string;
  /** What was missing or could not be read, and was replaced or left out as the policy says. */
  overcome: Problem[];
}

type Way = RenderTextOptions & Partial<Pick<Course, "policy" | "fallbacks">>;

function write(template: string, data: Record<string, unknown>, way: Way, reader: string): Omit<Rendered, "language"> {
  const { what, kind, language, blocks = {} } = way;
  const { liquid } = engineFor(kind);
  try {
    const course = startCourse(data, { ...way, openBlock: blockOpener(blocks, language, kind) });
    const templates = parseTemplate(template, kind);
    // What blocks see of a message is what they all share: to Liquid, its globals.
    const context = newContext(liquid, data);
    const page = new Page(course.allowance);
    toValueSync(liquid.renderer.renderTemplates(templates, context, page));
    return {
      // A page is long, and a walk through all of it costs more than one through the values in it.
      text: kind === "html" && !course.allowance.unfit ? page.buffer : kinds[kind].finish(page.buffer),
      overcome: course.overcome.flatMap((error) => problemsOf(error, what, reader)),
    };
  } catch (error) {
    // No cause: Liquid's errors hold the template's data.
    throw new TemplateFault(what, problemsOf(error, what, reader));
  }
}

/**
 * Renders one text, its values escaped for its kind. Filters speak `language` and tell dates in `timeZone`.
 * @throws TemplateFault with every problem found; Fault `message.context` where the context is not JSON
 */
export function renderText(template: string, context: unknown, options: RenderTextOptions): string {
  return write(template, plainData(context), options, options.language).text;
}

/**
 * Renders a template in the language of its reader. Problems are told in `problemLanguage`, the reader's where absent.
 * @throws TemplateFault with every problem that its policy does not overcome; Fault `message.context`
 */
export function renderTemplate(
  template: MessageTemplate,
  context: unknown,
  setting: Setting & { problemLanguage?: string },
): Rendered {
  return renderPlain(template, plainData(context), setting);
}

/** As `renderTemplate`, of data that was copied already: several templates of one message share the copy. */
export function renderPlain(
  template: MessageTemplate,
  data: Record<string, unknown>,
  setting: Setting & { problemLanguage?: string },
): Rendered {
  const { name, kind, variants, policy, fallbacks } = template;
  const { text, key, language } = variantFor(variants, setting.language);
  const what = Object.keys(variants.texts).length > 1 ? `${name}.${key}` : name;
  const way = { ...setting, language, what, kind, policy, ...(fallbacks !== undefined && { fallbacks }) };
  const written = write(text, data, way, setting.problemLanguage ?? setting.language);
  return { ...written, language };
}
