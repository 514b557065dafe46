/** Bytes of the file's header, and of a record's header with the type of its shape. */
const fileHeader = 100;
const recordHeader = 12;
/** Bytes of one record: the coast of a continent fits. */
const largestRecord = 256 * 1024 * 1024;

/**
 * Passes the bytes of a `.shp` on, as long as its records are of the file's type and no larger than a polygon can be
 * (ESRI Shapefile Technical Description, July 1998). The library makes room for whatever a record says that it holds, and
 * looks for the next one, four bytes at a time, through all of a file that is none.
 * @throws Error where they are not
 */
export async function* wholeRecords(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let type: number | undefined;
  /** What is known of the header that begins here; the bytes before it are passed over. */
  let header = Buffer.alloc(0);
  let skip = 0;
  for await (const part of bytes) {
    for (let at = 0; at < part.length; ) {
      if (skip > 0) {
        const passed = Math.min(skip, part.length - at);
        skip -= passed;
        at += passed;
        continue;
      }
      const needed = (type === undefined ? fileHeader : recordHeader) - header.length;
      header = Buffer.concat([header, part.subarray(at, at + needed)]);
      at += needed;
      if (type === undefined && header.length === fileHeader) type = header.readInt32LE(32);
      else if (type !== undefined && header.length === recordHeader) skip = contentAfter(header, type);
      else break;
      header = Buffer.alloc(0);
    }
    yield part;
  }
}

/** Bytes of a record's content behind its header. */
function contentAfter(header: Buffer, type: number): number {
  const length = header.readInt32BE(4) * 2;
  const own = header.readInt32LE(8);
  if (length < 4 || length > largestRecord || (own !== 0 && own !== type)) throw new Error("no record of a shapefile");
  return length - 4;
}
