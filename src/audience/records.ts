import type { FileHandle } from "node:fs/promises";
import { type CsvError, type Parser, parse } from "csv-parse";
import { endOfRecord } from "./end-of-record.ts";
import type { Separator } from "./separator.ts";

/** Where a record begins: bytes before it, and the number of its line. */
export interface Place {
  byte: number;
  line: number;
}

export interface RecordFound {
  at: Place;
  /** Where the next one begins. */
  next: Place;
  cells: string[];
}

/** A record, or a line, that cannot be read. */
export interface Broken {
  at: Place;
  next: Place;
  broken: "quote" | "size";
}

/** Bytes of a record: a longer one is no row of a list, but a quote that was left open, or another kind of file. */
export const mostInRecord = 1_024 * 1_024;
/** Small, for what follows a broken line in its portion is read again. */
const portion = 16 * 1_024;

const breaks = /\r\n|\n|\r/g;
const breaksIn = (cells: readonly string[]) => cells.reduce((sum, cell) => sum + (cell.match(breaks)?.length ?? 0), 0);

/**
 * Records that a parser found in what it was given so far. It numbers lines by its own rules (a line break of two signs
 * inside quotes counts twice), so lines are counted here.
 */
class Portions {
  private found: RecordFound[] = [];
  private failure: CsvError | undefined;
  private place: Place;
  private readonly parser: Parser;

  constructor(start: Place, separator: Separator) {
    this.place = start;
    this.parser = parse({
      delimiter: separator,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      max_record_size: mostInRecord,
      on_record: (cells: string[], { bytes_records }) => {
        const next = { byte: start.byte + bytes_records, line: this.place.line + 1 + breaksIn(cells) };
        this.found.push({ at: this.place, next, cells });
        this.place = next;
        return null;
      },
    });
    this.parser.on("error", (error) => {
      this.failure = error as CsvError;
    });
    this.parser.resume();
  }

  give(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve) => this.parser.write(bytes, () => resolve()));
  }

  end(): Promise<void> {
    return new Promise((resolve) => {
      this.parser.once("close", resolve);
      this.parser.end();
    });
  }

  /** The records that were found since it was last asked, and what it failed at after them. */
  take(): { found: RecordFound[]; failure?: CsvError } {
    const { found, failure } = this;
    this.found = [];
    return { found, failure };
  }

  /** Where the record begins that is not whole yet. */
  get open(): Place {
    return this.place;
  }

  drop(): void {
    this.parser.destroy();
  }
}

/** How the records of a list are told apart. */
export interface Shape {
  separator: Separator;
  /** Cells that a record should have; absent: nobody knows yet. */
  width?: number;
}

/**
 * The records of a list in UTF-8 from a place on, some at a time, in memory that does not grow with the list. What
 * cannot be read is told with its line, and reading goes on behind it: behind a record that is merely too long; else, where
 * a quote stands wrong or was left open, with the next line, for what the quote has swallowed are rows of their own.
 */
export async function* readRecords(
  file: FileHandle,
  { separator, width }: Shape,
  from: Place,
): AsyncGenerator<(RecordFound | Broken)[], void, undefined> {
  let portions = new Portions(from, separator);
  /** Leaves out what cannot be read, and begins anew behind it. */
  const breakOff = async (at: Place, trusted: boolean): Promise<Broken> => {
    portions.drop();
    const end = await endOfRecord(file, at.byte, separator, trusted);
    const next = { byte: end.byte, line: at.line + end.lines };
    portions = new Portions(next, separator);
    return { at, next, broken: end.whole ? "size" : "quote" };
  };
  let byte = from.byte;
  try {
    for (let ended = false; !ended; ) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(portion), 0, portion, byte);
      byte += bytesRead;
      ended = bytesRead === 0;
      await (ended ? portions.end() : portions.give(buffer.subarray(0, bytesRead)));
      const { found, failure } = portions.take();
      const swallowed = found.findIndex((record) => hasSwallowed(record, width));
      const sound = swallowed === -1 ? found : found.slice(0, swallowed);
      if (sound.length > 0) yield sound;
      const place = found[swallowed]?.at ?? (failure === undefined ? undefined : portions.open);
      if (place === undefined) continue;
      const broken = await breakOff(place, swallowed === -1 && failure?.code === "CSV_MAX_RECORD_SIZE");
      byte = broken.next.byte;
      ended = false;
      yield [broken];
    }
  } finally {
    portions.drop();
  }
}

/** Whether cells make a row: none is missing, and of those too many nothing stands in any. */
export function fits(cells: readonly string[], width: number): boolean {
  return cells.length >= width && cells.slice(width).every((cell) => cell.trim() === "");
}

/** A quote that was left open, and closed by that of a later line: the cells of both make no row. */
function hasSwallowed({ at, next, cells }: RecordFound, width: number | undefined): boolean {
  return width !== undefined && next.line - at.line > 1 && !fits(cells, width);
}
