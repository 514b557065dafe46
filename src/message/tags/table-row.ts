import { type Context, type Emitter, evalTokenValue, TablerowTag } from "liquidjs";
import { count, goThrough, itemsOf, Loop } from "./loop.ts";

/** `tablerowloop`: `forloop` with its place in the table. */
class TableRowLoop extends Loop {
  private readonly columns: number;

  constructor(length: number, name: string, columns: number) {
    super(length, name, null);
    this.columns = columns;
  }

  row(): number {
    return Math.floor(this.index0() / this.columns) + 1;
  }
  col(): number {
    return this.col0() + 1;
  }
  col0(): number {
    return this.index0() % this.columns;
  }
  col_first(): boolean {
    return this.col0() === 0;
  }
  col_last(): boolean {
    return this.col() === this.columns;
  }
}

/** `{% tablerow %}`, with its lines as Shopify has them. */
export class TableRow extends TablerowTag {
  override *render(context: Context, emitter: Emitter): Generator<unknown, void, never> {
    const { liquid, variable, templates } = this;
    const all = itemsOf(yield* evalTokenValue(this.collection, context) as Generator<unknown, unknown, never>);
    const hash = yield* this.args.render(context) as Generator<unknown, Record<string, unknown>, never>;
    const offset = count(hash.offset, 0);
    const items = all.slice(offset, offset + count(hash.limit, all.length));
    const columns = Math.max(1, count(hash.cols, items.length));
    const tablerowloop = new TableRowLoop(items.length, `${this.variable}-${this.collection.getText()}`, columns);
    const scope: Record<string, unknown> = Object.assign(Object.create(null), { tablerowloop });
    emitter.write('<tr class="row1">\n');
    context.push(scope);
    try {
      yield* goThrough(context, emitter, tablerowloop, items, {
        ...{ templates, liquid },
        before(item) {
          scope[variable] = item;
          emitter.write(`<td class="col${tablerowloop.col()}">`);
        },
        after() {
          emitter.write("</td>");
          if (tablerowloop.col_last() && !tablerowloop.last())
            emitter.write(`</tr>\n<tr class="row${tablerowloop.row() + 1}">`);
        },
      });
    } finally {
      context.pop();
    }
    emitter.write("</tr>\n");
  }
}
