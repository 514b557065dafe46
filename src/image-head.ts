/** What the first bytes of a picture say of it. */
export interface ImageHead {
  type: "image/png" | "image/jpeg";
  /** pixels */
  width: number;
  height: number;
  /** Of a JPEG: 1 is grey, 3 colours, 4 inks. */
  components: number;
}

/** Kind and size of a PNG (ISO 15948, 11.2.2) or a JPEG (ITU T.81, B.2.2); undefined where the bytes are neither. */
export function imageHead(bytes: Uint8Array): ImageHead | undefined {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (
    data.length >= 24 &&
    data.toString("latin1", 0, 8) === "\x89PNG\r\n\x1a\n" &&
    data.toString("latin1", 12, 16) === "IHDR"
  ) {
    return sized("image/png", data.readUInt32BE(16), data.readUInt32BE(20), 4);
  }
  if (data.length < 4 || data.readUInt16BE(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 10 <= data.length && data[at] === 0xff; ) {
    const marker = data[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // Start of frame; C4, C8 and CC are tables and an extension.
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      return sized("image/jpeg", data.readUInt16BE(at + 7), data.readUInt16BE(at + 5), data[at + 9]!);
    }
    at += 2 + data.readUInt16BE(at + 2);
  }
  return undefined;
}

function sized(type: ImageHead["type"], width: number, height: number, components: number): ImageHead | undefined {
  return width > 0 && height > 0 ? { type, width, height, components } : undefined;
}
