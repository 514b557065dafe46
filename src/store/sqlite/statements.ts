import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import type { JsonObject } from "../../contract/index.ts";

export type Row = Record<string, SQLInputValue>;

export const text = (value: SQLInputValue | undefined): string => String(value ?? "");
export const json = (value: SQLInputValue | undefined): JsonObject => JSON.parse(text(value)) as JsonObject;

/** Runs statements of a database, each prepared once. */
export interface Statements {
  one(sql: string, ...values: SQLInputValue[]): Row | undefined;
  all(sql: string, ...values: SQLInputValue[]): Row[];
  /** Answers how many rows were changed. */
  run(sql: string, ...values: SQLInputValue[]): number;
  /** Answers the number of the row that was added. */
  insert(sql: string, ...values: SQLInputValue[]): number;
}

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
  };
}
