import type { Liquid, Template } from "liquidjs";
import { Fault } from "../contract/index.ts";
import type { Blocks } from "./block.ts";
import { engineFor } from "./engine.ts";
import type { Kind } from "./kind.ts";
import { separateErrors } from "./problems.ts";
import type { OpenBlock } from "./tags/render-block.ts";
import { variantFor } from "./variants.ts";

/** Characters of templates that are kept parsed, which takes many times their own memory. */
const most = 500_000;
const parsed = new Map<Kind, Map<string, Template[]>>();
let kept = 0;

/** Parses a template, or takes it from the last ones used. @throws TemplateErrors */
export function parseTemplate(template: string, kind: Kind): Template[] {
  let ofKind = parsed.get(kind);
  const known = ofKind?.get(template);
  if (known !== undefined) return known;
  const fresh = engineFor(kind).parse(template);
  kept += template.length;
  // Whoever has so many templates in turn parses them again now and then.
  if (kept > most) {
    parsed.clear();
    ofKind = undefined;
    kept = template.length;
  }
  ofKind ??= new Map();
  parsed.set(kind, ofKind.set(template, fresh));
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
