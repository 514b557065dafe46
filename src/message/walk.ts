import { type Template, toValueSync } from "liquidjs";
import { RenderBlock } from "./tags/render-block.ts";

/** Every part of a parsed template, those inside of others too. */
export function* partsOf(templates: readonly Template[]): Generator<Template> {
  for (const template of templates) {
    yield template;
    const children = template.children?.(false, true);
    if (children !== undefined) yield* partsOf(toValueSync(children) as Template[]);
  }
}

/** The tags of a parsed template that render blocks. */
export function blocksIn(templates: readonly Template[]): RenderBlock[] {
  return [...partsOf(templates)].filter((part) => part instanceof RenderBlock);
}
