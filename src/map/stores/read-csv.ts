import { type CsvError, parse } from "csv-parse/sync";
import { encodingFinder, separatorOf } from "../../audience/index.ts";
import { Fault } from "../../contract/index.ts";
import { findColumns, type StoreColumn } from "./columns.ts";
import { makeStores, type StoresRead, type StoreWords } from "./make-store.ts";

/** Bytes of a list of stores: what is larger is another kind of file. */
export const mostBytes = 20 * 1024 * 1024;

function textOf(bytes: Uint8Array): string {
  const finder = encodingFinder();
  finder.see(bytes);
  return new TextDecoder(finder.end()).decode(bytes);
}

interface Row {
  record: string[];
  info: { lines: number };
}

function rowsOf(text: string): Row[] {
  try {
    return parse(text, {
      bom: true,
      delimiter: separatorOf(text.slice(0, 65_536).replace(/^\ufeff/u, "")),
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
    }) as unknown as Row[];
  } catch (error) {
    throw new Fault("map.stores-broken", { line: Number((error as CsvError).lines ?? 1) });
  }
}

/**
 * The stores of a list in CSV: separator and encoding are found out, columns go by their names (id, name, latitude, longitude,
 * address, phone; French names too). Rows that do not fit are told with their line and left out.
 * @throws Fault map.stores-size, map.stores-broken, map.stores-columns
 */
export function readStoresCsv(list: Uint8Array | string): StoresRead {
  if (list.length > mostBytes) throw new Fault("map.stores-size", { limit: mostBytes / 1024 / 1024 });
  const [head, ...rows] = rowsOf(typeof list === "string" ? list : textOf(list));
  const columns = findColumns(head?.record ?? []);
  const missing = (["name", "latitude", "longitude"] as const).filter((column) => columns[column] === undefined);
  if (missing.length > 0) throw new Fault("map.stores-columns", { missing: missing.join(", ") });
  return makeStores(rows.map((row) => wordsOf(row, columns)));
}

function wordsOf({ record, info }: Row, columns: Partial<Record<StoreColumn, number>>): StoreWords {
  const cell = (column: StoreColumn) => record[columns[column] ?? -1]?.trim() ?? "";
  const town = [cell("postalCode"), cell("locality")].filter((part) => part !== "").join(" ");
  return {
    where: info.lines,
    id: cell("id"),
    name: cell("name"),
    latitude: cell("latitude"),
    longitude: cell("longitude"),
    address: [cell("address"), town].filter((part) => part !== "").join(", "),
    phone: cell("phone"),
  };
}
