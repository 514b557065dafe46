import type { ClientBase, QueryResult } from "pg";
import type { Row, Statements, Value } from "../operations/index.ts";
import { asTrouble } from "./trouble.ts";

const known = new Map<string, { name: string; text: string }>();

/** The statement with `$1` for `?`, under a name by which each connection prepares it once. */
function prepared(sql: string): { name: string; text: string } {
  let statement = known.get(sql);
  if (statement === undefined) {
    let count = 0;
    const text = sql.replace(/\?/g, () => {
      count += 1;
      return `$${count}`;
    });
    statement = { name: `s${known.size}`, text };
    known.set(sql, statement);
  }
  return statement;
}

/** What a connection calls the statement once it has prepared it. */
export const nameOf = (sql: string): string => prepared(sql).name;

/** A text of PostgreSQL holds every character but this one. */
export const storable = (value: Value): Value =>
  typeof value === "string" && value.includes("\0") ? value.replaceAll("\0", "\ufffd") : value;

const storableAll = (value: Value | Value[]) => (Array.isArray(value) ? value.map(storable) : storable(value));

/** A list stands for an array. @throws LostConnection, or the server's error */
export async function ask(
  client: ClientBase,
  sql: string,
  values: (Value | Value[])[] = [],
): Promise<QueryResult<Row>> {
  try {
    const query = { ...prepared(sql), values: values.map(storableAll) };
    return await client.query<Row>(query);
  } catch (error) {
    throw asTrouble(error);
  }
}

/** Statements over one connection. */
export function statementsOf(client: ClientBase): Statements {
  return {
    one: async (sql, ...values) => (await ask(client, sql, values)).rows[0],
    all: async (sql, ...values) => (await ask(client, sql, values)).rows,
    run: async (sql, ...values) => (await ask(client, sql, values)).rowCount ?? 0,
    insert: async (sql, ...values) => Number((await ask(client, `${sql} returning seq`, values)).rows[0]?.seq),
    lock: async (sql, ...values) => {
      await ask(client, `${sql} for update`, values);
    },
    still: async (table) => {
      await ask(client, `lock table ${table} in share row exclusive mode`);
    },
    unlocked: "for update skip locked",
  };
}
