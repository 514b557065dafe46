import { isUtf8 } from "node:buffer";

/**
 * Strict UTF-8 as text, a byte order mark dropped (RFC 8259 §8.1 allows it, .NET senders write one, and the signature
 * covers it all the same); a number: offset of the first byte that belongs to no character.
 */
export function decodeUtf8(bytes: Uint8Array): string | number {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!isUtf8(buffer)) return firstBadByte(buffer);
  const start = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf ? 3 : 0;
  return buffer.toString("utf8", start);
}

function firstBadByte(bytes: Buffer): number {
  let offset = 0;
  for (const character of bytes.toString("utf8")) {
    // A replacement character that the sender wrote is three good bytes.
    if (
      character === "\ufffd" &&
      !(bytes[offset] === 0xef && bytes[offset + 1] === 0xbf && bytes[offset + 2] === 0xbd)
    ) {
      return offset;
    }
    offset += Buffer.byteLength(character);
  }
  return offset;
}
