import { type Liquid, Tag, type TagToken, type TopLevelToken, TypeGuards } from "liquidjs";
import type { Kind } from "../kind.ts";
import type { Write } from "../written.ts";
import { captureTag } from "./capture.ts";
import { echoTag } from "./echo.ts";
import { For } from "./loop.ts";
import { optionalTag } from "./optional.ts";
import { RenderBlock } from "./render-block.ts";
import { TableRow } from "./table-row.ts";

/** Those of LiquidJS that are taken as they are; all others are left out, `include` and `layout` with them. */
const kept = new Set([
  ...["assign", "break", "case", "comment", "continue", "cycle", "decrement", "if", "increment", "liquid", "raw"],
  ...["unless", "#"],
]);

/** `{% doc %}`: words about the template. */
class Doc extends Tag {
  constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid) {
    super(token, rest, liquid);
    for (let next = rest.shift(); next !== undefined; next = rest.shift())
      if (TypeGuards.isTagToken(next) && next.name === "enddoc") return;
    throw new Error(`tag ${token.getText()} not closed`);
  }

  render(): void {}
}

/** Gives an engine its tags: those that Shopify documents for every template, and `optional`. */
export function setTags(liquid: Liquid, kind: Kind, write: Write, escapes: boolean): void {
  for (const name of Object.keys(liquid.tags)) if (!kept.has(name)) delete liquid.tags[name];
  liquid.registerTag("capture", captureTag(escapes));
  liquid.registerTag("doc", Doc);
  liquid.registerTag("echo", echoTag(write));
  liquid.registerTag("for", For);
  liquid.registerTag("optional", optionalTag(escapes));
  liquid.registerTag("render", RenderBlock);
  if (kind === "html") liquid.registerTag("tablerow", TableRow);
}
