import type { JsonObject } from "../../contract/index.ts";

/** What a column holds on every driver; eight-byte integers arrive as numbers. */
export type Value = null | number | bigint | string | Uint8Array;
export type Row = Record<string, Value>;

/** A driver that answers at once gives the value itself. */
type Awaitable<Answer> = Answer | Promise<Answer>;

export const text = (value: Value | undefined): string => String(value ?? "");
export const json = (value: Value | undefined): JsonObject => JSON.parse(text(value)) as JsonObject;

/** A mark for each value of a list. */
export const marksFor = (values: readonly unknown[]): string => values.map(() => "?").join(", ");

/**
 * Runs statements of one transaction, each text prepared once. The texts are what SQLite and PostgreSQL both read, with `?`
 * for a value: no `rowid`, no sums of conditions, no `?1`, and no `? is null`, whose type nobody could tell.
 */
export interface Statements {
  one(sql: string, ...values: Value[]): Awaitable<Row | undefined>;
  all(sql: string, ...values: Value[]): Awaitable<Row[]>;
  /** Answers how many rows were changed. */
  run(sql: string, ...values: Value[]): Awaitable<number>;
  /** Into a table with a `seq`; answers that of the row that was added. */
  insert(sql: string, ...values: Value[]): Awaitable<number>;
  /**
   * Keeps the rows of a select from being changed by others until the transaction ends. A statement of its own, so that
   * what is read after it is what the one before has committed.
   */
  lock(sql: string, ...values: Value[]): Awaitable<void>;
  /** Waits for those who are writing to a table, and keeps others from it until the transaction ends. */
  still(table: string): Awaitable<void>;
  /** Stands at the end of an inner select whose rows are about to be changed: those that another is changing are left out. */
  unlocked: string;
}
