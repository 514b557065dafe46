import { createHash } from "node:crypto";
import { Fault } from "../../../contract/index.ts";
import type { PrintFile } from "../request.ts";

/** An ICC profile of a printing condition (ICC.1, output device profile). */
export interface ColourProfile {
  /** Of its file. */
  name: string;
  bytes: Uint8Array;
  /** The same for the same bytes. */
  digest: string;
  space: "cmyk" | "rgb" | "grey";
  /** Numbers of a colour. */
  components: 1 | 3 | 4;
  /** What it calls itself. */
  description: string;
}

/** Megabytes; those of printing houses have one to three. */
const mostProfile = 5;

const headerLength = 128;
const spaces = {
  CMYK: ["cmyk", 4],
  "RGB ": ["rgb", 3],
  GRAY: ["grey", 1],
} as const;
const isSpace = (name: string): name is keyof typeof spaces => Object.hasOwn(spaces, name);

/**
 * Reads the head of a profile and its description; the curves and tables of its colours are the printer's to read.
 * @throws Fault `print.profile-unreadable`, `print.profile-large`, `print.profile-class` (of a screen, a camera, in other
 *   colours than CMYK, RGB or grey)
 * @see https://www.color.org/specification/ICC.1-2022-05.pdf
 */
export function readProfile({ name, data }: PrintFile): ColourProfile {
  if (data.length > mostProfile * 1_000_000) throw new Fault("print.profile-large", { name, limit: mostProfile });
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const unreadable = () => new Fault("print.profile-unreadable", { name });
  const text = (at: number) => bytes.toString("latin1", at, at + 4);
  if (bytes.length < headerLength + 4 || text(36) !== "acsp" || bytes.readUInt32BE(0) !== bytes.length)
    throw unreadable();
  // PDF 1.6 knows versions 2 and 4.
  const version = bytes[8];
  if (version !== 2 && version !== 4) throw unreadable();
  const space = text(16);
  if (text(12) !== "prtr" || !isSpace(space)) throw new Fault("print.profile-class", { name });
  if (!["Lab ", "XYZ "].includes(text(20))) throw unreadable();
  const tags = tagsOf(bytes);
  const description = tags && descriptionOf(bytes, tags.get("desc"));
  // From inks to colours, which is how a proof is shown.
  const whole = space !== "CMYK" || tags?.has("A2B0") === true;
  if (description === undefined || !whole) throw unreadable();
  const digest = createHash("sha256").update(bytes).digest("hex");
  const [kind, components] = spaces[space];
  return { name, bytes: data, digest, space: kind, components, description };
}

interface Tag {
  at: number;
  length: number;
}

/** What the profile holds, by signature; undefined: it says that something lies outside of it. */
function tagsOf(bytes: Buffer): Map<string, Tag> | undefined {
  const count = bytes.readUInt32BE(headerLength);
  const end = headerLength + 4 + count * 12;
  if (count > 1_000 || end > bytes.length) return undefined;
  const tags = new Map<string, Tag>();
  for (let entry = headerLength + 4; entry < end; entry += 12) {
    const [at, length] = [bytes.readUInt32BE(entry + 4), bytes.readUInt32BE(entry + 8)];
    if (at < end || at + length > bytes.length) return undefined;
    tags.set(bytes.toString("latin1", entry, entry + 4), { at, length });
  }
  return tags;
}

/** The description as text: of type `desc` in version 2, `mluc` in version 4. */
function descriptionOf(bytes: Buffer, tag: Tag | undefined): string | undefined {
  if (tag === undefined || tag.length < 16) return undefined;
  const data = bytes.subarray(tag.at, tag.at + tag.length);
  const type = data.toString("latin1", 0, 4);
  if (type === "desc") return named(data.toString("latin1", 12, Math.min(12 + data.readUInt32BE(8), data.length)));
  if (type !== "mluc" || data.length < 28 || data.readUInt32BE(8) === 0) return undefined;
  const [length, at] = [data.readUInt32BE(20), data.readUInt32BE(24)];
  if (at + length > data.length || length % 2 !== 0) return undefined;
  return named(
    Buffer.from(data.subarray(at, at + length))
      .swap16()
      .toString("utf16le"),
  );
}

/** Text up to its first zero, without what is no sign; undefined: nothing is left. */
function named(text: string): string | undefined {
  const [said = ""] = text.split("\0");
  const clean = said.replace(/\p{C}/gu, "").trim().slice(0, 200);
  return clean === "" ? undefined : clean;
}
