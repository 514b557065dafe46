import type { ColumnDefinitionBuilder, Kysely } from "kysely";

type Column = (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;

/** In what the two databases are told the same thing differently. */
export interface SchemaDialect {
  /** Type of a column that numbers the rows. */
  seq: "integer" | "bigint";
  /** Makes a column the key that numbers the rows as they come. */
  numbered: Column;
  /** The same, and no number comes again after its row is gone. */
  counted: Column;
  /** The number that each row of an older table has; absent: this database never had older tables with rows in them. */
  row?: string;
  /** Type of bytes, where assets are kept in the database. */
  bytes?: "bytea";
  /** Where the tables are, in a database that may hold several stores. */
  schema?: string;
}

export type Change = (db: Kysely<unknown>, dialect: SchemaDialect) => Promise<void>;
