import {
  type Context,
  type Emitter,
  type Liquid,
  type Parser,
  Tag,
  type TagToken,
  type Template,
  type TopLevelToken,
} from "liquidjs";
import { separateErrors, tellsOfData } from "../problems.ts";
import { courseOf } from "../setting.ts";
import { Page } from "../written.ts";

/**
 * `{% optional %} … {% else %} … {% endoptional %}`: what is left out as a whole, or replaced, where something in it
 * is missing or cannot be read. It does so only under the policy `leave-out`; otherwise it is not there.
 */
export const optionalTag = (escapes: boolean) =>
  class extends Tag {
    readonly templates: Template[] = [];
    readonly elseTemplates: Template[] = [];

    constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid, parser: Parser) {
      super(token, rest, liquid);
      let branch = this.templates;
      const stream = parser
        .parseStream(rest)
        .on("tag:else", () => {
          branch = this.elseTemplates;
        })
        .on("tag:endoptional", () => {
          stream.stop();
        })
        .on<Template>("template", (template) => {
          branch.push(template);
        })
        .on("end", () => {
          throw new Error(`tag ${token.getText()} not closed`);
        });
      stream.start();
    }

    *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
      const { renderer } = this.liquid;
      const course = courseOf(context);
      const page = new Page(course.allowance, escapes);
      try {
        yield renderer.renderTemplates(this.templates, context, page);
      } catch (error) {
        const errors = separateErrors(error);
        if (course.policy !== "leave-out" || !errors.every(tellsOfData)) throw error;
        course.overcome.push(...errors);
        yield renderer.renderTemplates(this.elseTemplates, context, emitter);
        return;
      }
      emitter.write(escapes ? { output: page.buffer, plain: page.plainText() } : page.buffer);
    }

    *children(): Generator<unknown, Template[], Template[]> {
      return yield [...this.templates, ...this.elseTemplates];
    }
  };
