import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from "node:fs";
import { deflateSync } from "node:zlib";

/**
 * A PDF that is written as it grows: what was put is on its way to the disk and no longer in memory, but for ten digits
 * an object (ISO 32000-2 §7.5.4).
 */
export interface PdfFile {
  /** Bytes so far. */
  size(): number;
  /** Number of an object that is put later. */
  reserve(): number;
  /** `text` in latin1: one byte a character. */
  put(number: number, text: string): void;
  /** @param dictionary entries of its dictionary but its length; `data` is as they say. */
  putStream(number: number, dictionary: string, data: Uint8Array): void;
  /** 32 digits that are the same for the same objects so far. */
  identifier(): string;
  /** Writes the table of objects and waits for the disk. The same objects give the same bytes. */
  end(catalog: number, info: number): { bytes: number; sha256: string };
  /** Takes the file away. */
  abandon(): void;
}

const bufferSize = 1 << 20;

export function createPdf(path: string, version: "1.6" | "1.7"): PdfFile {
  const descriptor = openSync(path, "w", 0o600);
  const digest = createHash("sha256");
  const buffer = Buffer.allocUnsafe(bufferSize);
  const offsets: number[] = [0];
  let filled = 0;
  let flushed = 0;

  const out = (bytes: Uint8Array) => {
    digest.update(bytes);
    for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
    flushed += bytes.length;
  };
  const flush = () => {
    out(buffer.subarray(0, filled));
    filled = 0;
  };
  const write = (text: string) => {
    if (text.length > bufferSize - filled) flush();
    if (text.length > bufferSize) out(Buffer.from(text, "latin1"));
    else filled += buffer.write(text, filled, "latin1");
  };
  const writeBytes = (bytes: Uint8Array) => {
    if (bytes.length > bufferSize - filled) flush();
    if (bytes.length > bufferSize) return out(bytes);
    buffer.set(bytes, filled);
    filled += bytes.length;
  };
  const identifier = () => {
    flush();
    return digest.copy().digest("hex").slice(0, 32).toUpperCase();
  };
  const size = () => flushed + filled;
  const begin = (number: number) => {
    offsets[number] = size();
    write(`${number} 0 obj\n`);
  };

  // Four bytes over 127 tell whoever copies the file that it is not text.
  write(`%PDF-${version}\n%\xe2\xe3\xcf\xd3\n`);
  return {
    size,
    identifier,
    reserve: () => offsets.push(0) - 1,
    put(number, text) {
      begin(number);
      write(text);
      write("\nendobj\n");
    },
    putStream(number, dictionary, data) {
      begin(number);
      write(`<<${dictionary}/Length ${data.length}>>\nstream\n`);
      writeBytes(data);
      write("\nendstream\nendobj\n");
    },
    end(catalog, info) {
      const table = size();
      write(`xref\n0 ${offsets.length}\n0000000000 65535 f \n`);
      for (const offset of offsets.slice(1)) write(`${String(offset).padStart(10, "0")} 00000 n \n`);
      const id = identifier();
      const entries = `/Size ${offsets.length}/Root ${catalog} 0 R/Info ${info} 0 R/ID[<${id}><${id}>]`;
      write(`trailer\n<<${entries}>>\nstartxref\n${table}\n%%EOF\n`);
      flush();
      fsyncSync(descriptor);
      closeSync(descriptor);
      return { bytes: flushed, sha256: digest.digest("hex") };
    },
    abandon() {
      closeSync(descriptor);
      rmSync(path);
    },
  };
}

/** Packs what a stream holds; short ones, of which there are many, cost less with little memory. */
export function packed(data: string | Uint8Array): Uint8Array {
  const bytes = typeof data === "string" ? Buffer.from(data, "latin1") : data;
  return deflateSync(bytes, bytes.length < 16_384 ? { level: 5, memLevel: 6, windowBits: 14 } : { level: 6 });
}
