import { type Readable, Readable as Streams } from "node:stream";

/** What is printed: bytes, or a stream that can be opened again, because a server may ask for a login only then. */
export type IppDocument =
  | Uint8Array
  | { open(): Readable /** Bytes that it has to have, where they are known. */; size?: number };

export interface OpenDocument {
  stream: Readable;
  size: number | undefined;
}

/** Bytes that are written at a time, so that a slow printer's pace is felt. */
const piece = 65_536;

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
}

export function openDocument(document: IppDocument): OpenDocument {
  if (document instanceof Uint8Array)
    return { stream: Streams.from(pieces(document), { objectMode: true }), size: document.length };
  return { stream: document.open(), size: document.size };
}
