import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Row, Statements } from "../operations/index.ts";

/** Statements of a file that nobody else changes meanwhile: they answer at once and lock nothing. */
export function statementsOf(database: DatabaseSync): Statements {
  const prepared = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    let known = prepared.get(sql);
    if (known === undefined) {
      known = database.prepare(sql);
      prepared.set(sql, known);
    }
    return known;
  };
  return {
    one: (sql, ...values) => statement(sql).get(...values) as Row | undefined,
    all: (sql, ...values) => statement(sql).all(...values) as Row[],
    run: (sql, ...values) => Number(statement(sql).run(...values).changes),
    insert: (sql, ...values) => Number(statement(sql).run(...values).lastInsertRowid),
    lock: () => {},
    still: () => {},
    unlocked: "",
  };
}
