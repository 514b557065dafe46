import { type FileHandle, open } from "node:fs/promises";
import { Fault } from "../contract/index.ts";
import { systemCode } from "../durable-file.ts";
import { type Broken, fits, mostInRecord, type Place, type RecordFound, readRecords } from "./records.ts";
import { type Separator, separatorOf } from "./separator.ts";

/** A list that is open for reading. */
export interface List {
  file: FileHandle;
  separator: Separator;
  /** The names in its first line, each once. */
  columns: string[];
  /** Where its first row begins. */
  first: Place;
}

/** A row of a list, or a line that is none. `next`: where the next one begins. */
export type RowFound = { line: number; next: Place } & (
  | { row: Record<string, string> }
  /** `value`: the beginning of what stands there. */
  | { value: string; fault: Fault }
);

const mostShown = 200;
const emptyLine = ({ cells }: RecordFound) => cells.length === 1 && cells[0]?.trim() === "";

/** Names of columns: a number for one without, and another for one that is there already. */
function named(cells: readonly string[]): string[] {
  const names: string[] = [];
  for (const [index, cell] of cells.entries()) {
    const name = cell.trim() || String(index + 1);
    const same = names.filter((one) => one === name || one.startsWith(`${name} (`)).length;
    names.push(same === 0 ? name : `${name} (${same + 1})`);
  }
  while (names.length > 1 && cells[names.length - 1]?.trim() === "") names.pop();
  return names;
}

async function beginningOf(file: FileHandle, from: number, most: number): Promise<string> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(most), 0, most, from);
  return buffer.subarray(0, bytesRead).toString();
}

/**
 * Opens a list in UTF-8 and reads its first line. Whoever opens it closes its `file`.
 * @throws Fault `audience.cannot-read`, `audience.no-header` when nothing stands in it that could be names of columns
 */
export async function openList(path: string, given: Separator | "auto"): Promise<List> {
  const file = await open(path).catch((error: unknown) => {
    throw new Fault("audience.cannot-read", { code: systemCode(error) ?? "" });
  });
  try {
    const separator = given === "auto" ? separatorOf(await beginningOf(file, 0, 64 * 1_024)) : given;
    const header = await headerOf(file, separator);
    if (header === undefined) throw new Fault("audience.no-header");
    return { file, separator, columns: named(header.cells), first: header.next };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** The first record in which something stands. */
async function headerOf(file: FileHandle, separator: Separator): Promise<RecordFound | undefined> {
  for await (const records of readRecords(file, { separator }, { byte: 0, line: 1 }))
    for (const record of records) {
      if ("broken" in record) return undefined;
      if (!emptyLine(record)) return record;
    }
  return undefined;
}

/** The rows of a list from a place on; empty lines are none. */
export async function* readRows(list: List, from: Place): AsyncGenerator<RowFound> {
  const { file, separator, columns } = list;
  for await (const records of readRecords(file, { separator, width: columns.length }, from))
    for (const record of records) {
      if ("broken" in record) yield await brokenRow(file, record);
      else if (!emptyLine(record)) yield rowOf(record, list);
    }
}

function rowOf({ at, next, cells }: RecordFound, { columns, separator }: List): RowFound {
  const { line } = at;
  if (fits(cells, columns.length)) {
    const row: Record<string, string> = {};
    for (const [index, name] of columns.entries()) row[name] = cells[index] ?? "";
    return { line, next, row };
  }
  const fault = new Fault("audience.ragged", { found: cells.length, expected: columns.length });
  return { line, next, value: cells.join(separator).slice(0, mostShown), fault };
}

async function brokenRow(file: FileHandle, { at, next, broken }: Broken): Promise<RowFound> {
  const [value = ""] = (await beginningOf(file, at.byte, mostShown)).split(/[\r\n]/);
  const limit = Math.round(mostInRecord / 1_024);
  return {
    line: at.line,
    next,
    value,
    fault: new Fault(`audience.broken-${broken}`, broken === "size" ? { limit } : {}),
  };
}
