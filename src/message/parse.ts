import type { Liquid, Template } from "liquidjs";
import { Fault } from "../contract/index.ts";
import type { Blocks } from "./block.ts";
import { engineFor } from "./engine.ts";
import type { Kind } from "./kind.ts";
import { separateErrors } from "./problems.ts";
import type { OpenBlock } from "./tags/render-block.ts";
import { variantFor } from "./variants.ts";

const most = 200;
const parsed = new Map<string, Template[]>();

/** Parses a template, or takes it from the last ones used. @throws TemplateErrors */
export function parseTemplate(template: string, kind: Kind): Template[] {
  const key = `${kind} ${template}`;
  const fresh = parsed.get(key) ?? engineFor(kind).parse(template);
  parsed.delete(key);
  parsed.set(key, fresh);
  const [oldest] = parsed.keys();
  if (parsed.size > most && oldest !== undefined) parsed.delete(oldest);
  return fresh;
}

/** Every error of a template that the parser finds without data. */
export function parseErrors(template: string, kind: Kind): unknown[] {
  try {
    parseTemplate(template, kind);
    return [];
  } catch (error) {
    return separateErrors(error);
  }
}

/** Opens the blocks of a rendering in its language, each as it belongs into the template that asks for it. */
export function blockOpener(blocks: Blocks, language: string, kind: Kind): (name: string, into: Liquid) => OpenBlock {
  return (name, into) => {
    const block = Object.hasOwn(blocks, name) ? blocks[name] : undefined;
    if (block === undefined) throw new Fault("message.unknown-block", { name });
    const intoHtml = kind === "html" && into === engineFor("html").liquid;
    if (block.kind === "html" && !intoHtml) throw new Fault("message.block-kind", { name });
    const { text } = variantFor(block.variants, language);
    const written = intoHtml ? block.kind : kind === "html" ? "text" : kind;
    return {
      templates: parseTemplate(text, written),
      liquid: engineFor(written).liquid,
      text: intoHtml && block.kind === "text",
    };
  };
}
