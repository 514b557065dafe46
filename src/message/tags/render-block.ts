import {
  Context,
  type Emitter,
  evalTokenValue,
  Hash,
  type Liquid,
  Tag,
  type TagToken,
  type Template,
  type Tokenizer,
  type TopLevelToken,
  type ValueToken,
} from "liquidjs";
import { Fault } from "../../contract/index.ts";
import { placeInBlock } from "../block.ts";
import { inHtml } from "../kind.ts";
import { separateErrors } from "../problems.ts";
import { courseOf } from "../setting.ts";
import { Page } from "../written.ts";
import { goThrough, itemsOf, Loop } from "./loop.ts";

/** A block that is ready to be rendered. */
export interface OpenBlock {
  templates: Template[];
  liquid: Liquid;
  /** Whether its text must still be escaped for the HTML around it. */
  text: boolean;
}

interface Binding {
  how: "with" | "for";
  value: ValueToken;
  name: string;
}

const deepest = 10;
const registered = "depth of blocks";

/** `with x as name` or `for xs as name`, after the block's name. */
function readBinding(tokenizer: Tokenizer, block: string): Binding | undefined {
  const begin = tokenizer.p;
  const how = tokenizer.readIdentifier().content;
  tokenizer.skipBlank();
  const value =
    (how === "with" || how === "for") && tokenizer.peek() !== ":"
      ? (tokenizer.readValue() as ValueToken | undefined)
      : undefined;
  if (value === undefined) {
    tokenizer.p = begin;
    return undefined;
  }
  const beforeAs = tokenizer.p;
  if (tokenizer.readIdentifier().content !== "as") {
    tokenizer.p = beforeAs;
    return { how: how as Binding["how"], value, name: block };
  }
  return { how: how as Binding["how"], value, name: tokenizer.readIdentifier().content };
}

/** `{% render "name" %}`, which sees the data of the message and what it is given, and nothing else. */
export class RenderBlock extends Tag {
  readonly block: string;
  readonly binding: Binding | undefined;
  readonly hash: Hash;

  constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid) {
    super(token, rest, liquid);
    this.tokenizer.skipBlank();
    const name = this.tokenizer.readQuoted();
    if (name === undefined) throw new Fault("message.block-name");
    this.block = name.content;
    this.binding = readBinding(this.tokenizer, this.block);
    this.hash = new Hash(this.tokenizer);
  }

  /** What the block sees beside the data of the message. */
  get given(): string[] {
    const bound = this.binding === undefined ? [] : [this.binding.name];
    return [...Object.keys(this.hash.hash), ...bound, ...(this.binding?.how === "for" ? ["forloop"] : [])];
  }

  *render(context: Context, emitter: Emitter): Generator<unknown, void, never> {
    const { block, binding } = this;
    try {
      const depth = context.getRegister<number>(registered, 0);
      if (depth >= deepest) throw new Fault("message.block-depth", { name: block });
      const course = courseOf(context);
      const { templates, liquid, text } = course.openBlock(block, this.liquid);
      const child = inside(context, liquid);
      child.setRegister(registered, depth + 1);
      const scope = child.bottom() as Record<string, unknown>;
      Object.assign(scope, yield* this.hash.render(context) as Generator<unknown, object, never>);
      const page = text ? new Page(course.allowance) : emitter;
      const value = yield* evalTokenValue(binding?.value, context) as Generator<unknown, unknown, never>;
      if (binding?.how === "for") {
        const items = itemsOf(value);
        const forloop = new Loop(items.length, `${binding.name}-${binding.value.getText()}`, null);
        scope.forloop = forloop;
        const before = (item: unknown) => {
          scope[binding.name] = item;
        };
        yield* goThrough(child, page, forloop, items, { templates, liquid, before });
      } else {
        if (binding !== undefined) scope[binding.name] = value;
        yield liquid.renderer.renderTemplates(templates, child, page);
      }
      if (text) emitter.write({ output: inHtml(page.buffer).replaceAll("\n", "<br>\n"), plain: page.buffer });
    } catch (error) {
      for (const single of separateErrors(error)) placeInBlock(single, block);
      throw error;
    }
  }

  *arguments() {
    for (const value of Object.values(this.hash.hash)) if (value !== undefined) yield value as ValueToken;
    if (this.binding !== undefined) yield this.binding.value;
  }
}

/** A context of its own with the limits of the one around it. */
function inside(context: Context, liquid: Liquid): Context {
  const { memoryLimit, renderLimit, globals } = context;
  const options = { sync: true, globals };
  return new Context(Object.create(null), liquid.options, options, { memoryLimit, renderLimit, liquid });
}
