import { mkdtemp, open, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Fault, type Recipient } from "../contract/index.ts";
import { systemCode } from "../durable-file.ts";
import { sentence } from "../language/index.ts";
import { copyContent, examine } from "./content.ts";
import type { Encoding } from "./encoding.ts";
import { guessColumns } from "./guess.ts";
import { openList, readRows } from "./list.ts";
import { type RowSettings, readRow } from "./row.ts";
import type { Separator } from "./separator.ts";
import type { Column } from "./targets.ts";

/** What a list is, as far as its beginning tells. */
export interface Look {
  /** Of the file. */
  bytes: number;
  encoding: Encoding;
  separator: Separator;
  columns: string[];
  /** The cells of the first rows. */
  rows: string[][];
  /** What the columns hold, by their names. */
  guess: Column[];
  /** The first row as a person, or why it is none. */
  person?: { recipient: Recipient; caseKey?: string };
  problems: string[];
}

const mostBytes = 256 * 1_024;
const mostRows = 5;

async function beginningOf(path: string): Promise<{ bytes: number; beginning: Uint8Array }> {
  try {
    const { size } = await stat(path);
    const file = await open(path);
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(mostBytes), 0, mostBytes, 0);
      return { bytes: size, beginning: buffer.subarray(0, bytesRead) };
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new Fault("audience.cannot-read", { code: systemCode(error) ?? "" });
  }
}

/**
 * Looks at the beginning of a list; of the encoding, at all of it. `settings.columns` empty: as its names are guessed.
 * @throws Fault `audience.cannot-read`, `audience.no-header`
 */
export async function lookAt(
  path: string,
  given: { separator: Separator | "auto"; encoding: Encoding | "auto" },
  settings: RowSettings,
  language: string,
): Promise<Look> {
  const { bytes, beginning } = await beginningOf(path);
  const { encoding } = await examine({ file: path }, given.encoding);
  const folder = await mkdtemp(join(tmpdir(), "belle-histoire-look-"));
  try {
    const copy = await copyContent({ content: beginning }, join(folder, "list.csv"), encoding);
    const list = await openList(copy.path, given.separator);
    const { separator, columns } = list;
    const rows: Record<string, string>[] = [];
    const problems: string[] = [];
    try {
      for await (const found of readRows(list, list.first)) {
        if ("row" in found) rows.push(found.row);
        else
          problems.push(
            sentence(
              "audience.line",
              { line: found.line, problem: sentence(found.fault.key, found.fault.data, language) },
              language,
            ),
          );
        if (rows.length === mostRows) break;
      }
    } finally {
      await list.file.close();
    }
    const guess = guessColumns(columns);
    const about = { bytes, encoding, separator, columns, rows: rows.map((row) => Object.values(row)), guess };
    const [first] = rows;
    if (first === undefined) return { ...about, problems };
    const read = readRow(
      first,
      { ...settings, columns: settings.columns.length > 0 ? settings.columns : guess },
      language,
    );
    if (!read.ok) return { ...about, problems: [...problems, ...read.problems] };
    const { recipient, caseKey } = read;
    return { ...about, person: { recipient, ...(caseKey !== undefined && { caseKey }) }, problems };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
