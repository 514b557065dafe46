import { type Context, type Emitter, type Liquid, LiquidError, RenderError, type Template } from "liquidjs";
import { endsAll, mostProblems, TemplateErrors } from "./problems.ts";

/**
 * Renders the parts of a template one after the other, and finds all that is wrong with them: LiquidJS's way, but that
 * it ends with its limits, and with many problems, each of which costs a walk through the template.
 */
function* renderTemplates(
  templates: readonly Template[],
  context: Context,
  emitter: Emitter,
): Generator<unknown, string, unknown> {
  const errors: unknown[] = [];
  // Also where there is nothing to render: an empty loop must end.
  context.renderLimit.check(performance.now());
  for (const template of templates) {
    try {
      const step: unknown = template.render(context, emitter);
      const written = typeof step === "object" && step !== null ? yield step : step;
      if (written) emitter.write(written);
      if (context.breakCalled || context.continueCalled) break;
      context.renderLimit.check(performance.now());
    } catch (error) {
      if (endsAll(error)) throw error;
      if (error instanceof TemplateErrors) errors.push(...error.errors);
      else errors.push(LiquidError.is(error) ? error : new RenderError(error as Error, template));
      if (errors.length >= mostProblems) break;
    }
  }
  if (errors.length > 0) throw new TemplateErrors(errors);
  return emitter.buffer;
}

/** Gives an engine its renderer, which its own tags use as well as those of LiquidJS. */
export function setRenderer(liquid: Liquid): void {
  Object.assign(liquid.renderer, { renderTemplates });
}
