import { DatabaseSync } from "node:sqlite";
import { text } from "../operations/index.ts";
import { migrate } from "../sqlite/schema.ts";

/** A table that a store consists of. */
export interface Table {
  name: string;
  columns: string[];
  /** Its rows have a `seq` that the database counts. */
  numbered: boolean;
}

/**
 * The tables of the present schema, read from an empty store that the migrations make: what they add is moved too, and
 * what else a database may hold is not. `relocation` belongs to its place, and assets go their own way.
 */
export async function tablesOfStore(): Promise<Table[]> {
  const database = new DatabaseSync(":memory:");
  try {
    await migrate(database);
    const names = database
      .prepare(
        `select name from sqlite_schema where type = 'table' and name not like 'sqlite%' and name not like 'kysely%'
         and name <> 'relocation' order by name`,
      )
      .all()
      .map((row) => text(row.name));
    return names.map((name) => {
      const columns = database.prepare("select name from pragma_table_info(?) order by cid").all(name);
      const list = columns.map((column) => text(column.name));
      return { name, columns: list, numbered: list.includes("seq") };
    });
  } finally {
    database.close();
  }
}
