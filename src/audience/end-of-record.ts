import type { FileHandle } from "node:fs/promises";

const [quote, feed, carriage] = [0x22, 0x0a, 0x0d];
const portion = 64 * 1_024;

export interface End {
  byte: number;
  /** Line breaks up to there. */
  lines: number;
  /** The record ends here by its quotes; else this is the end of its first line. */
  whole: boolean;
}

/** Looks for the end of a record, byte by byte. `trusted`: whether quotes hold lines together. */
class Seeker {
  private first: End | undefined;
  private lines = 0;
  private quoted = false;
  /** The byte before was a quote inside quotes: it ends them, or stands for itself with the next one. */
  private ending = false;
  private cellBegins = true;
  private afterCarriage = false;
  private readonly separator: number;
  private trusted: boolean;

  constructor(separator: string, trusted: boolean) {
    this.separator = separator.charCodeAt(0);
    this.trusted = trusted;
  }

  see(byte: number, at: number): End | undefined {
    if (this.afterCarriage) {
      this.afterCarriage = false;
      const end = this.lineEnds(byte === feed ? at + 1 : at);
      if (end !== undefined || byte === feed) return end;
    }
    if (byte === carriage) this.afterCarriage = true;
    else if (byte === feed) return this.lineEnds(at + 1);
    else if (this.ending) return this.afterQuote(byte);
    else if (this.quoted) this.ending = byte === quote;
    else {
      this.quoted = byte === quote && this.cellBegins;
      this.cellBegins = byte === this.separator;
    }
    return undefined;
  }

  ends(at: number): End {
    const whole = this.trusted && (!this.quoted || this.ending);
    if (!whole && this.first !== undefined) return this.first;
    return { byte: at, lines: this.lines + 1, whole };
  }

  private lineEnds(at: number): End | undefined {
    this.lines += 1;
    this.first ??= { byte: at, lines: this.lines, whole: false };
    if (!this.trusted) return this.first;
    return this.quoted && !this.ending ? undefined : { byte: at, lines: this.lines, whole: true };
  }

  private afterQuote(byte: number): End | undefined {
    this.ending = false;
    if (byte === quote) return undefined;
    this.quoted = false;
    this.cellBegins = true;
    if (byte === this.separator) return undefined;
    this.trusted = false;
    return this.first;
  }
}

/**
 * Where a record ends that cannot be read: behind its quotes, where these are to be trusted and stand as they should; else
 * behind its first line. Nothing of it is kept in memory.
 */
export async function endOfRecord(file: FileHandle, from: number, separator: string, trusted: boolean): Promise<End> {
  const seeker = new Seeker(separator, trusted);
  const buffer = Buffer.allocUnsafe(portion);
  for (let at = from; ; ) {
    const { bytesRead } = await file.read(buffer, 0, portion, at);
    if (bytesRead === 0) return seeker.ends(at);
    for (let index = 0; index < bytesRead; index += 1) {
      const end = seeker.see(buffer[index] ?? 0, at + index);
      if (end !== undefined) return end;
    }
    at += bytesRead;
  }
}
