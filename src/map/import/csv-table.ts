import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { parse } from "csv-parse";
import { Fault } from "../../contract/index.ts";

/** A row of a table by what its columns hold; a column that is not there is "". */
export type Row<Column extends string> = Readonly<Record<Column, string>>;

/** Names that each column goes by, in small letters. */
export type ColumnNames<Column extends string> = Readonly<Record<Column, readonly string[]>>;

const headLength = 64 * 1024;
/** Bytes of one row: a longer one is a quote that was left open, or no table. */
const longestRow = 64 * 1024;

/**
 * The rows of a CSV file, plain or packed with gzip, UTF-8 or Latin-1, separated by whatever its first line is. `share`
 * of the file has been read when a row is given. Read as a stream.
 * @throws Fault map.csv-missing, map.csv-foreign, map.csv-columns, map.csv-damaged
 */
export async function* csvRows<Column extends string>(
  path: string,
  names: ColumnNames<Column>,
  needed: readonly Column[],
): AsyncGenerator<{ row: Row<Column>; line: number; share: number }> {
  const file = basename(path);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || !found.isFile()) throw new Fault("map.csv-missing", { file });
  const source = createReadStream(path);
  const state = { bytes: 0 };
  const chunks = unpacked(source, state);
  try {
    const first = await head(chunks);
    const { separator, encoding } = formOf(first, file);
    const parser = parse({
      delimiter: separator,
      encoding,
      bom: true,
      relax_column_count: true,
      // A quotation mark in the middle of a name is one; a cell that begins with one still has to end with one.
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: longestRow,
    });
    const feeding = pipeline(
      Readable.from(
        (async function* () {
          yield first;
          yield* chunks;
        })(),
      ),
      parser,
    );
    feeding.catch(() => {});
    let columns: Record<Column, number> | undefined;
    for await (const cells of parser as AsyncIterable<string[]>) {
      if (columns === undefined) columns = columnsOf(cells, names, needed, file);
      else yield { row: rowOf(cells, columns), line: parser.info.lines, share: state.bytes / Math.max(1, found.size) };
    }
    if (columns === undefined) throw new Fault("map.csv-foreign", { file });
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault("map.csv-damaged", { file }, { cause: error });
  } finally {
    source.destroy();
  }
}

async function* unpacked(source: Readable, state: { bytes: number }): AsyncGenerator<Buffer> {
  source.on("data", (part: Buffer) => {
    state.bytes += part.length;
  });
  source.pause();
  const iterator = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const first = await iterator.next();
  if (first.done === true) return;
  const all = (async function* () {
    yield first.value;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  })();
  if (first.value[0] === 0x1f && first.value[1] === 0x8b) {
    const gunzip = createGunzip();
    pipeline(Readable.from(all), gunzip).catch((error: Error) => gunzip.destroy(error));
    yield* gunzip as AsyncIterable<Buffer>;
  } else yield* all;
}

/** Enough of the file to tell what it is: its first line at least. */
async function head(chunks: AsyncGenerator<Buffer>): Promise<Buffer> {
  let first = Buffer.alloc(0);
  while (first.length < headLength && !first.includes(10)) {
    const { done, value } = await chunks.next();
    if (done === true) break;
    first = Buffer.concat([first, value]);
  }
  return first;
}

function formOf(first: Buffer, file: string): { separator: string; encoding: BufferEncoding } {
  const encoding = isUtf8(first) ? "utf8" : "latin1";
  const [line = ""] = first.toString(encoding).split(/\r?\n|\r/u);
  const separators = [";", "\t", ",", "|"].map((one) => ({ one, count: line.split(one).length }));
  const { one, count } = separators.reduce((best, other) => (other.count > best.count ? other : best));
  const foreign = first.includes(0) || /^\s*[<{]/u.test(line) || line.length > longestRow;
  if (foreign || count < 2) throw new Fault("map.csv-foreign", { file });
  return { separator: one, encoding };
}

function isUtf8(bytes: Buffer): boolean {
  try {
    // Its last letter may be cut in two.
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function columnsOf<Column extends string>(
  cells: readonly string[],
  names: ColumnNames<Column>,
  needed: readonly Column[],
  file: string,
): Record<Column, number> {
  const heads = cells.map((cell) => cell.trim().toLowerCase().replaceAll(/[ -]/gu, "_"));
  const columns = Object.fromEntries(
    (Object.keys(names) as Column[]).map((column) => {
      const name = names[column].find((one) => heads.includes(one));
      return [column, name === undefined ? -1 : heads.indexOf(name)];
    }),
  ) as Record<Column, number>;
  const missing = needed.filter((column) => columns[column] === -1).map((column) => names[column][0]!);
  if (missing.length > 0) throw new Fault("map.csv-columns", { file, missing: missing.join(", ") });
  return columns;
}

function rowOf<Column extends string>(cells: readonly string[], columns: Record<Column, number>): Row<Column> {
  return Object.fromEntries(
    Object.entries<number>(columns).map(([column, at]) => [column, (cells[at] ?? "").trim()]),
  ) as Row<Column>;
}

/** Longitude and latitude as they are written, with a point or a comma; undefined for what is no place on earth. */
export function readPosition(lon: string, lat: string): [number, number] | undefined {
  const [x, y] = [lon, lat].map((text) => (text === "" ? Number.NaN : Number(text.replace(",", "."))));
  return Math.abs(x!) <= 180 && Math.abs(y!) <= 90 ? [x!, y!] : undefined;
}
