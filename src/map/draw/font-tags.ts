import { createHash } from "node:crypto";

const fontName = /\/(?:BaseFont|FontName) \/([A-Z]{6})\+/gu;

/**
 * Names the font subsets of a PDF after its content. The drawing library calls them AAAAAA, BAAAAA … in every one: many
 * maps in one file for a printer would have subsets of one name with other letters (ISO 32000-2, 9.9.2), and a printer that
 * keeps fonts by their name prints wrong ones. No offset moves.
 */
export function withOwnFontTags(pdf: Buffer): Buffer {
  const named = Buffer.from(pdf);
  const content = createHash("sha256").update(pdf).digest("hex");
  for (const { 0: whole, 1: tag = "", index } of pdf.toString("latin1").matchAll(fontName)) {
    const digest = createHash("sha256").update(`${content} ${tag}`).digest().subarray(0, 6);
    const own = [...digest].map((byte) => String.fromCharCode(65 + (byte % 26))).join("");
    named.write(own, index + whole.length - 7, "latin1");
  }
  return named;
}
