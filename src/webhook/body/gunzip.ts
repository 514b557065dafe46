import { createGunzip } from "node:zlib";

/**
 * How far a body may swell. Deflate reaches 1,032 to 1; JSON that people send stays below 100. A small body is let off
 * the ratio, for it cannot do harm.
 */
const gunzipLimits = { ratio: 200, free: 65_536 } as const;

export type Unpacked = { ok: true; bytes: Buffer } | { ok: false; reason: "too-large" | "broken" };

/**
 * Unpacks gzip (RFC 1952) off the main thread, piece by piece, and stops at `limit` bytes or at the ratio above. Bytes
 * behind the end, and an end that is missing, make it `broken`: what is signed is all that was sent.
 */
export function gunzip(bytes: Uint8Array, limit: number): Promise<Unpacked> {
  const most = Math.min(limit, Math.max(gunzipLimits.free, bytes.byteLength * gunzipLimits.ratio));
  return new Promise((resolve) => {
    const stream = createGunzip();
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (result: Unpacked): void => {
      resolve(result);
      stream.destroy();
    };
    stream.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > most) settle({ ok: false, reason: "too-large" });
      else chunks.push(chunk);
    });
    stream.on("end", () => {
      if (stream.bytesWritten !== bytes.byteLength) settle({ ok: false, reason: "broken" });
      else settle({ ok: true, bytes: Buffer.concat(chunks, size) });
    });
    stream.on("error", () => settle({ ok: false, reason: "broken" }));
    stream.end(bytes);
  });
}
