import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import { Kysely, SqliteDialect } from "kysely";
import { migrateSchema, type SchemaDialect } from "../migrations/index.ts";

const dialect: SchemaDialect = {
  seq: "integer",
  numbered: (column) => column.primaryKey().notNull(),
  counted: (column) => column.primaryKey().autoIncrement(),
  row: "rowid",
};

const answersRows = /^\s*(select|with|pragma|explain)\b|\breturning\b/i;

/** Shows `node:sqlite` to Kysely as the driver it knows. */
function asKyselyDatabase(database: DatabaseSync) {
  return {
    close: () => {},
    prepare(text: string) {
      const statement = database.prepare(text);
      return {
        reader: answersRows.test(text),
        all: (parameters: readonly unknown[]) => statement.all(...(parameters as SQLInputValue[])),
        run: (parameters: readonly unknown[]) => statement.run(...(parameters as SQLInputValue[])),
        iterate: (parameters: readonly unknown[]) =>
          statement.iterate(...(parameters as SQLInputValue[])) as IterableIterator<unknown>,
      };
    },
  };
}

/**
 * Brings the file to the present schema, or to that of one migration, or leaves it as it was; throws when a newer version has
 * written it.
 */
export async function migrate(database: DatabaseSync, target?: string): Promise<void> {
  const kysely = new Kysely<unknown>({ dialect: new SqliteDialect({ database: asKyselyDatabase(database) }) });
  database.exec("begin immediate");
  try {
    await migrateSchema(kysely, dialect, target);
    database.exec("commit");
  } catch (error) {
    if (database.isTransaction) database.exec("rollback");
    throw error;
  }
}
