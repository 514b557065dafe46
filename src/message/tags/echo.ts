import { type Context, type Emitter, type Liquid, Tag, type TagToken, type TopLevelToken, Value } from "liquidjs";
import type { Write } from "../written.ts";

/** `{% echo %}`, and so the lines of `{% liquid %}` that write: as `{{ }}`. */
export const echoTag = (write: Write) =>
  class extends Tag {
    readonly value: Value;

    constructor(token: TagToken, rest: TopLevelToken[], liquid: Liquid) {
      super(token, rest, liquid);
      this.value = new Value(this.tokenizer.readFilteredValue(), liquid);
    }

    *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
      emitter.write(write(yield this.value.value(context, false)));
    }

    *arguments() {
      yield this.value;
    }
  };
