import { type Context, Drop, type Emitter, evalTokenValue, ForTag, type Liquid, type Template } from "liquidjs";
import { Fault } from "../../contract/index.ts";

/** `forloop`: where a loop is, and in which loop it is itself. */
export class Loop extends Drop {
  readonly length: number;
  readonly name: string;
  readonly parentloop: Loop | null;
  private at = 0;

  constructor(length: number, name: string, parentloop: Loop | null) {
    super();
    this.length = length;
    this.name = name;
    this.parentloop = parentloop;
  }

  next(): void {
    this.at += 1;
  }
  index(): number {
    return this.at + 1;
  }
  index0(): number {
    return this.at;
  }
  rindex(): number {
    return this.length - this.at;
  }
  rindex0(): number {
    return this.length - this.at - 1;
  }
  first(): boolean {
    return this.at === 0;
  }
  last(): boolean {
    return this.at === this.length - 1;
  }
  override valueOf(): string {
    return this.name;
  }
}

const registered = "loop";

/** The loop that goes on in a context. */
function outerLoop(context: Context): Loop | null {
  return context.getRegister<Loop | null>(registered, null);
}

/** What a loop goes through: a list, the members of an object as pairs, or a text as a whole. */
export function itemsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value === "string") return value === "" ? [] : [value];
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

/** What is done with each item of a loop. */
interface Turn {
  templates: Template[];
  liquid: Liquid;
  before(item: unknown): void;
  after?(): void;
}

/** Plays a loop's body for each item. Says what surrounds it again when it ends, however it ends. */
export function* goThrough(
  context: Context,
  emitter: Emitter,
  loop: Loop,
  items: readonly unknown[],
  { templates, liquid, before, after }: Turn,
): Generator<unknown, void, unknown> {
  const outer = outerLoop(context);
  context.setRegister(registered, loop);
  try {
    for (const item of items) {
      context.continueCalled = false;
      context.breakCalled = false;
      before(item);
      // LiquidJS looks at the time itself, also where the body is empty.
      yield liquid.renderer.renderTemplates(templates, context, emitter);
      after?.();
      if (context.breakCalled) break;
      loop.next();
    }
  } finally {
    context.continueCalled = false;
    context.breakCalled = false;
    context.setRegister(registered, outer);
  }
}

/** `{% for %}`, which knows the loop around it, and leaves its scope behind also when it fails. */
export class For extends ForTag {
  override *render(context: Context, emitter: Emitter): Generator<unknown, void, never> {
    const { liquid, variable, templates } = this;
    const all = itemsOf(yield* evalTokenValue(this.collection, context) as Generator<unknown, unknown, never>);
    const place = `continue ${this.variable} ${this.collection.getText()}`;
    context.push({ continue: context.getRegister(place, 0) });
    let hash: Record<string, unknown>;
    try {
      hash = yield* this.hash.render(context) as Generator<unknown, Record<string, unknown>, never>;
    } finally {
      context.pop();
    }
    const offset = count(hash.offset, 0);
    const items = all.slice(offset, offset + count(hash.limit, all.length));
    context.setRegister(place, offset + items.length);
    if (hash.reversed === true) items.reverse();
    if (items.length === 0) {
      yield liquid.renderer.renderTemplates(this.elseTemplates, context, emitter);
      return;
    }
    const forloop = new Loop(items.length, `${this.variable}-${this.collection.getText()}`, outerLoop(context));
    const scope: Record<string, unknown> = Object.assign(Object.create(null), { forloop });
    const before = (item: unknown) => {
      scope[variable] = item;
    };
    context.push(scope);
    try {
      yield* goThrough(context, emitter, forloop, items, { templates, liquid, before });
    } finally {
      context.pop();
    }
  }
}

/** The number of items that a loop is told to pass over or to stop at. */
export function count(value: unknown, absent: number): number {
  const bare = value instanceof Drop ? value.valueOf() : value;
  if (bare === undefined || bare === null) return absent;
  const read = typeof bare === "string" && bare.trim() !== "" ? Number(bare) : bare;
  if (typeof read !== "number" || !Number.isSafeInteger(read) || read < 0) throw new Fault("message.count");
  return read;
}
