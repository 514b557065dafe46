import { imageHead } from "../../src/image-head.ts";

/** What a folder of media may hold. */
export type MediaKind = "picture" | "pdf" | "icc" | "film" | "sound";

export interface MediaType {
  kind: MediaKind;
  /** MIME type. */
  type: string;
}

/** As many first bytes of a file as are needed to tell its type. */
export const headBytes = 64;

/** The type of a file by its first bytes, whatever its name says; undefined: none that messages use. */
export function mediaTypeOf(head: Uint8Array): MediaType | undefined {
  const data = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const at = (from: number, to: number) => data.toString("latin1", from, to);
  if (data.length >= 3 && data.readUInt16BE(0) === 0xffd8 && data[2] === 0xff)
    return { kind: "picture", type: "image/jpeg" };
  if (imageHead(data) !== undefined) return { kind: "picture", type: "image/png" };
  if (at(0, 4) === "RIFF" && at(8, 12) === "WEBP") return { kind: "picture", type: "image/webp" };
  if (/^GIF8[79]a/.test(at(0, 6))) return { kind: "picture", type: "image/gif" };
  if (at(0, 5) === "%PDF-") return { kind: "pdf", type: "application/pdf" };
  // ISO 14496-12: the brand of QuickTime, and those of MP4; HEIC pictures begin the same way.
  const brand = at(4, 8) === "ftyp" ? at(8, 12) : "";
  if (brand === "M4A ") return { kind: "sound", type: "audio/mp4" };
  if (brand === "qt  ") return { kind: "film", type: "video/quicktime" };
  if (/^(?:isom|iso\d|avc1|mp4\d|M4V|dash|MSNV|f4v)/.test(brand)) return { kind: "film", type: "video/mp4" };
  if (data.length >= 4 && data.readUInt32BE(0) === 0x1a45dfa3) return { kind: "film", type: "video/webm" };
  // Frames of MPEG audio, layer III, with or without a tag before them.
  if (at(0, 3) === "ID3" || (data[0] === 0xff && [0xf2, 0xf3, 0xfa, 0xfb].includes(data[1] ?? 0)))
    return { kind: "sound", type: "audio/mpeg" };
  if (at(0, 4) === "RIFF" && at(8, 12) === "WAVE") return { kind: "sound", type: "audio/wav" };
  if (at(0, 4) === "OggS") return { kind: "sound", type: "audio/ogg" };
  if (at(0, 4) === "fLaC") return { kind: "sound", type: "audio/flac" };
  // ICC.1, 7.2.11.
  if (at(36, 40) === "acsp") return { kind: "icc", type: "application/vnd.iccprofile" };
  return undefined;
}
