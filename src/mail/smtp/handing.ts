import { Readable } from "node:stream";

const chunk = 64 * 1024;

/** A mail on its way into a connection. */
export interface Handing {
  stream: Readable;
  /** The last byte was given away: whoever is at the other end may have all of it. */
  done(): boolean;
  /** The connection has none of it, or all with its end: a command may follow. In its middle one would be taken for text. */
  whole(): boolean;
}

/**
 * The bytes of a mail as a stream that tells how far it came. Nothing is read ahead: what was not asked for has not left.
 * @param begun called when the first byte is asked for
 */
export function handing(bytes: Buffer, begun: () => void): Handing {
  let at = 0;
  const stream = new Readable({
    read() {
      if (at === 0) begun();
      this.push(bytes.subarray(at, at + chunk));
      at += chunk;
      if (at >= bytes.length) this.push(null);
    },
  });
  return { stream, done: () => at >= bytes.length, whole: () => at === 0 || stream.readableEnded };
}
