import { CaptureTag, type Context } from "liquidjs";
import { courseOf } from "../setting.ts";
import { Page } from "../written.ts";

/** `{% capture %}`, for a kind that escapes or not: what it caught is not escaped once more when it is written. */
export const captureTag = (escapes: boolean) =>
  class extends CaptureTag {
    override *render(context: Context): Generator<unknown, void, never> {
      const page = new Page(courseOf(context).allowance, escapes);
      yield this.liquid.renderer.renderTemplates(this.templates, context, page);
      context.bottom()[this.variable] = page.caught();
    }
  };
